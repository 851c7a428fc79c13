package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.stream.Stream;

/**
 * What a vehicle class is called and rented for.
 *
 * @param name as customers see it
 * @param description what a customer gets
 * @param minimumDriverAge in full years on the day of the pick-up
 * @param rate what renting costs
 * @param deposit what the customer leaves as a security
 */
public record ClassTerms(
    String name, String description, int minimumDriverAge, Rate rate, Money deposit) {

  /** Far above any rate, and low enough for the price and the invoices of the longest rental. */
  private static final BigDecimal HIGHEST = new BigDecimal("99999.99");

  /**
   * @throws RateInvalid if an amount is below zero or above 99999.99, or the amounts are not all in
   *     one currency that exists
   */
  public ClassTerms {
    check(rate.hourly(), "/rate/hourly/amount");
    check(rate.daily(), "/rate/daily/amount");
    check(rate.weekly(), "/rate/weekly/amount");
    check(deposit, "/deposit/amount");
    if (Stream.of(rate.hourly(), rate.daily(), rate.weekly(), deposit)
            .map(Money::currency)
            .distinct()
            .count()
        > 1) {
      throw RateInvalid.differentCurrencies();
    }
    if (!isKnown(deposit.currency())) {
      throw RateInvalid.unknownCurrency();
    }
  }

  /** The currency of all amounts. */
  public String currency() {
    return deposit.currency();
  }

  private static void check(Money money, String pointer) {
    if (money.isNegative()) {
      throw RateInvalid.belowZero(pointer);
    }
    if (money.amount().compareTo(HIGHEST) > 0) {
      throw RateInvalid.tooHigh(HIGHEST, pointer);
    }
  }

  private static boolean isKnown(String currency) {
    return Currency.availableCurrencies().anyMatch(it -> it.getCurrencyCode().equals(currency));
  }
}
