package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** A fee for young drivers that cannot be charged. */
public final class YoungDriverTermsInvalid extends Failure {

  private YoungDriverTermsInvalid(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "young-driver-terms-invalid",
        "Young drivers cannot be charged so",
        detail,
        pointer,
        null);
  }

  static YoungDriverTermsInvalid incomplete() {
    return new YoungDriverTermsInvalid(
        "A full driver age needs a fee, and a fee the age.", "/fullDriverAge");
  }

  static YoungDriverTermsInvalid notAbove(int minimumDriverAge) {
    return new YoungDriverTermsInvalid(
        "The full driver age must be above the least age, %d.".formatted(minimumDriverAge),
        "/fullDriverAge");
  }
}
