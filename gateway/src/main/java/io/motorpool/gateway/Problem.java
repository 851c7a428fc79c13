package io.motorpool.gateway;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;

/**
 * The gateway's own answer that something went wrong, as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param type the problem's name in kebab case
 * @param title the problem in words, the same each time
 * @param detail what happened this time
 * @param errors what is wrong with the request, by place; empty when it is not about that
 */
record Problem(int status, String type, String title, String detail, List<Violation> errors) {

  static final String MEDIA_TYPE = "application/problem+json";
  static final String RETRY_AFTER_SECONDS = "2";

  Problem(int status, String type, String title, String detail) {
    this(status, type, title, detail, List.of());
  }

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

  static final Problem TOKEN_MISSING =
      new Problem(401, "unauthorized", "Unauthorized", "Send a token of the issuer as a bearer.");
  static final Problem TOKEN_NOT_BELIEVED =
      new Problem(
          401,
          "unauthorized",
          "Unauthorized",
          "The token is expired, of another issuer, for others, or forged.");
  static final Problem ISSUER_UNAVAILABLE =
      new Problem(
          503,
          "issuer-unavailable",
          "Issuer unavailable",
          "The keys of the token's issuer cannot be had now.");
  static final Problem ORIGIN_NOT_ALLOWED =
      new Problem(
          403,
          "origin-not-allowed",
          "Origin not allowed",
          "Pages of this origin may not open a WebSocket here.");
  static final Problem TOO_MANY_REQUESTS =
      new Problem(
          429,
          "too-many-requests",
          "Too many requests",
          "The Retry-After header says in how many seconds there may be one again.");
  static final Problem TOO_MANY_CONNECTIONS =
      new Problem(
          429,
          "too-many-connections",
          "Too many connections",
          "There may be no more from this address; close one first.");
  static final Problem INTERNAL_ERROR =
      new Problem(
          500, "internal-error", "Internal error", "The gateway could not read the request.");
  static final Problem BUSY =
      new Problem(503, "busy", "Busy", "The gateway holds as many requests as it has room for.");
  static final Problem NO_CONNECTION_LEFT =
      new Problem(503, "busy", "Busy", "The gateway holds as many connections as it has room for.");

  /**
   * @param types those that there may be
   */
  static Problem unsupportedMediaType(Collection<String> types) {
    return new Problem(
        415,
        "unsupported-media-type",
        "Unsupported media type",
        "Send the body as " + String.join(" or ", types) + ".");
  }

  /** In the words of the services, which check the same. */
  static Problem invalid(List<Violation> errors) {
    return new Problem(
        400,
        "invalid-request",
        "Invalid request",
        errors.size() == 1
            ? "One value is missing or not as the contract has it."
            : errors.size() + " values are missing or not as the contract has them.",
        errors);
  }

  /**
   * @param roles of which the caller has none
   */
  static Problem forbidden(Collection<String> roles) {
    return new Problem(
        403, "forbidden", "Forbidden", "This is for the roles " + String.join(", ", roles) + ".");
  }

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
    JsonObject body =
        new JsonObject()
            .put("type", "urn:motorpool:problem:" + type)
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .put("instance", instance);
    if (!errors.isEmpty()) {
      body.put("errors", new JsonArray(errors.stream().map(Violation::toJson).toList()));
    }
    return body.toBuffer();
  }

  /** Whether the same request may succeed soon. */
  boolean isPassing() {
    return status == 503 || this == TOO_MANY_CONNECTIONS;
  }

  /** Whether the rest of the request is not waited for, so that no other can follow it. */
  boolean endsTheConnection() {
    return this == BAD_REQUEST
        || this == REQUEST_TIMEOUT
        || this == PAYLOAD_TOO_LARGE
        || this == BUSY;
  }

  /** An answer with it as it is sent, for who has not asked yet and need not. */
  Buffer unasked() {
    Buffer body = body("/");
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", MEDIA_TYPE)
            .add("Content-Length", String.valueOf(body.length()))
            .add("Connection", "close");
    if (isPassing()) {
      headers.add("Retry-After", RETRY_AFTER_SECONDS);
    }
    SecurityHeaders.add(headers, false);
    Buffer answer = Buffer.buffer("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n");
    headers.forEach((name, value) -> answer.appendString(name + ": " + value + "\r\n"));
    return answer.appendString("\r\n").appendBuffer(body);
  }

  /** Answers with it, for requests that no service has seen. */
  void send(HttpServerResponse response, String instance) {
    response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE);
    if (isPassing()) {
      response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    if (endsTheConnection()) {
      response.putHeader("Connection", "close");
    }
    response.end(body(instance));
  }
}
