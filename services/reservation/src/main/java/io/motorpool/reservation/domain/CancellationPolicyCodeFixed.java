package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** A cancellation policy cannot take another code. */
public final class CancellationPolicyCodeFixed extends Failure {

  CancellationPolicyCodeFixed(String code) {
    super(
        Kind.REFUSED,
        "cancellation-policy-code-fixed",
        "The code of a cancellation policy cannot change",
        "The code must be %s.".formatted(code),
        "/code",
        null);
  }
}
