package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** There is a class with the code already. */
public final class VehicleClassCodeTaken extends Failure {

  VehicleClassCodeTaken(String code, Throwable cause) {
    super(
        Kind.CONFLICT,
        "vehicle-class-code-taken",
        "The code of the vehicle class is taken",
        "There is a vehicle class %s already.".formatted(code),
        "/code",
        cause);
  }
}
