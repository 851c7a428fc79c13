package io.motorpool.gateway;

import java.util.regex.Pattern;

/**
 * Which paths are taken at all. Two readers of a path that has dot segments, empty segments, path
 * parameters or encoded slashes may understand it differently, and then one of them guards another
 * resource than the other one serves. None of the contracts has such a path, so none is passed on.
 */
final class RequestPath {

  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "//|[;\\\\]|/\\.\\.?(/|$)|%(2e|2f|5c|3b|25|7f|[01][0-9a-f])|%(?![0-9a-f]{2})",
          Pattern.CASE_INSENSITIVE);

  private RequestPath() {}

  /** Whether everybody reads it in the same way. */
  static boolean isPlain(String path) {
    return path.startsWith("/") && !AMBIGUOUS.matcher(path).find();
  }
}
