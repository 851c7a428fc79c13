package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** The odometer shows less at the return than it did at the pick-up. */
public final class OdometerRunsBackwards extends Failure {

  OdometerRunsBackwards(int atPickUp, int atReturn) {
    super(
        Kind.REFUSED,
        "odometer-backwards",
        "The odometer cannot run backwards",
        "It showed %d km at the pick-up, and %d km at the return.".formatted(atPickUp, atReturn),
        "/odometerKm",
        null);
  }
}
