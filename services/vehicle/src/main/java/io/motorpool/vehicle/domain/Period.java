package io.motorpool.vehicle.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param startsAt the beginning, inclusive
 * @param endsAt the end, exclusive; not before the beginning
 */
public record Period(Instant startsAt, Instant endsAt) {

  /** The longest that can be asked about. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /**
   * @throws IllegalArgumentException if it ends before it starts
   */
  public Period {
    if (endsAt.isBefore(startsAt)) {
      throw new IllegalArgumentException("A period that ends before it starts");
    }
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(startsAt, endsAt);
  }

  /** Whether some moment belongs to both; one without length has none. */
  public boolean overlaps(Period other) {
    Instant start = startsAt.isAfter(other.startsAt) ? startsAt : other.startsAt;
    Instant end = endsAt.isBefore(other.endsAt) ? endsAt : other.endsAt;
    return start.isBefore(end);
  }
}
