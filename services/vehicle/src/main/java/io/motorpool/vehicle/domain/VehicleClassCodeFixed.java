package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** A class cannot take another code: vehicles and reservations name it by the one it has. */
public final class VehicleClassCodeFixed extends Failure {

  VehicleClassCodeFixed(String code) {
    super(
        Kind.REFUSED,
        "vehicle-class-code-fixed",
        "The code of a vehicle class cannot change",
        "The code must be %s.".formatted(code),
        "/code",
        null);
  }
}
