package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a rental is settled by after the return, whatever the tariff has become by then. All amounts
 * are in one currency and before tax.
 *
 * @param currency the ISO 4217 code
 * @param hourlyAmount for each begun hour beyond full rental days
 * @param dailyAmount for a rental day of 24 hours
 * @param weeklyAmount the most that seven rental days cost
 * @param taxPercent on every line but damage, two places
 * @param includedKilometresPerDay of each begun rental day, or null where all are included
 * @param excessKilometreAmount for each kilometre beyond those, or null where there are none
 * @param missingFuelAmount for each percentage point that is missing, or null where none is charged
 * @param lateReturnGraceMinutes how late the vehicle may come back at no charge
 * @param earlyReturnCreditPercent how much of the price of unused time is given back
 */
@Embeddable
public record RentalTerms(
    @Column(name = "terms_currency") String currency,
    @Column(name = "terms_hourly_amount") BigDecimal hourlyAmount,
    @Column(name = "terms_daily_amount") BigDecimal dailyAmount,
    @Column(name = "terms_weekly_amount") BigDecimal weeklyAmount,
    @Column(name = "tax_percent") BigDecimal taxPercent,
    @Column(name = "included_km_per_day") Integer includedKilometresPerDay,
    @Column(name = "excess_km_amount") BigDecimal excessKilometreAmount,
    @Column(name = "missing_fuel_amount") BigDecimal missingFuelAmount,
    @Column(name = "late_return_grace_minutes") Integer lateReturnGraceMinutes,
    @Column(name = "early_return_credit_percent") Integer earlyReturnCreditPercent) {

  /** What renting costs, with the factor of the season. */
  public Rate rate() {
    return new Rate(money(hourlyAmount), money(dailyAmount), money(weeklyAmount));
  }

  /** What a kilometre costs beyond those included; empty where all are included. */
  public Optional<Money> excessKilometreRate() {
    return Optional.ofNullable(excessKilometreAmount).map(this::money);
  }

  /** What a missing percentage point of tank or battery costs; empty where nothing is charged. */
  public Optional<Money> missingFuelRate() {
    return Optional.ofNullable(missingFuelAmount).map(this::money);
  }

  private Money money(BigDecimal amount) {
    return new Money(amount, currency);
  }
}
