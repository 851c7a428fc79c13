package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** A deposit pays the invoices of its own reservation only. */
public final class InvoiceNotOfDeposit extends Failure {

  InvoiceNotOfDeposit(UUID invoiceId) {
    super(
        Kind.REFUSED,
        "invoice-not-of-deposit",
        "The deposit cannot pay this invoice",
        "The deposit's reservation has no invoice %s.".formatted(invoiceId),
        "/invoiceId",
        null);
  }
}
