package io.motorpool.platform.api;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A place in a list that is ordered by id. Ids are UUIDv7, so the order is the order of creation
 * and stays as it is while entries come and go. Opaque to the caller.
 */
public final class Cursor {

  private static final int UUID_BYTES = 16;

  private Cursor() {}

  /**
   * The id after which the page begins.
   *
   * @param cursor what the caller sent, or null for the first page
   * @return the id, or null for the first page
   * @throws InvalidParameter if it is not one of our cursors
   */
  public static UUID read(String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length == UUID_BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
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
   * @param id the id of an entry
   * @return the cursor, or null if there is no next page
   */
  public static <T> String next(List<T> found, int limit, Function<T, UUID> id) {
    if (found.size() <= limit) {
      return null;
    }
    UUID last = id.apply(found.get(limit - 1));
    byte[] bytes =
        ByteBuffer.allocate(UUID_BYTES)
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
