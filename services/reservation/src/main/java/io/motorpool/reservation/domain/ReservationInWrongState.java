package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.util.Set;
import java.util.stream.Collectors;

/** The reservation is not in a state from which the step asked for leads on. */
public final class ReservationInWrongState extends Failure {

  ReservationInWrongState(
      String action, Reservation.Status actual, Set<Reservation.Status> allowed) {
    super(
        Kind.CONFLICT,
        "reservation-state",
        "The reservation's state does not allow this",
        "A reservation can be %s when it is %s; this one is %s."
            .formatted(
                action,
                allowed.stream().map(Enum::name).collect(Collectors.joining(" or ")),
                actual));
  }
}
