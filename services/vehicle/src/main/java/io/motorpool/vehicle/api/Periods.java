package io.motorpool.vehicle.api;

import io.motorpool.platform.api.InvalidParameter;
import io.motorpool.vehicle.domain.Period;
import java.time.Duration;
import java.time.OffsetDateTime;

/** Periods as they are asked about. */
final class Periods {

  private Periods() {}

  /**
   * The period between two moments.
   *
   * @param startName the parameter of the beginning
   * @param endName the parameter of the end
   * @throws InvalidParameter if it does not end after it begins, or is too long
   */
  static Period of(String startName, OffsetDateTime start, String endName, OffsetDateTime end) {
    if (!end.isAfter(start)) {
      throw new InvalidParameter(endName, "must be after " + startName);
    }
    if (Duration.between(start, end).compareTo(Period.LONGEST) > 0) {
      throw new InvalidParameter(
          endName, "must be at most %d days later".formatted(Period.LONGEST.toDays()));
    }
    return new Period(start.toInstant(), end.toInstant());
  }
}
