package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;

/**
 * What came of a change, or would come of it.
 *
 * @param reservation the reservation after it
 * @param before what it cost before
 */
public record ReservationChange(Reservation reservation, Price before) {

  /** What it costs more; negative if it costs less. */
  public Money difference() {
    return reservation.total().minus(before.total());
  }
}
