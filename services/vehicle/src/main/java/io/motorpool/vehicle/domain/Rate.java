package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.util.stream.Stream;

/**
 * What renting costs, before tax.
 *
 * @param hourly for each begun hour beyond full rental days
 * @param daily for a rental day of 24 hours
 * @param weekly the most that seven rental days cost
 */
public record Rate(Money hourly, Money daily, Money weekly) {

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
}
