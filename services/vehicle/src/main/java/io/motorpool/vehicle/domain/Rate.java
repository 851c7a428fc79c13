package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;

/**
 * What renting costs, before tax.
 *
 * @param hourly for each begun hour beyond full rental days
 * @param daily for a rental day of 24 hours
 * @param weekly the most that seven rental days cost
 */
public record Rate(Money hourly, Money daily, Money weekly) {

  /**
   * This rate in a season, each amount rounded half up to cents.
   *
   * @param factor what to multiply by
   * @throws PriceTooHigh if an amount is above 99999.99 then
   */
  Rate times(BigDecimal factor) {
    Rate product = new Rate(times(hourly, factor), times(daily, factor), times(weekly, factor));
    if (product.amounts().anyMatch(it -> it.amount().compareTo(Amounts.HIGHEST) > 0)) {
      throw PriceTooHigh.rate(Amounts.HIGHEST);
    }
    return product;
  }

  /** The currency of the daily rate, and of all where they are in one. */
  String currency() {
    return daily.currency();
  }

  /** The three amounts. */
  Stream<Money> amounts() {
    return Stream.of(hourly, daily, weekly);
  }

  /**
   * @throws RateInvalid if an amount is below zero or above 99999.99, or they are not all in one
   *     currency
   */
  void check() {
    Amounts.checkRate(hourly, "/rate/hourly/amount");
    Amounts.checkRate(daily, "/rate/daily/amount");
    Amounts.checkRate(weekly, "/rate/weekly/amount");
    if (amounts().map(Money::currency).distinct().count() > 1) {
      throw RateInvalid.differentCurrencies();
    }
  }

  private static Money times(Money money, BigDecimal factor) {
    return new Money(
        money.amount().multiply(factor).setScale(2, RoundingMode.HALF_UP), money.currency());
  }
}
