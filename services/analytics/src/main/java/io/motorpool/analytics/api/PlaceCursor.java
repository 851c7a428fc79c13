package io.motorpool.analytics.api;

import io.motorpool.analytics.domain.ClassAtBranch;
import io.motorpool.analytics.domain.RevenueGroup;
import io.motorpool.platform.api.InvalidParameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list that is in the order of vehicle class and branch, and of the currency where
 * there is one. Opaque to the caller.
 */
final class PlaceCursor {

  private static final Pattern PLACE =
      Pattern.compile(
          "(?:([A-Z]{4})/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))?(?:/([A-Z]{3}))?");

  private PlaceCursor() {}

  /**
   * @throws InvalidParameter if it is not one of our cursors
   */
  static Optional<ClassAtBranch> place(String cursor) {
    return read(cursor).map(match -> place(match).orElseThrow(PlaceCursor::invalid));
  }

  /**
   * @throws InvalidParameter if it is not one of our cursors
   */
  static Optional<RevenueGroup.Position> position(String cursor) {
    return read(cursor)
        .map(
            match -> {
              if (match.group(3) == null) {
                throw invalid();
              }
              return new RevenueGroup.Position(place(match), match.group(3));
            });
  }

  /** The cursor of the next page; null if there is none. */
  static <T> String afterPlace(List<T> found, int limit, Function<T, ClassAtBranch> place) {
    return next(found, limit, last -> written(place.apply(last)));
  }

  /** The cursor of the next page; null if there is none. */
  static String afterPosition(List<RevenueGroup> found, int limit) {
    return next(
        found,
        limit,
        last ->
            last.place().map(PlaceCursor::written).orElse("") + "/" + last.position().currency());
  }

  private static String written(ClassAtBranch place) {
    return place.vehicleClass() + "/" + place.branchId();
  }

  private static <T> String next(List<T> found, int limit, Function<T, String> text) {
    return found.size() <= limit
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.apply(found.get(limit - 1)).getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<Matcher> read(String cursor) {
    if (cursor == null) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      Matcher match = PLACE.matcher(new String(bytes, StandardCharsets.US_ASCII));
      if (match.matches()) {
        return Optional.of(match);
      }
    } catch (IllegalArgumentException e) {
      // Told below, as for any other text that is not a cursor.
    }
    throw invalid();
  }

  private static Optional<ClassAtBranch> place(Matcher match) {
    return Optional.ofNullable(match.group(1))
        .map(vehicleClass -> new ClassAtBranch(vehicleClass, UUID.fromString(match.group(2))));
  }

  private static InvalidParameter invalid() {
    return new InvalidParameter("cursor", "must be the nextCursor of an earlier answer");
  }
}
