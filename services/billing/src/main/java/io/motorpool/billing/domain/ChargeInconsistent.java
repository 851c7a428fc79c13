package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;

/** A price that does not add up: no invoice can be made of it. */
public final class ChargeInconsistent extends Failure {

  ChargeInconsistent(String detail) {
    super(Kind.REFUSED, "charge-inconsistent", "The price does not add up", detail);
  }
}
