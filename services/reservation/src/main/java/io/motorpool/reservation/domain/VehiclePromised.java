package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/**
 * Before the start of the rental the vehicle is another customer's, who has not come for it yet.
 */
public final class VehiclePromised extends Failure {

  VehiclePromised() {
    super(
        Kind.CONFLICT,
        "vehicle-promised",
        "The vehicle is promised to another customer until then",
        "Another customer has reserved the vehicle for some of the time before the rental begins.");
  }
}
