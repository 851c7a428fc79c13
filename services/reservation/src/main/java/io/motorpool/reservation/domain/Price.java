package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rental costs, itemised. Computed once, when the reservation is made, and kept with it.
 *
 * @param lines at least one line, all in one currency
 */
public record Price(List<PriceLine> lines) {

  private static final int DAYS_A_WEEK = 7;

  /** Keeps a copy of the lines. */
  public Price {
    lines = List.copyOf(lines);
  }

  /**
   * The price of a rental. A rental day is 24 hours from the beginning, whatever the clocks of the
   * branch do meanwhile; each begun hour beyond full days is charged by the hour, but never more
   * than a day for them; seven days never cost more than the weekly rate.
   */
  public static Price of(Rate rate, Period period) {
    long fullDays = period.length().toDays();
    int hours = begunHours(period.length().minusDays(fullDays));
    boolean hoursCostADay = rate.hourly().times(hours).compareTo(rate.daily()) >= 0;
    if (hoursCostADay && hours > 0) {
      fullDays++;
      hours = 0;
    }

    int weeks = 0;
    int days = Math.toIntExact(fullDays);
    boolean weekIsCheaper = rate.weekly().compareTo(rate.daily().times(DAYS_A_WEEK)) < 0;
    if (weekIsCheaper) {
      weeks = days / DAYS_A_WEEK;
      days = days % DAYS_A_WEEK;
      Money rest = rate.daily().times(days).plus(rate.hourly().times(hours));
      if (rest.compareTo(rate.weekly()) > 0) {
        weeks++;
        days = 0;
        hours = 0;
      }
    }

    List<PriceLine> lines = new ArrayList<>();
    addLine(lines, PriceLine.Type.WEEK, weeks, rate.weekly());
    addLine(lines, PriceLine.Type.DAY, days, rate.daily());
    addLine(lines, PriceLine.Type.HOUR, hours, rate.hourly());
    return new Price(lines);
  }

  /** The sum of the lines. */
  public Money total() {
    return lines.stream().map(PriceLine::total).reduce(Money::plus).orElseThrow();
  }

  private static int begunHours(Duration rest) {
    return Math.toIntExact(rest.plusHours(1).minusNanos(1).toHours());
  }

  private static void addLine(
      List<PriceLine> lines, PriceLine.Type type, int quantity, Money unitPrice) {
    if (quantity > 0) {
      lines.add(PriceLine.of(type, quantity, unitPrice));
    }
  }
}
