package io.motorpool.reservation.domain;

/**
 * A reservation has taken a step that others want to know of.
 *
 * @param transition which step
 * @param reservation the reservation after it
 */
public record ReservationChanged(Transition transition, Reservation reservation) {

  /** The steps of a reservation's life. */
  public enum Transition {
    CREATED,
    CONFIRMED,
    STARTED,
    COMPLETED,
    CANCELLED,
    EXPIRED,
    NO_SHOW
  }
}
