package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** The invoice has no credit note with this id. */
public final class CreditNoteNotFound extends Failure {

  CreditNoteNotFound(UUID invoiceId, UUID id) {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "There is no such resource",
        "Invoice %s has no credit note %s.".formatted(invoiceId, id));
  }
}
