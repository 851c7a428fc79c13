package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** More of an extra than one rental may have. */
public final class ExtraLimitExceeded extends Failure {

  private ExtraLimitExceeded(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "extra-limit-exceeded",
        "So many cannot be rented along",
        detail,
        pointer,
        null);
  }

  static ExtraLimitExceeded at(String code, int most, String pointer) {
    return new ExtraLimitExceeded(
        "Of the extra %s one rental may have at most %d.".formatted(code, most), pointer);
  }
}
