package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** Another branch has the code. */
public final class BranchCodeTaken extends Failure {

  BranchCodeTaken(Throwable cause) {
    super(
        Kind.CONFLICT,
        "branch-code-taken",
        "The branch code is taken",
        "Another branch has this code.",
        "/code",
        cause);
  }
}
