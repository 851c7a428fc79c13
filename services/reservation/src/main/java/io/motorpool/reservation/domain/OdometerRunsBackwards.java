package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** The odometer shows less than it did before. */
public final class OdometerRunsBackwards extends Failure {

  private OdometerRunsBackwards(String detail) {
    super(
        Kind.REFUSED,
        "odometer-backwards",
        "The odometer cannot run backwards",
        detail,
        "/odometerKm",
        null);
  }

  static OdometerRunsBackwards duringTheRental(int atPickUp, int atReturn) {
    return new OdometerRunsBackwards(
        "It showed %d km at the pick-up, and %d km at the return.".formatted(atPickUp, atReturn));
  }

  static OdometerRunsBackwards sinceTheLastReturn(int atLastReturn, int atPickUp) {
    return new OdometerRunsBackwards(
        "It showed %d km at the last return, and %d km at the pick-up."
            .formatted(atLastReturn, atPickUp));
  }
}
