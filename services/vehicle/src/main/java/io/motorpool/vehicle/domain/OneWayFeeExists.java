package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** There is a fee from the one branch to the other already. */
public final class OneWayFeeExists extends Failure {

  OneWayFeeExists(Throwable cause) {
    super(
        Kind.CONFLICT,
        "one-way-fee-exists",
        "There is such a fee",
        "There is a fee from the one branch to the other.",
        "/toBranchId",
        cause);
  }
}
