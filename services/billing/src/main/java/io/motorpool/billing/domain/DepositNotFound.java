package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** There is no deposit with this id. */
public final class DepositNotFound extends Failure {

  /**
   * @param id under which there is none
   */
  public DepositNotFound(UUID id) {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "There is no such resource",
        "There is no deposit %s.".formatted(id));
  }
}
