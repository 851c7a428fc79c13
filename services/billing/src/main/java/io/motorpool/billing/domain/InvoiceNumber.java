package io.motorpool.billing.domain;

import java.util.Locale;

/**
 * What is printed on an invoice: a count without gaps that begins anew each year.
 *
 * @param year the year of issue, UTC
 * @param count from 1
 */
public record InvoiceNumber(int year, long count) {

  /** As it is printed, for example {@code 2026-000001}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%04d-%06d", year, count);
  }
}
