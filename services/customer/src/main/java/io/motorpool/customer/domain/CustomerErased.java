package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;

/** The customer was erased: nothing can be changed about them any more. */
public final class CustomerErased extends Failure {

  CustomerErased() {
    super(
        Kind.CONFLICT,
        "customer-erased",
        "The customer was erased",
        "The customer's personal data was erased; nothing can be changed about them any more.");
  }
}
