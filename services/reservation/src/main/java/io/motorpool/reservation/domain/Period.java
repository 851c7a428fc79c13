package io.motorpool.reservation.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * The time a vehicle is reserved for.
 *
 * @param startsAt the beginning, inclusive
 * @param endsAt the end, exclusive; after the beginning
 */
public record Period(Instant startsAt, Instant endsAt) {

  /** The longest reservation. */
  public static final Duration LONGEST = Duration.ofDays(365);

  /**
   * @throws PeriodInvalid if the end is not after the beginning
   */
  public Period {
    if (!endsAt.isAfter(startsAt)) {
      throw PeriodInvalid.endsBeforeItStarts();
    }
  }

  /**
   * A period that can be booked now.
   *
   * @param now the present moment
   * @throws PeriodInvalid if it ends before it starts, starts in the past or is too long
   */
  public static Period bookable(Instant startsAt, Instant endsAt, Instant now) {
    Period period = new Period(startsAt, endsAt);
    if (startsAt.isBefore(now)) {
      throw PeriodInvalid.startsInThePast();
    }
    if (period.length().compareTo(LONGEST) > 0) {
      throw PeriodInvalid.tooLong(LONGEST);
    }
    return period;
  }

  /**
   * Checks that a period can take the place of another.
   *
   * @param before the one that was agreed on; its beginning may be over, and its end
   * @param now the present moment
   * @throws PeriodInvalid if what is new about it is over, or it is too long
   */
  void requireChangeable(Period before, Instant now) {
    if (!startsAt.equals(before.startsAt) && startsAt.isBefore(now)) {
      throw PeriodInvalid.startsInThePast();
    }
    if (!endsAt.equals(before.endsAt) && endsAt.isBefore(now)) {
      throw PeriodInvalid.endsInThePast();
    }
    if (length().compareTo(LONGEST) > 0) {
      throw PeriodInvalid.tooLong(LONGEST);
    }
  }

  /** Whether the other lies wholly within this one. */
  boolean contains(Period other) {
    return !other.startsAt.isBefore(startsAt) && !other.endsAt.isAfter(endsAt);
  }

  /** How long the vehicle is reserved. */
  public Duration length() {
    return Duration.between(startsAt, endsAt);
  }
}
