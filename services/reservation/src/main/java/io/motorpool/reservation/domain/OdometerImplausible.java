package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** Nobody drives so far in that time: the odometer was misread. */
public final class OdometerImplausible extends Failure {

  /** The most kilometres that are believed, for each begun day. */
  static final int A_DAY = 5_000;

  OdometerImplausible(int driven, long days) {
    super(
        Kind.REFUSED,
        "odometer-implausible",
        "The odometer cannot have run so far",
        "%d km in %d days; more than %d km a day are not believed.".formatted(driven, days, A_DAY),
        "/odometerKm",
        null);
  }
}
