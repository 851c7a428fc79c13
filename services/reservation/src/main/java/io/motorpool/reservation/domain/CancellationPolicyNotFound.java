package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** There is no cancellation policy with this code. */
public final class CancellationPolicyNotFound extends Failure {

  CancellationPolicyNotFound(String code) {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "Not found",
        "There is no cancellation policy %s.".formatted(code));
  }
}
