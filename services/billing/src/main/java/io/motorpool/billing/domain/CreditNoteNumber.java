package io.motorpool.billing.domain;

import java.util.Locale;

/**
 * What is printed on a credit note: a count of its own, without gaps, that begins anew each year.
 *
 * @param year the year of issue, UTC
 * @param count from 1
 */
public record CreditNoteNumber(int year, long count) {

  /** As it is printed, for example {@code CN-2026-000001}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "CN-%04d-%06d", year, count);
  }
}
