package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.math.BigDecimal;

/** An amount that nobody can be charged. */
public final class AmountInvalid extends Failure {

  private AmountInvalid(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "amount-invalid",
        "Nobody can be charged such an amount",
        detail,
        pointer,
        null);
  }

  static AmountInvalid belowZero(String pointer) {
    return new AmountInvalid("The amount must not be below zero.", pointer);
  }

  static AmountInvalid tooHigh(BigDecimal highest, String pointer) {
    return new AmountInvalid(
        "The amount must not be above %s.".formatted(highest.toPlainString()), pointer);
  }

  static AmountInvalid unknownCurrency(String pointer) {
    return new AmountInvalid("The currency must be one of ISO 4217.", pointer);
  }
}
