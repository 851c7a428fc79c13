package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** There is no quote with this id, or no longer. */
public final class QuoteNotFound extends Failure {

  /**
   * @param id under which there is none
   */
  public QuoteNotFound(UUID id) {
    super(Kind.NOT_FOUND, "not-found", "Not found", "There is no quote %s.".formatted(id));
  }
}
