package io.motorpool.reservation.api;

import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.common.model.Rate;
import io.motorpool.contracts.common.model.RentalTerms;
import io.motorpool.platform.money.Moneys;

/** Prices, and the terms that rentals are settled by, as the contracts show them. */
final class PriceModels {

  private PriceModels() {}

  static Price toModel(io.motorpool.reservation.domain.Price price) {
    return new Price()
        .lines(price.lines().stream().map(PriceModels::line).toList())
        .total(Moneys.toModel(price.total()));
  }

  static RentalTerms toModel(io.motorpool.reservation.domain.RentalTerms terms) {
    return new RentalTerms()
        .rate(
            new Rate()
                .hourly(Moneys.toModel(terms.rate().hourly()))
                .daily(Moneys.toModel(terms.rate().daily()))
                .weekly(Moneys.toModel(terms.rate().weekly())))
        .taxPercent(terms.taxPercent())
        .includedKilometresPerDay(terms.includedKilometresPerDay())
        .excessKilometreRate(terms.excessKilometreRate().map(Moneys::toModel).orElse(null))
        .missingFuelRate(terms.missingFuelRate().map(Moneys::toModel).orElse(null))
        .lateReturnGraceMinutes(terms.lateReturnGraceMinutes())
        .earlyReturnCreditPercent(terms.earlyReturnCreditPercent());
  }

  private static PriceLine line(io.motorpool.reservation.domain.PriceLine line) {
    return new PriceLine()
        .type(PriceLineType.valueOf(line.type().name()))
        .description(line.description())
        .quantity(line.quantity())
        .unitPrice(Moneys.toModel(line.unitPrice()))
        .amount(Moneys.toModel(line.total()));
  }
}
