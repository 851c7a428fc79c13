package io.motorpool.analytics.domain;

import io.motorpool.platform.failure.Failure;

/** The facts are being made again already. */
public final class RebuildRunning extends Failure {

  RebuildRunning() {
    super(
        Kind.CONFLICT,
        "rebuild-running",
        "A rebuild is running",
        "The facts are being made again already; wait until that is done.");
  }
}
