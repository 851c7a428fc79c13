package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;

/** Whoever registers is a customer already, or was one. */
public final class CustomerAlreadyRegistered extends Failure {

  CustomerAlreadyRegistered(Throwable cause) {
    super(
        Kind.CONFLICT,
        "customer-already-registered",
        "The customer is already registered",
        "There is a customer with this id.",
        null,
        cause);
  }
}
