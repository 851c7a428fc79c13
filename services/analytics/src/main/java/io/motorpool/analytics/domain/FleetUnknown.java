package io.motorpool.analytics.domain;

import io.motorpool.platform.failure.Failure;

/** The vehicle service does not say how many vehicles there are, and nobody guesses. */
public final class FleetUnknown extends Failure {

  FleetUnknown(Throwable cause) {
    super(
        Kind.UNAVAILABLE,
        "service-unavailable",
        "Service unavailable",
        "The vehicle service does not answer, so the fleet cannot be counted.",
        null,
        cause);
  }
}
