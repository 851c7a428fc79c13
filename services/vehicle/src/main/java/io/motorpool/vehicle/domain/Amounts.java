package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** Which amounts a tariff can have. */
final class Amounts {

  /** Far above any rate, and low enough for the price and the invoices of the longest rental. */
  static final BigDecimal HIGHEST = new BigDecimal("99999.99");

  private Amounts() {}

  /**
   * Checks one of a class's amounts.
   *
   * @param pointer where it is
   * @throws RateInvalid if it is below zero or above 99999.99
   */
  static void checkRate(Money money, String pointer) {
    if (money.isNegative()) {
      throw RateInvalid.belowZero(pointer);
    }
    if (money.amount().compareTo(HIGHEST) > 0) {
      throw RateInvalid.tooHigh(HIGHEST, pointer);
    }
  }

  /**
   * Checks an amount that stands alone.
   *
   * @param name the field it is in
   * @throws AmountInvalid if it is below zero or above 99999.99, or in a currency that is none
   */
  static void check(Money money, String name) {
    String pointer = "/%s/amount".formatted(name);
    if (money.isNegative()) {
      throw AmountInvalid.belowZero(pointer);
    }
    if (money.amount().compareTo(HIGHEST) > 0) {
      throw AmountInvalid.tooHigh(HIGHEST, pointer);
    }
    if (!isCurrency(money.currency())) {
      throw AmountInvalid.unknownCurrency("/%s/currency".formatted(name));
    }
  }

  /** Whether ISO 4217 has the code. */
  static boolean isCurrency(String code) {
    return Currency.availableCurrencies().anyMatch(it -> it.getCurrencyCode().equals(code));
  }
}
