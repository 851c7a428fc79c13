package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;

/** The cancellation costs another amount than the caller thinks; nothing is cancelled. */
public final class CancellationFeeChanged extends Failure {

  CancellationFeeChanged(Money expected, Money actual) {
    super(
        Kind.CONFLICT,
        "cancellation-fee-changed",
        "The cancellation costs another amount",
        "It costs %s now, not %s.".formatted(actual, expected),
        "/expectedFee",
        null);
  }
}
