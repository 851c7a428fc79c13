package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.time.Instant;

/** A vehicle is not handed over at this time. */
public final class PickUpNotNow extends Failure {

  private PickUpNotNow(String type, String title, String detail) {
    super(Kind.CONFLICT, type, title, detail);
  }

  static PickUpNotNow tooEarly(Instant from) {
    return new PickUpNotNow(
        "too-early-for-pick-up",
        "It is too early for the pick-up",
        "The vehicle can be picked up from %s on.".formatted(from));
  }

  static PickUpNotNow tooLate(Instant end) {
    return new PickUpNotNow(
        "too-late-for-pick-up",
        "It is too late for the pick-up",
        "The rental has ended at %s.".formatted(end));
  }
}
