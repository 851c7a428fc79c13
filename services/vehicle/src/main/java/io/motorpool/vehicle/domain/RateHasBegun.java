package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.time.LocalDate;

/** A rate holds already, or has held, and stays. */
public final class RateHasBegun extends Failure {

  private RateHasBegun(String detail, String pointer) {
    super(Kind.CONFLICT, "rate-has-begun", "The rate has begun", detail, pointer, null);
  }

  static RateHasBegun on(LocalDate day) {
    return new RateHasBegun("The rate holds from %s on.".formatted(day), null);
  }
}
