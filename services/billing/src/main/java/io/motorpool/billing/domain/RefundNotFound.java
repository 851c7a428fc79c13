package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** The invoice has no refund with this id. */
public final class RefundNotFound extends Failure {

  RefundNotFound(UUID invoiceId, UUID id) {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "There is no such resource",
        "Invoice %s has no refund %s.".formatted(invoiceId, id));
  }
}
