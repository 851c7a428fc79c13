package io.motorpool.platform.idempotency;

import io.motorpool.platform.failure.Failure;

/** Another request with the key has begun and has not ended. */
public final class IdempotencyKeyInUse extends Failure {

  IdempotencyKeyInUse(Throwable cause) {
    super(
        Kind.CONFLICT,
        "idempotency-key-in-use",
        "A request with this Idempotency-Key is still running",
        "Try again in a moment; nothing was changed by this attempt.",
        null,
        cause);
  }
}
