package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;
import java.math.BigDecimal;

/** A price beyond what an invoice can hold. */
public final class PriceTooHigh extends Failure {

  private PriceTooHigh(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "price-too-high",
        "The price is too high to be charged",
        detail,
        pointer,
        null);
  }

  static PriceTooHigh rate(BigDecimal highest) {
    return new PriceTooHigh(
        "With the season the rate is above %s.".formatted(highest.toPlainString()), null);
  }

  static PriceTooHigh total(Money highest) {
    return new PriceTooHigh("The total is above %s.".formatted(highest), null);
  }
}
