package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** A factor that no season has. */
public final class SeasonFactorInvalid extends Failure {

  private SeasonFactorInvalid(String detail, String pointer) {
    super(Kind.REFUSED, "season-factor-invalid", "No season has such a factor", detail, pointer, null);
  }

  static SeasonFactorInvalid outOfBounds() {
    return new SeasonFactorInvalid("The factor must be from 0.10 to 10.00.", "/factor");
  }
}
