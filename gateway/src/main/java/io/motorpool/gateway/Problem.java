package io.motorpool.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * The gateway's own answer that something went wrong, as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param type the problem's name in kebab case
 * @param title the problem in words, the same each time
 * @param detail what happened this time
 */
record Problem(int status, String type, String title, String detail) {

  static final String MEDIA_TYPE = "application/problem+json";
  static final String RETRY_AFTER_SECONDS = "2";

  static final Problem NOT_FOUND =
      new Problem(404, "not-found", "Not found", "No contract has this path.");
  static final Problem METHOD_NOT_ALLOWED =
      new Problem(
          405,
          "method-not-allowed",
          "Method not allowed",
          "The Allow header names those that are.");
  static final Problem BAD_REQUEST =
      new Problem(400, "bad-request", "Bad request", "The request is not proper HTTP.");
  static final Problem PATH_AMBIGUOUS =
      new Problem(
          400,
          "path-ambiguous",
          "Path ambiguous",
          "A path has no empty segments, no '.' or '..', no ';' and no backslash, plain or encoded,"
              + " and no encoded slash or control character.");
  static final Problem REQUEST_TIMEOUT =
      new Problem(
          408, "request-timeout", "Request timeout", "The request's body did not come in time.");
  static final Problem PAYLOAD_TOO_LARGE =
      new Problem(
          413,
          "payload-too-large",
          "Payload too large",
          "The body is larger than the gateway takes.");
  static final Problem URI_TOO_LONG =
      new Problem(414, "uri-too-long", "URI too long", "The URI is longer than the gateway takes.");
  static final Problem HEADERS_TOO_LARGE =
      new Problem(
          431,
          "request-header-fields-too-large",
          "Request header fields too large",
          "The headers are larger than the gateway takes.");

  static Problem unavailable(String service) {
    return new Problem(
        503,
        "service-unavailable",
        "Service unavailable",
        "The " + service + " service cannot be reached.");
  }

  static Problem badGateway(String service) {
    return new Problem(
        502, "bad-gateway", "Bad gateway", "The " + service + " service broke off its answer.");
  }

  static Problem timeout(String service) {
    return new Problem(
        504,
        "gateway-timeout",
        "Gateway timeout",
        "The " + service + " service did not answer in time.");
  }

  /** The body. */
  Buffer body(String instance) {
    return new JsonObject()
        .put("type", "urn:motorpool:problem:" + type)
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .put("instance", instance)
        .toBuffer();
  }

  /** Whether the same request may succeed soon. */
  boolean isPassing() {
    return status == 503;
  }

  /** Answers with it, for requests that no service has seen. */
  void send(HttpServerResponse response, String instance) {
    response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE);
    if (isPassing()) {
      response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    response.end(body(instance));
  }
}
