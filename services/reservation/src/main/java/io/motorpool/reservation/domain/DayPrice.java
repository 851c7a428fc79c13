package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a rental day costs.
 *
 * @param daily the rate of a day, before tax
 * @param taxPercent the tax on it, in per cent
 */
public record DayPrice(Money daily, BigDecimal taxPercent) {

  /** So many days with the tax on all of them, rounded half up to cents. */
  Money withTax(int days) {
    Money net = daily.times(days);
    BigDecimal tax =
        net.amount().multiply(taxPercent).movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
    return net.plus(new Money(tax, net.currency()));
  }
}
