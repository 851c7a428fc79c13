package io.motorpool.analytics.domain;

import io.motorpool.platform.money.Money;

/**
 * What was invoiced, credited and paid, on a day or over several, in one currency.
 *
 * @param invoiced the totals of the invoices issued
 * @param credited the totals of the invoices credited
 * @param paid what was received for the invoices settled
 */
public record RevenueFigures(Money invoiced, Money credited, Money paid) {

  /** Nothing happened. */
  public static RevenueFigures none(String currency) {
    Money nothing = Money.zero(currency);
    return new RevenueFigures(nothing, nothing, nothing);
  }

  /** Both together. */
  public RevenueFigures plus(RevenueFigures other) {
    return new RevenueFigures(
        invoiced.plus(other.invoiced), credited.plus(other.credited), paid.plus(other.paid));
  }
}
