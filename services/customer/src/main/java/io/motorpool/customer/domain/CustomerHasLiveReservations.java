package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;

/** A customer who has a rental to come, or a vehicle now, cannot be erased. */
public final class CustomerHasLiveReservations extends Failure {

  CustomerHasLiveReservations(String status) {
    super(
        Kind.CONFLICT,
        "customer-has-live-reservations",
        "The customer has live reservations",
        "The customer has a reservation that is %s; erase them once it has ended."
            .formatted(status));
  }
}
