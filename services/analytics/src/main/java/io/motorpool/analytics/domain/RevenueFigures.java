package io.motorpool.analytics.domain;

import io.motorpool.platform.money.Money;

/**
 * What was invoiced, credited and paid, on a day or over several, in one currency.
 *
 * @param invoiced what invoices come to, and what was added to them later
 * @param credited what was taken off them again
 * @param paid what was received, less what was given back
 * @param overdue what was owed on the invoices whose due date passed
 */
public record RevenueFigures(Money invoiced, Money credited, Money paid, Money overdue) {

  /** Nothing happened. */
  public static RevenueFigures none(String currency) {
    Money nothing = Money.zero(currency);
    return new RevenueFigures(nothing, nothing, nothing, nothing);
  }

  /** What was invoiced, less what was credited; negative if that is more. */
  public Money revenue() {
    return invoiced.minus(credited);
  }

  /** The currency of all of them. */
  public String currency() {
    return invoiced.currency();
  }
}
