package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;

/** An amount that cannot be given back, whatever the balance. */
public final class RefundInvalid extends Failure {

  private RefundInvalid(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "refund-invalid",
        "The amount cannot be given back of this invoice",
        detail,
        pointer,
        null);
  }

  static RefundInvalid notAboveZero() {
    return new RefundInvalid("A refund must be above zero.", "/amount/amount");
  }

  static RefundInvalid otherCurrency(String currency) {
    return new RefundInvalid(
        "The invoice is refunded in %s.".formatted(currency), "/amount/currency");
  }
}
