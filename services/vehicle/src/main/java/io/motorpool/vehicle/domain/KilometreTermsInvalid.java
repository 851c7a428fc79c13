package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** Kilometres that cannot be charged. */
public final class KilometreTermsInvalid extends Failure {

  private KilometreTermsInvalid(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "kilometre-terms-invalid",
        "Kilometres cannot be charged so",
        detail,
        pointer,
        null);
  }

  static KilometreTermsInvalid incomplete() {
    return new KilometreTermsInvalid(
        "Included kilometres need a rate for those beyond, and the rate needs them.",
        "/includedKilometresPerDay");
  }
}
