package io.motorpool.reservation.domain;

import java.util.UUID;

/**
 * A reservation that has not ended, as far as it counts against {@link CustomerLimits}.
 *
 * @param id its id
 * @param status pending, confirmed or active
 */
public record OpenBooking(UUID id, Reservation.Status status) {

  /** Whether nobody has confirmed it yet. */
  boolean isHold() {
    return status == Reservation.Status.PENDING;
  }
}
