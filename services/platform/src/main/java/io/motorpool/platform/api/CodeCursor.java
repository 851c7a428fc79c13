package io.motorpool.platform.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** A place in a list that is ordered by codes, which never change. Opaque to the caller. */
public final class CodeCursor {

  private CodeCursor() {}

  /**
   * The code after which the page begins.
   *
   * @param cursor what the caller sent, or null for the first page
   * @return the code, "" for the first page
   * @throws InvalidParameter if it is not one of our cursors
   */
  public static String read(String cursor) {
    if (cursor == null) {
      return "";
    }
    try {
      String code = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (code.matches("[A-Z][A-Z0-9_]{1,29}")) {
        return code;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as for any other text that is not a cursor.
    }
    throw new InvalidParameter("cursor", "must be the nextCursor of an earlier answer");
  }

  /**
   * The cursor of the next page.
   *
   * @param found up to {@code limit + 1} entries, in the order of the list
   * @param limit how many of them make the page
   * @param code the code of an entry
   * @return the cursor, or null if there is no next page
   */
  public static <T> String next(List<T> found, int limit, Function<T, String> code) {
    return found.size() <= limit
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(code.apply(found.get(limit - 1)).getBytes(StandardCharsets.US_ASCII));
  }
}
