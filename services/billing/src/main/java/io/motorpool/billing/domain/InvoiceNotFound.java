package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** There is no invoice with this id. */
public final class InvoiceNotFound extends Failure {

  /**
   * @param id under which there is none
   */
  public InvoiceNotFound(UUID id) {
    super(Kind.NOT_FOUND, "not-found", "There is no such resource", "No invoice %s.".formatted(id));
  }
}
