package io.motorpool.platform.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Dates and times as the contracts write them. RFC 3339 has years of four digits; ISO 8601, and
 * Java, know others, which a database cannot keep.
 */
public final class Iso8601 {

  private static final int LAST_YEAR = 9999;

  private Iso8601() {}

  /**
   * Reads a full date, as in {@code 2026-05-17}.
   *
   * @throws DateTimeException if it is none, or its year does not have four digits
   */
  public static LocalDate date(String text) {
    LocalDate date = LocalDate.parse(text);
    requireFourDigits(date.getYear());
    return date;
  }

  /**
   * Reads a date-time with its offset, as in {@code 2026-05-17T10:00:00Z}.
   *
   * @throws DateTimeException if it is none, or its year in UTC does not have four digits
   */
  public static OffsetDateTime dateTime(String text) {
    OffsetDateTime dateTime = OffsetDateTime.parse(text);
    requireFourDigits(dateTime.withOffsetSameInstant(ZoneOffset.UTC).getYear());
    return dateTime;
  }

  private static void requireFourDigits(int year) {
    if (year < 0 || year > LAST_YEAR) {
      throw new DateTimeException("The year does not have four digits");
    }
  }
}
