package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** A rental of before that cannot have been one; nothing of its request is taken over. */
public final class PastRentalInvalid extends Failure {

  /**
   * @param position of the rental in the request, from 0
   * @param field the part of it that is wrong, as in a JSON pointer
   * @param rule what must hold
   */
  PastRentalInvalid(int position, String field, String rule) {
    super(
        Kind.REFUSED,
        "past-rental-invalid",
        "The past rental cannot be taken over",
        rule,
        "/rentals/%d/%s".formatted(position, field),
        null);
  }
}
