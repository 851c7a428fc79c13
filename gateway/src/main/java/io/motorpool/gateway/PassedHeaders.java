package io.motorpool.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;

/** What becomes of headers on the way through the gateway. */
final class PassedHeaders {

  /** Of this connection only (RFC 9110, section 7.6.1); framing is the HTTP library's. */
  private static final List<String> HOP_BY_HOP =
      List.of(
          "Connection",
          "Keep-Alive",
          "Proxy-Authenticate",
          "Proxy-Authorization",
          "Proxy-Connection",
          "TE",
          "Trailer",
          "Upgrade");

  private PassedHeaders() {}

  /** Takes away what concerns one connection only, and what its Connection header names. */
  static void strip(MultiMap headers) {
    for (String options : headers.getAll("Connection")) {
      for (String option : options.split(",")) {
        String name = option.strip();
        if (!name.isEmpty() && !isNeeded(name)) {
          headers.remove(name);
        }
      }
    }
    HOP_BY_HOP.forEach(headers::remove);
  }

  /** Nobody may have these taken away by naming them. */
  private static boolean isNeeded(String name) {
    return List.of("host", "content-length", "transfer-encoding", "content-type", "authorization")
        .contains(name.toLowerCase(Locale.ROOT));
  }

  /** Says who asks and by which name; what the client says of that itself is not passed on. */
  static void introduce(MultiMap headers, Exchange exchange) {
    HttpServerRequest request = exchange.request();
    headers.remove("Forwarded").remove("X-Forwarded-Host").remove("X-Forwarded-Port");
    headers.set("X-Forwarded-For", exchange.address());
    headers.set("X-Forwarded-Proto", exchange.isSecure() ? "https" : "http");
    if (request.authority() != null) {
      headers.set("X-Forwarded-Host", request.authority().toString());
    }
    headers.set(Exchange.REQUEST_ID, exchange.id());
  }
}
