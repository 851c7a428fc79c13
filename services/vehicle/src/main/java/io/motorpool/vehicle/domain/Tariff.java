package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import io.motorpool.vehicle.domain.PriceLine.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a rental costs, itemised: the time, the extras, the return at another branch, the fee for a
 * young driver, and the tax.
 *
 * <p>A rental day is 24 hours from the beginning, whatever the clocks of the branch do meanwhile;
 * each begun hour beyond full days is charged by the hour, but never more than a day for them;
 * seven days never cost more than the weekly rate. What is charged by the day is charged for each
 * begun rental day. The season is in the price of the time and in nothing else. The tax is that of
 * the branch of the pick-up on the sum of the lines, rounded half up to cents.
 */
public final class Tariff {

  /** What numbers with two places, as amounts are stored, can hold of a currency. */
  private static final BigDecimal HIGHEST_TOTAL = new BigDecimal("99999999.99");

  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final int DAYS_A_WEEK = 7;

  private Tariff() {}

  /**
   * The lines of the price, at least one.
   *
   * @param tariff of the class
   * @param period the rental, not empty
   * @param driverAge in full years on the day of the pick-up; empty for a driver who is old enough
   * @param extras what is rented along
   * @throws DriverTooYoung if the driver is below the least age of the class
   * @throws CurrencyMismatch if an extra or the one-way fee is in another currency than the class
   * @throws PriceTooHigh if the total is above 99999999.99
   */
  public static List<PriceLine> price(
      ClassTariff tariff, Period period, OptionalInt driverAge, List<RentedExtra> extras) {
    ClassTerms terms = tariff.terms();
    if (driverAge.isPresent() && driverAge.getAsInt() < terms.minimumDriverAge()) {
      throw DriverTooYoung.below(terms.minimumDriverAge());
    }
    List<PriceLine> lines = new ArrayList<>(time(tariff, period.length()));
    int begunDays = begun(period.length(), Duration.ofDays(1));
    for (RentedExtra extra : extras) {
      lines.add(extra(extra, begunDays, terms.currency()));
    }
    tariff
        .oneWayFee()
        .map(it -> requireCurrency(it, terms.currency()))
        .filter(it -> !it.isZero())
        .ifPresent(it -> lines.add(new PriceLine(Type.ONE_WAY, "Return at another branch", 1, it)));
    terms
        .youngDriver()
        .filter(it -> driverAge.isPresent() && driverAge.getAsInt() < it.fullAge())
        .filter(it -> !it.dailyFee().isZero())
        .ifPresent(
            it ->
                lines.add(
                    new PriceLine(Type.YOUNG_DRIVER, "Young driver", begunDays, it.dailyFee())));
    tax(lines, tariff.taxPercent());
    Money total = total(lines);
    if (total.amount().compareTo(HIGHEST_TOTAL) > 0) {
      throw PriceTooHigh.total(new Money(HIGHEST_TOTAL, total.currency()));
    }
    return lines;
  }

  /** The sum of the lines. */
  public static Money total(List<PriceLine> lines) {
    return lines.stream().map(PriceLine::amount).reduce(Money::plus).orElseThrow();
  }

  private static List<PriceLine> time(ClassTariff tariff, Duration length) {
    Rate rate = tariff.rate();
    long fullDays = length.toDays();
    int hours = begun(length.minusDays(fullDays), Duration.ofHours(1));
    if (hours > 0 && rate.hourly().times(hours).compareTo(rate.daily()) >= 0) {
      fullDays++;
      hours = 0;
    }
    int weeks = 0;
    int days = Math.toIntExact(fullDays);
    if (rate.weekly().compareTo(rate.daily().times(DAYS_A_WEEK)) < 0) {
      weeks = days / DAYS_A_WEEK;
      days = days % DAYS_A_WEEK;
      Money rest = rate.daily().times(days).plus(rate.hourly().times(hours));
      if (rest.compareTo(rate.weekly()) > 0) {
        weeks++;
        days = 0;
        hours = 0;
      }
    }
    String season = tariff.season().map(" (%s)"::formatted).orElse("");
    List<PriceLine> lines = new ArrayList<>();
    add(lines, new PriceLine(Type.WEEK, "Rental week" + season, weeks, rate.weekly()));
    add(lines, new PriceLine(Type.DAY, "Rental day" + season, days, rate.daily()));
    add(lines, new PriceLine(Type.HOUR, "Rental hour" + season, hours, rate.hourly()));
    return lines;
  }

  private static PriceLine extra(RentedExtra extra, int begunDays, String currency) {
    ExtraDetails details = extra.details();
    if (!details.price().currency().equals(currency)) {
      throw CurrencyMismatch.ofExtra(extra.code(), currency);
    }
    int times = details.charge() == Extra.Charge.PER_DAY ? begunDays : 1;
    return new PriceLine(
        Type.EXTRA, details.name(), Math.multiplyExact(extra.quantity(), times), details.price());
  }

  private static Money requireCurrency(Money oneWayFee, String currency) {
    if (!oneWayFee.currency().equals(currency)) {
      throw CurrencyMismatch.ofOneWayFee(currency);
    }
    return oneWayFee;
  }

  private static void tax(List<PriceLine> lines, BigDecimal percent) {
    Money net = total(lines);
    BigDecimal tax = net.amount().multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    if (tax.signum() != 0) {
      String description = "Tax %s %%".formatted(percent.stripTrailingZeros().toPlainString());
      lines.add(new PriceLine(Type.TAX, description, 1, new Money(tax, net.currency())));
    }
  }

  private static void add(List<PriceLine> lines, PriceLine line) {
    if (line.quantity() > 0) {
      lines.add(line);
    }
  }

  private static int begun(Duration length, Duration unit) {
    return Math.toIntExact(length.plus(unit).minusNanos(1).dividedBy(unit));
  }
}
