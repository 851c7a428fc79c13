package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;

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

  static PriceTooHigh total(Money highest) {
    return new PriceTooHigh("The total is above %s.".formatted(highest), null);
  }
}
