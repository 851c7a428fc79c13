package io.motorpool.platform.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * An amount in a currency, always with two places. Amounts of different currencies are never added
 * or compared; trying to is a programming error.
 *
 * @param amount the amount in units of the currency, two places, negative for a credit
 * @param currency the ISO 4217 code, three upper-case letters
 */
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {

  private static final int PLACES = 2;

  /**
   * @throws IllegalArgumentException if the amount has more than two places or the currency is not
   *     an ISO 4217 code
   */
  public Money {
    Objects.requireNonNull(amount, "amount");
    if (currency == null || !currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("Not an ISO 4217 currency code: " + currency);
    }
    if (amount.stripTrailingZeros().scale() > PLACES) {
      throw new IllegalArgumentException("More than two places: " + amount);
    }
    amount = amount.setScale(PLACES, RoundingMode.UNNECESSARY);
  }

  /** The amount written as a decimal, for example {@code Money.of("49.90", "EUR")}. */
  public static Money of(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  /** Nothing, in the given currency. */
  public static Money zero(String currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** The sum of both. */
  public Money plus(Money other) {
    return new Money(amount.add(sameCurrency(other).amount), currency);
  }

  /** This less the other; negative if the other is greater. */
  public Money minus(Money other) {
    return new Money(amount.subtract(sameCurrency(other).amount), currency);
  }

  /** This as often as {@code times} says. */
  public Money times(long times) {
    return new Money(amount.multiply(BigDecimal.valueOf(times)), currency);
  }

  /** As much, with the opposite sign. */
  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  /** Whether the amount is below zero. */
  public boolean isNegative() {
    return amount.signum() < 0;
  }

  /** Whether the amount is zero. */
  public boolean isZero() {
    return amount.signum() == 0;
  }

  @Override
  public int compareTo(Money other) {
    return amount.compareTo(sameCurrency(other).amount);
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "Amounts of different currencies: " + currency + " and " + other.currency);
    }
    return other;
  }
}
