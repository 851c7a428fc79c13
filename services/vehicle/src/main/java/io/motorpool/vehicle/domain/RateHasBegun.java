package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.time.LocalDate;

/** What a rate was on days that have begun somewhere stays. */
public final class RateHasBegun extends Failure {

  private RateHasBegun(String detail) {
    super(Kind.CONFLICT, "rate-has-begun", "The rate has begun", detail);
  }

  static RateHasBegun on(LocalDate day) {
    return new RateHasBegun("The rate holds from %s on.".formatted(day));
  }

  static RateHasBegun andEndsFrom(LocalDate today) {
    return new RateHasBegun("Only its last day can change, to one from %s on.".formatted(today));
  }
}
