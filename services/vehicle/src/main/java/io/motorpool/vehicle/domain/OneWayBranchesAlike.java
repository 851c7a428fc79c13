package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** A one-way fee is to be from a branch to itself. */
public final class OneWayBranchesAlike extends Failure {

  OneWayBranchesAlike() {
    super(
        Kind.REFUSED,
        "one-way-branches-alike",
        "One way goes from one branch to another",
        "The branch of the return must be another one than that of the pick-up.",
        "/toBranchId",
        null);
  }
}
