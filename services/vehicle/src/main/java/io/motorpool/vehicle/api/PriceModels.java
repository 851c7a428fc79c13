package io.motorpool.vehicle.api;

import io.motorpool.contracts.common.model.ExtraCharge;
import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.common.model.RentalTerms;
import io.motorpool.platform.money.Moneys;
import io.motorpool.vehicle.domain.ClassTariff;
import io.motorpool.vehicle.domain.ClassTerms;
import io.motorpool.vehicle.domain.KilometreTerms;
import io.motorpool.vehicle.domain.PriceCalculation;
import io.motorpool.vehicle.domain.PriceLine;
import io.motorpool.vehicle.domain.RentedExtra;
import io.motorpool.vehicle.domain.Tariff;
import java.util.List;

/** Prices as the contract shows them. */
final class PriceModels {

  private PriceModels() {}

  static io.motorpool.contracts.vehicle.model.PriceCalculation toModel(
      PriceCalculation calculation) {
    ClassTerms terms = calculation.tariff().terms();
    return new io.motorpool.contracts.vehicle.model.PriceCalculation()
        .vehicleClass(calculation.tariff().vehicleClass().code())
        .price(price(calculation.lines()))
        .deposit(Moneys.toModel(terms.deposit()))
        .extras(calculation.extras().stream().map(PriceModels::extra).toList())
        .terms(terms(calculation.tariff()))
        .minimumDriverAge(terms.minimumDriverAge());
  }

  static Price price(List<PriceLine> lines) {
    return new Price()
        .lines(lines.stream().map(PriceModels::line).toList())
        .total(Moneys.toModel(Tariff.total(lines)));
  }

  private static io.motorpool.contracts.common.model.PriceLine line(PriceLine line) {
    return new io.motorpool.contracts.common.model.PriceLine()
        .type(PriceLineType.valueOf(line.type().name()))
        .description(line.description())
        .quantity(line.quantity())
        .unitPrice(Moneys.toModel(line.unitPrice()))
        .amount(Moneys.toModel(line.amount()));
  }

  private static io.motorpool.contracts.common.model.RentedExtra extra(RentedExtra extra) {
    return new io.motorpool.contracts.common.model.RentedExtra()
        .code(extra.code())
        .name(extra.details().name())
        .quantity(extra.quantity())
        .charge(ExtraCharge.valueOf(extra.details().charge().name()))
        .unitPrice(Moneys.toModel(extra.details().price()));
  }

  private static RentalTerms terms(ClassTariff tariff) {
    ClassTerms terms = tariff.terms();
    return new RentalTerms()
        .rate(VehicleClassModels.rate(tariff.rate()))
        .taxPercent(tariff.taxPercent())
        .includedKilometresPerDay(
            terms.kilometres().map(KilometreTerms::includedPerDay).orElse(null))
        .excessKilometreRate(
            terms.kilometres().map(it -> Moneys.toModel(it.excessRate())).orElse(null))
        .missingFuelRate(terms.missingFuelRate().map(Moneys::toModel).orElse(null))
        .lateReturnGraceMinutes(terms.lateReturnGraceMinutes())
        .earlyReturnCreditPercent(terms.earlyReturnCreditPercent());
  }
}
