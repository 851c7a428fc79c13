package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;

/** The refund is more than is to be given back. */
public final class RefundExceedsCredit extends Failure {

  RefundExceedsCredit(Money surplus) {
    super(
        Kind.REFUSED,
        "refund-exceeds-credit",
        "The refund is more than is to be given back",
        "%s is to be given back.".formatted(surplus),
        "/amount/amount",
        null);
  }
}
