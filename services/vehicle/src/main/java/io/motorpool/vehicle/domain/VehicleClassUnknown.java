package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** A vehicle is to be of a class that there is not. */
public final class VehicleClassUnknown extends Failure {

  VehicleClassUnknown(String code) {
    super(
        Kind.REFUSED,
        "vehicle-class-unknown",
        "The vehicle class is not known",
        "No vehicle class %s.".formatted(code),
        "/vehicleClass",
        null);
  }
}
