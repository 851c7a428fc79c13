package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** The vehicle has left the fleet, for good. */
public final class VehicleRetired extends Failure {

  VehicleRetired(UUID id) {
    super(
        Kind.CONFLICT,
        "vehicle-retired",
        "The vehicle has left the fleet",
        "Vehicle %s is retired.".formatted(id));
  }
}
