package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** The customer, who might rent when the reservation was made, may not drive any more. */
public final class CustomerNotEligible extends Failure {

  CustomerNotEligible(String reasons) {
    super(Kind.REFUSED, "customer-not-eligible", "The customer may not rent this vehicle", reasons);
  }
}
