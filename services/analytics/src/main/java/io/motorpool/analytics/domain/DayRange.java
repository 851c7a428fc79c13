package io.motorpool.analytics.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Some UTC days in a row, at least one.
 *
 * @param from the first day
 * @param to the day after the last
 */
public record DayRange(LocalDate from, LocalDate to) {

  /** The most days of a range. */
  public static final int MOST_DAYS = 366;

  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

  /**
   * @throws IllegalArgumentException if there is no day in it, too many days or one before 1970;
   *     the message says which, for the caller
   */
  public DayRange {
    if (from.isBefore(EARLIEST)) {
      throw new IllegalArgumentException("must be with from in 1970 or later");
    }
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("must be after from");
    }
    if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
      throw new IllegalArgumentException("must be at most %d days after from".formatted(MOST_DAYS));
    }
  }

  /** The days, in order. */
  public Stream<LocalDate> days() {
    return from.datesUntil(to);
  }

  /** The moment the range begins, included. */
  public Instant begin() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The moment the range ends, excluded. */
  public Instant end() {
    return to.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
