package io.motorpool.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** What is asked of a request's head beyond what the HTTP library asks. */
final class RequestHead {

  private RequestHead() {}

  /**
   * Whether it can only be understood in one way: a path for its target, one host, and at most one
   * way to tell where its body ends (RFC 9112, sections 3.2 and 6.1).
   */
  static boolean isProper(HttpServerRequest request) {
    return request.uri().startsWith("/")
        && request.headers().getAll("Host").size() == (isOld(request) ? hosts(request) : 1)
        && isFramedInOneWay(request);
  }

  private static boolean isFramedInOneWay(HttpServerRequest request) {
    List<String> codings = request.headers().getAll("Transfer-Encoding");
    return codings.isEmpty()
        || !isOld(request)
            && codings.size() == 1
            && codings.getFirst().equalsIgnoreCase("chunked")
            && !request.headers().contains("Content-Length");
  }

  private static boolean isOld(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_0;
  }

  /** An old client need not name the host. */
  private static int hosts(HttpServerRequest request) {
    return request.headers().contains("Host") ? 1 : 0;
  }

  /** Whether a body follows. */
  static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains("Transfer-Encoding") || statedLength(request) > 0;
  }

  /** The stated length of the body in bytes; 0 if none is stated. */
  static long statedLength(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }
}
