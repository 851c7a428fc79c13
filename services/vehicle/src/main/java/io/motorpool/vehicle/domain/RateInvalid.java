package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** Amounts that nobody can be charged. */
public final class RateInvalid extends Failure {

  private RateInvalid(String detail) {
    super(Kind.REFUSED, "rate-invalid", "Nobody can be charged such a rate", detail);
  }

  static RateInvalid belowZero() {
    return new RateInvalid("Rates and deposit must not be below zero.");
  }

  static RateInvalid differentCurrencies() {
    return new RateInvalid("Rates and deposit must be in one currency.");
  }

  static RateInvalid unknownCurrency() {
    return new RateInvalid("The currency must be one of ISO 4217.");
  }
}
