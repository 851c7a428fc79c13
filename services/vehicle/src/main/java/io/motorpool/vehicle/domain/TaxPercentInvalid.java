package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** A tax that no branch can charge. */
public final class TaxPercentInvalid extends Failure {

  private TaxPercentInvalid(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "tax-percent-invalid",
        "No branch can charge such a tax",
        detail,
        pointer,
        null);
  }

  static TaxPercentInvalid outOfBounds() {
    return new TaxPercentInvalid("The tax must be from 0.00 to 99.99 per cent.", "/taxPercent");
  }
}
