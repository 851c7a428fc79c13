package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/**
 * The tariff has no price for what is asked for. Which of its rules stands against it only the
 * vehicle service knows, so its problem is passed on as it is.
 */
public final class PriceRefused extends Failure {

  PriceRefused(NeighbourRefusal.Reason reason, String pointer) {
    super(Kind.REFUSED, reason.type(), reason.title(), reason.detail(), pointer, null);
  }
}
