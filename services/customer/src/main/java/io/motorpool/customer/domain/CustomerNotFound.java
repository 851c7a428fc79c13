package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** There is no customer with this id. */
public final class CustomerNotFound extends Failure {

  /**
   * @param id under which there is none
   */
  public CustomerNotFound(UUID id) {
    super(
        Kind.NOT_FOUND, "not-found", "There is no such resource", "No customer %s.".formatted(id));
  }
}
