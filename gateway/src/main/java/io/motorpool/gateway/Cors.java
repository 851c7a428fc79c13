package io.motorpool.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;

/**
 * Lets pages of certain origins use the gateway from a browser, such as the Swagger UI of a service
 * (the CORS protocol of the Fetch standard). Without configuration no page of another origin may.
 */
final class Cors {

  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, If-Match, " + Exchange.REQUEST_ID;
  private static final String ANSWER_HEADERS =
      "ETag, Location, Allow, WWW-Authenticate, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, "
          + Exchange.REQUEST_ID;

  private final Set<String> origins;

  /**
   * @param origins the origins that are let in, each as a browser sends it
   */
  Cors(Set<String> origins) {
    this.origins = origins;
  }

  /**
   * Whether a WebSocket may be opened: a page may open one to any host, whatever CORS says, so its
   * origin has to be let in or to be the gateway itself. Who is no browser names none.
   */
  boolean lets(HttpServerRequest handshake) {
    String origin = handshake.getHeader("Origin");
    return origin == null
        || origins.contains(origin)
        || origin.replaceFirst("^https?://", "").equalsIgnoreCase(handshake.getHeader("Host"));
  }

  /**
   * Marks the answer for the browser.
   *
   * @return whether the request was only the browser asking beforehand, and is answered
   */
  boolean answer(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null || !origins.contains(origin)) {
      return false;
    }
    HttpServerResponse response = request.response();
    response
        .putHeader("Access-Control-Allow-Origin", origin)
        .putHeader("Access-Control-Expose-Headers", ANSWER_HEADERS)
        .putHeader("Vary", "Origin");
    boolean preflight =
        request.method().name().equals("OPTIONS")
            && request.getHeader("Access-Control-Request-Method") != null;
    if (preflight) {
      response
          .setStatusCode(204)
          .putHeader("Access-Control-Allow-Methods", METHODS)
          .putHeader("Access-Control-Allow-Headers", REQUEST_HEADERS)
          .putHeader("Access-Control-Max-Age", "600")
          .end();
    }
    return preflight;
  }
}
