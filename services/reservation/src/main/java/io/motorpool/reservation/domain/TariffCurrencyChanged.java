package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** The tariff is in another currency than the rental, so what it says cannot be added to it. */
public final class TariffCurrencyChanged extends Failure {

  TariffCurrencyChanged(String ofTariff, String ofRental) {
    super(
        Kind.REFUSED,
        "tariff-currency-changed",
        "The tariff is in another currency now",
        "The tariff is in %s, the rental in %s: what the way there costs cannot be computed."
            .formatted(ofTariff, ofRental),
        "/returnBranchId",
        null);
  }
}
