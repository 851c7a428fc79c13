package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** Another rate of the class begins on the same day. */
public final class RateAlreadyBegins extends Failure {

  RateAlreadyBegins(Throwable cause) {
    super(
        Kind.CONFLICT,
        "rate-already-begins",
        "A rate begins on the day",
        "Another rate of the class begins on this day.",
        "/validFrom",
        cause);
  }
}
