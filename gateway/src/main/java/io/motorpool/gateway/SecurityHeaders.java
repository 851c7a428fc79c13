package io.motorpool.gateway;

import io.vertx.core.MultiMap;

/**
 * What every answer tells a browser. An answer of the API is data: it is no page, belongs into no
 * frame and no cache, and is not to be taken for a script or a style. Whoever answers may say
 * otherwise of pages and caches.
 */
final class SecurityHeaders {

  /** For what is no page. */
  private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

  private static final String A_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  /**
   * Adds them to the headers of an answer that is about to be sent.
   *
   * @param secure whether the connection is encrypted; only then may others be ruled out
   */
  static void add(MultiMap headers, boolean secure) {
    headers
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Resource-Policy", "same-origin");
    addIfMissing(headers, "Content-Security-Policy", NO_PAGE);
    addIfMissing(headers, "Cache-Control", "no-store");
    if (secure) {
      headers.set("Strict-Transport-Security", A_YEAR);
    }
  }

  private static void addIfMissing(MultiMap headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
