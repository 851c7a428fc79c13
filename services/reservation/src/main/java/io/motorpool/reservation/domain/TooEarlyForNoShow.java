package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.time.Instant;

/** The customer may still come for the vehicle. */
public final class TooEarlyForNoShow extends Failure {

  TooEarlyForNoShow(Instant until) {
    super(
        Kind.CONFLICT,
        "too-early-for-no-show",
        "It is too early for a no-show",
        "The customer may come until %s.".formatted(until));
  }
}
