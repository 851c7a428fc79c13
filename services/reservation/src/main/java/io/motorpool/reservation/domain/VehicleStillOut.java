package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** The vehicle has not come back from its last rental, so it cannot be handed over. */
public final class VehicleStillOut extends Failure {

  VehicleStillOut(Throwable cause) {
    super(
        Kind.CONFLICT,
        "vehicle-still-out",
        "The vehicle is still out",
        "The vehicle has not been returned from another rental yet.",
        null,
        cause);
  }
}
