package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;

/** The payment is more than the invoice still asks for. */
public final class OverPayment extends Failure {

  OverPayment(Money balance) {
    super(
        Kind.REFUSED,
        "over-payment",
        "The payment is more than the balance",
        "The balance is %s.".formatted(balance),
        "/amount/amount",
        null);
  }
}
