package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** Days that no season has. */
public final class SeasonDaysInvalid extends Failure {

  private SeasonDaysInvalid(String detail) {
    super(Kind.REFUSED, "season-days-invalid", "No season has such days", detail, "/until", null);
  }

  static SeasonDaysInvalid endsBeforeItBegins() {
    return new SeasonDaysInvalid("The last day must not be before the first.");
  }

  static SeasonDaysInvalid tooLong(int most) {
    return new SeasonDaysInvalid("A season has at most %d days.".formatted(most));
  }
}
