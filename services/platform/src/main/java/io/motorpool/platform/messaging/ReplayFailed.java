package io.motorpool.platform.messaging;

import io.motorpool.platform.failure.Failure;

/** A parked event failed once more, and stays parked. */
public final class ReplayFailed extends Failure {

  ReplayFailed(String reason, RuntimeException cause) {
    super(
        // What no repetition can mend is refused; the rest may pass.
        cause instanceof MalformedEvent || cause instanceof Failure ? Kind.REFUSED : Kind.CONFLICT,
        "replay-failed",
        "Replay failed",
        "The event failed again and stays parked. " + reason,
        null,
        cause);
  }
}
