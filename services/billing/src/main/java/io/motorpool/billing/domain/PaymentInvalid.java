package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;

/** An amount that cannot pay the invoice, whatever its balance. */
public final class PaymentInvalid extends Failure {

  private PaymentInvalid(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "payment-invalid",
        "The amount cannot pay this invoice",
        detail,
        pointer,
        null);
  }

  static PaymentInvalid notAboveZero() {
    return new PaymentInvalid("A payment must be above zero.", "/amount/amount");
  }

  static PaymentInvalid otherCurrency(String currency) {
    return new PaymentInvalid(
        "The invoice is to be paid in %s.".formatted(currency), "/amount/currency");
  }
}
