package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.math.BigDecimal;

/** Amounts that nobody can be charged. */
public final class RateInvalid extends Failure {

  private RateInvalid(String detail, String pointer) {
    super(Kind.REFUSED, "rate-invalid", "Nobody can be charged such a rate", detail, pointer, null);
  }

  static RateInvalid belowZero(String pointer) {
    return new RateInvalid("Rates and deposit must not be below zero.", pointer);
  }

  static RateInvalid tooHigh(BigDecimal highest, String pointer) {
    return new RateInvalid(
        "Rates and deposit must not be above %s.".formatted(highest.toPlainString()), pointer);
  }

  static RateInvalid differentCurrencies() {
    return new RateInvalid("Rates and deposit must be in one currency.", null);
  }

  static RateInvalid unknownCurrency() {
    return new RateInvalid("The currency must be one of ISO 4217.", null);
  }
}
