package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.math.BigDecimal;

/** A factor that no season has. */
public final class SeasonFactorInvalid extends Failure {

  private SeasonFactorInvalid(String detail) {
    super(
        Kind.REFUSED,
        "season-factor-invalid",
        "No season has such a factor",
        detail,
        "/factor",
        null);
  }

  static SeasonFactorInvalid outOfBounds(BigDecimal least, BigDecimal most) {
    return new SeasonFactorInvalid("The factor must be from %s to %s.".formatted(least, most));
  }
}
