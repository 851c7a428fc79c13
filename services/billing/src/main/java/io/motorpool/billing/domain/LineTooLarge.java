package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;

/** A line comes to more than an invoice or a credit note can hold. */
public final class LineTooLarge extends Failure {

  LineTooLarge(Money total) {
    super(
        Kind.REFUSED,
        "line-too-large",
        "The line comes to more than can be charged",
        "A line of %s is too large.".formatted(total));
  }
}
