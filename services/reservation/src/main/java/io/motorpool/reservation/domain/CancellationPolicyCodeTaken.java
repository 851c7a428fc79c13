package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** There is a cancellation policy with the code already. */
public final class CancellationPolicyCodeTaken extends Failure {

  CancellationPolicyCodeTaken(String code, Throwable cause) {
    super(
        Kind.CONFLICT,
        "cancellation-policy-code-taken",
        "The code of the cancellation policy is taken",
        "There is a cancellation policy %s already.".formatted(code),
        "/code",
        cause);
  }
}
