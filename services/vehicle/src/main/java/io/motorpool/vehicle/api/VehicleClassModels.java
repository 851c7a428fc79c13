package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.model.VehicleClassInput;
import io.motorpool.platform.money.Moneys;
import io.motorpool.vehicle.domain.ClassTerms;
import io.motorpool.vehicle.domain.KilometreTerms;
import io.motorpool.vehicle.domain.Rate;
import io.motorpool.vehicle.domain.VehicleClass;
import io.motorpool.vehicle.domain.YoungDriverTerms;
import java.util.Optional;

/** Vehicle classes as the contract shows them. */
final class VehicleClassModels {

  private VehicleClassModels() {}

  static ClassTerms fromModel(VehicleClassInput input) {
    return new ClassTerms(
        input.getName(),
        input.getDescription(),
        input.getMinimumDriverAge(),
        rate(input.getRate()),
        Moneys.fromModel(input.getDeposit()),
        YoungDriverTerms.of(
            Optional.ofNullable(input.getFullDriverAge()),
            Optional.ofNullable(input.getYoungDriverFee()).map(Moneys::fromModel)),
        KilometreTerms.of(
            Optional.ofNullable(input.getIncludedKilometresPerDay()),
            Optional.ofNullable(input.getExcessKilometreRate()).map(Moneys::fromModel)),
        Optional.ofNullable(input.getMissingFuelRate()).map(Moneys::fromModel),
        Optional.ofNullable(input.getLateReturnGraceMinutes())
            .orElse(ClassTerms.USUAL_GRACE_MINUTES),
        Optional.ofNullable(input.getEarlyReturnCreditPercent())
            .orElse(ClassTerms.USUAL_CREDIT_PERCENT));
  }

  static io.motorpool.contracts.vehicle.model.VehicleClass toModel(VehicleClass vehicleClass) {
    ClassTerms terms = vehicleClass.terms();
    return new io.motorpool.contracts.vehicle.model.VehicleClass()
        .code(vehicleClass.code())
        .name(terms.name())
        .description(terms.description())
        .minimumDriverAge(terms.minimumDriverAge())
        .rate(rate(terms.rate()))
        .deposit(Moneys.toModel(terms.deposit()))
        .fullDriverAge(terms.youngDriver().map(YoungDriverTerms::fullAge).orElse(null))
        .youngDriverFee(terms.youngDriver().map(it -> Moneys.toModel(it.dailyFee())).orElse(null))
        .includedKilometresPerDay(
            terms.kilometres().map(KilometreTerms::includedPerDay).orElse(null))
        .excessKilometreRate(
            terms.kilometres().map(it -> Moneys.toModel(it.excessRate())).orElse(null))
        .missingFuelRate(terms.missingFuelRate().map(Moneys::toModel).orElse(null))
        .lateReturnGraceMinutes(terms.lateReturnGraceMinutes())
        .earlyReturnCreditPercent(terms.earlyReturnCreditPercent())
        .version(vehicleClass.version());
  }

  static Rate rate(io.motorpool.contracts.common.model.Rate rate) {
    return new Rate(
        Moneys.fromModel(rate.getHourly()),
        Moneys.fromModel(rate.getDaily()),
        Moneys.fromModel(rate.getWeekly()));
  }

  static io.motorpool.contracts.common.model.Rate rate(Rate rate) {
    return new io.motorpool.contracts.common.model.Rate()
        .hourly(Moneys.toModel(rate.hourly()))
        .daily(Moneys.toModel(rate.daily()))
        .weekly(Moneys.toModel(rate.weekly()));
  }
}
