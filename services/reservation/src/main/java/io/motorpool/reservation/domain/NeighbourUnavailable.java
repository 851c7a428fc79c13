package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.time.Duration;

/** A service whose answer the booking depends on cannot be reached: nothing is booked blindly. */
public final class NeighbourUnavailable extends Failure {

  private final transient Duration retryAfter;

  NeighbourUnavailable(String service, Throwable cause) {
    this(service, SOON, cause);
  }

  NeighbourUnavailable(String service, Duration retryAfter, Throwable cause) {
    super(
        Kind.UNAVAILABLE,
        "service-unavailable",
        "Service unavailable",
        "The %s service does not answer; nothing was changed.".formatted(service),
        null,
        cause);
    this.retryAfter = retryAfter;
  }

  @Override
  public Duration retryAfter() {
    return retryAfter;
  }
}
