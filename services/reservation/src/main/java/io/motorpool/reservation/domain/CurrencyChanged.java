package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** A reservation stays in the currency that it was invoiced in. */
public final class CurrencyChanged extends Failure {

  CurrencyChanged(String from, String to) {
    super(
        Kind.REFUSED,
        "currency-changed",
        "The price would be in another currency",
        "The reservation is charged in %s, and that branch charges in %s.".formatted(from, to),
        "/pickupBranchId",
        null);
  }
}
