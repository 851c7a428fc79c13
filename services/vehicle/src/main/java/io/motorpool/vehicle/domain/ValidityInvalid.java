package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** Days on which no rate can hold. */
public final class ValidityInvalid extends Failure {

  private ValidityInvalid(String detail) {
    super(Kind.REFUSED, "validity-invalid", "No rate can hold then", detail, "/validUntil", null);
  }

  static ValidityInvalid endsBeforeItBegins() {
    return new ValidityInvalid("The last day must not be before the first.");
  }
}
