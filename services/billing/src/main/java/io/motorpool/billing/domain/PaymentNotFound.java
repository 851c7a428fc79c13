package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** The invoice has no payment with this id. */
public final class PaymentNotFound extends Failure {

  PaymentNotFound(UUID invoiceId, UUID id) {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "There is no such resource",
        "Invoice %s has no payment %s.".formatted(invoiceId, id));
  }
}
