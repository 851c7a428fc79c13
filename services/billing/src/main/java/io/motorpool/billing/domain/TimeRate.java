package io.motorpool.billing.domain;

import io.motorpool.contracts.common.model.Rate;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import java.time.Duration;

/**
 * What renting costs by time, before tax, as the tariff does it: a day is 24 hours of elapsed time,
 * each begun hour beyond full days is charged by the hour, but never more than a day for them, and
 * seven days never cost more than a week.
 *
 * @param hourly one hour
 * @param daily one day
 * @param weekly seven days
 */
record TimeRate(Money hourly, Money daily, Money weekly) {

  private static final int DAYS_A_WEEK = 7;
  private static final int HOURS_A_DAY = 24;

  static TimeRate of(Rate rate) {
    return new TimeRate(
        Moneys.fromModel(rate.getHourly()),
        Moneys.fromModel(rate.getDaily()),
        Moneys.fromModel(rate.getWeekly()));
  }

  /** What that much time costs. */
  Money price(Duration time) {
    Units units = units(time);
    Money rest = daily.times(units.days() % DAYS_A_WEEK).plus(hourly.times(units.hours()));
    Money byDays = daily.times(units.days()).plus(hourly.times(units.hours()));
    Money byWeeks = weekly.times(units.days() / DAYS_A_WEEK).plus(least(rest, weekly));
    return least(byDays, byWeeks);
  }

  /**
   * That much time in days and hours, each 24 hours at the hours' price or the day's, whichever is
   * less. There are no weeks: what costs less by the week is agreed on before.
   */
  Units units(Duration time) {
    long days = time.toDays();
    long hours = begun(time.minusDays(days), Duration.ofHours(1));
    if (hours > 0 && hourly.times(hours).compareTo(daily) >= 0) {
      days++;
      hours = 0;
    }
    return new Units(days, hours);
  }

  /** Units as {@link #units}, with days given in hours where those cost less. */
  Units leastUnits(Duration time) {
    Units units = units(time);
    return hourly.times(HOURS_A_DAY).compareTo(daily) < 0
        ? new Units(0, units.days() * HOURS_A_DAY + units.hours())
        : units;
  }

  /** How many units a time has begun; none if there is no time. */
  static long begun(Duration time, Duration unit) {
    return time.plus(unit).minusNanos(1).dividedBy(unit);
  }

  private static Money least(Money one, Money other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Days of 24 hours, and hours beyond them. */
  record Units(long days, long hours) {}
}
