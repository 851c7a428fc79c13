package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** A service whose answer the booking depends on cannot be reached: nothing is booked blindly. */
public final class NeighbourUnavailable extends Failure {

  NeighbourUnavailable(String service, Throwable cause) {
    super(
        Kind.UNAVAILABLE,
        "service-unavailable",
        "Service unavailable",
        "The %s service does not answer; nothing was changed.".formatted(service),
        null,
        cause);
  }
}
