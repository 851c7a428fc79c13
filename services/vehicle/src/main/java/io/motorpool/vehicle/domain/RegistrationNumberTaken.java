package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** Another vehicle has the registration number. */
public final class RegistrationNumberTaken extends Failure {

  RegistrationNumberTaken(Throwable cause) {
    super(
        Kind.CONFLICT,
        "registration-number-taken",
        "The registration number is taken",
        "Another vehicle has this registration number.",
        "/registrationNumber",
        cause);
  }
}
