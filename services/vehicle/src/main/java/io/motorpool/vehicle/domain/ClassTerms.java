package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.util.Currency;
import java.util.List;

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

  /**
   * @throws RateInvalid if an amount is below zero, or the amounts are not all in one currency that
   *     exists
   */
  public ClassTerms {
    List<Money> amounts = List.of(rate.hourly(), rate.daily(), rate.weekly(), deposit);
    if (amounts.stream().anyMatch(Money::isNegative)) {
      throw RateInvalid.belowZero();
    }
    if (amounts.stream().map(Money::currency).distinct().count() > 1) {
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

  private static boolean isKnown(String currency) {
    return Currency.availableCurrencies().anyMatch(it -> it.getCurrencyCode().equals(currency));
  }
}
