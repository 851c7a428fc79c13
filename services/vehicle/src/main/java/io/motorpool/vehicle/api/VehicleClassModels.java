package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.model.VehicleClassInput;
import io.motorpool.platform.money.Moneys;
import io.motorpool.vehicle.domain.ClassTerms;
import io.motorpool.vehicle.domain.Rate;
import io.motorpool.vehicle.domain.VehicleClass;

/** Vehicle classes as the contract shows them. */
final class VehicleClassModels {

  private VehicleClassModels() {}

  static ClassTerms fromModel(VehicleClassInput input) {
    return new ClassTerms(
        input.getName(),
        input.getDescription(),
        input.getMinimumDriverAge(),
        new Rate(
            Moneys.fromModel(input.getRate().getHourly()),
            Moneys.fromModel(input.getRate().getDaily()),
            Moneys.fromModel(input.getRate().getWeekly())),
        Moneys.fromModel(input.getDeposit()));
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
        .version(vehicleClass.version());
  }

  static io.motorpool.contracts.common.model.Rate rate(Rate rate) {
    return new io.motorpool.contracts.common.model.Rate()
        .hourly(Moneys.toModel(rate.hourly()))
        .daily(Moneys.toModel(rate.daily()))
        .weekly(Moneys.toModel(rate.weekly()));
  }
}
