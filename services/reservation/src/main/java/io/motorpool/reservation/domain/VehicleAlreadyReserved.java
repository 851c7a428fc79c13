package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** Another reservation holds the vehicle for some of the period. */
public final class VehicleAlreadyReserved extends Failure {

  VehicleAlreadyReserved(Throwable cause) {
    super(
        Kind.CONFLICT,
        "vehicle-already-reserved",
        "The vehicle is already reserved",
        "Another reservation holds the vehicle for some of the period.",
        null,
        cause);
  }
}
