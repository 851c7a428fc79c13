package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;

/** More is to be taken of a deposit than is held. */
public final class DepositExceeded extends Failure {

  DepositExceeded(Money held) {
    super(
        Kind.REFUSED,
        "deposit-exceeded",
        "That is more than is held of the deposit",
        "%s is held.".formatted(held),
        "/amount/amount",
        null);
  }
}
