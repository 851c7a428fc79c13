package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** There is no reservation with this id. */
public final class ReservationNotFound extends Failure {

  /**
   * @param id under which there is none
   */
  public ReservationNotFound(UUID id) {
    super(Kind.NOT_FOUND, "not-found", "Not found", "There is no reservation %s.".formatted(id));
  }
}
