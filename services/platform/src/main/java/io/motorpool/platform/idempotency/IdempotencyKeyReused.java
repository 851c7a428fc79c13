package io.motorpool.platform.idempotency;

import io.motorpool.platform.failure.Failure;

/** The key belongs to another request: to the same operation, with another input. */
public final class IdempotencyKeyReused extends Failure {

  IdempotencyKeyReused() {
    super(
        Kind.REFUSED,
        "idempotency-key-reused",
        "The Idempotency-Key belongs to another request",
        "The key was sent before with another body, or for another path.");
  }
}
