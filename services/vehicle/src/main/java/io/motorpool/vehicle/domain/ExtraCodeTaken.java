package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** Another extra has the code. */
public final class ExtraCodeTaken extends Failure {

  ExtraCodeTaken(Throwable cause) {
    super(
        Kind.CONFLICT,
        "extra-code-taken",
        "The code of the extra is taken",
        "Another extra has this code.",
        "/code",
        cause);
  }
}
