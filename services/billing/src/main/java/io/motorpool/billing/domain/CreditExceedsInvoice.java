package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;

/** More is to be credited than is left of the invoice. */
public final class CreditExceedsInvoice extends Failure {

  CreditExceedsInvoice(Money creditable, String place) {
    super(
        Kind.REFUSED,
        "credit-exceeds-invoice",
        "The credit is more than is left of the invoice",
        "%s can be credited.".formatted(creditable),
        place,
        null);
  }
}
