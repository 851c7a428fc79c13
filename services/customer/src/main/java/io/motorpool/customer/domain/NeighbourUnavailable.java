package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;

/** A service whose answer is needed cannot be reached: nothing is erased or handed out blindly. */
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
