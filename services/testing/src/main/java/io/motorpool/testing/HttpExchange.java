package io.motorpool.testing;

import java.util.List;
import java.util.Map;

/**
 * A request and its answer.
 *
 * @param path as it was sent, encoded, without the query
 * @param query as it was sent, encoded; empty if there was none
 * @param requestHeaders by their names in lower case
 * @param requestBody as far as it was read
 * @param answerHeaders by their names in lower case
 */
record HttpExchange(
    String method,
    String path,
    String query,
    Map<String, List<String>> requestHeaders,
    byte[] requestBody,
    int status,
    Map<String, List<String>> answerHeaders,
    byte[] answerBody) {

  boolean isSuccess() {
    return status / 100 == 2;
  }

  /** The media type without its parameters; empty if there is none. */
  String requestType() {
    return mediaType(requestHeaders);
  }

  /** The media type without its parameters; empty if there is none. */
  String answerType() {
    return mediaType(answerHeaders);
  }

  private static String mediaType(Map<String, List<String>> headers) {
    String type = headers.getOrDefault("content-type", List.of("")).getFirst();
    return type.replaceFirst(";.*", "").strip().toLowerCase(java.util.Locale.ROOT);
  }
}
