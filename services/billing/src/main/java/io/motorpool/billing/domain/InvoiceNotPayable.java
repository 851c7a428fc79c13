package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;

/** The invoice does not ask for money any more. */
public final class InvoiceNotPayable extends Failure {

  InvoiceNotPayable(Invoice.Status actual) {
    super(
        Kind.CONFLICT,
        "invoice-not-payable",
        "The invoice cannot be paid",
        "An invoice can be paid when it is ISSUED; this one is %s.".formatted(actual));
  }
}
