package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** The vehicle class has another cancellation policy of its own. */
public final class CancellationPolicyClassTaken extends Failure {

  CancellationPolicyClassTaken(Throwable cause) {
    super(
        Kind.CONFLICT,
        "cancellation-policy-class-taken",
        "The vehicle class has a cancellation policy already",
        "Another cancellation policy is for this vehicle class.",
        "/vehicleClass",
        cause);
  }
}
