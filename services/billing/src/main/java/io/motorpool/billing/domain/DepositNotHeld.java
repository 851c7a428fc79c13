package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;

/** Nothing of the deposit is held any more. */
public final class DepositNotHeld extends Failure {

  DepositNotHeld(Deposit.Status actual) {
    super(
        Kind.CONFLICT,
        "deposit-not-held",
        "The deposit is not held",
        "A deposit can be used and released while it is HELD; this one is %s.".formatted(actual));
  }
}
