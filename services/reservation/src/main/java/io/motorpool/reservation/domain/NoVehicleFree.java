package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** No vehicle of the class can be had for the itinerary, or others were faster. */
public final class NoVehicleFree extends Failure {

  NoVehicleFree(String vehicleClass) {
    super(
        Kind.CONFLICT,
        "no-vehicle-free",
        "No vehicle of the class is free",
        "No vehicle of class %s can be had at the branch for the whole period."
            .formatted(vehicleClass),
        "/vehicleClass",
        null);
  }
}
