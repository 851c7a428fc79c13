package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.model.BranchInput;
import io.motorpool.contracts.vehicle.model.DayOfWeek;
import io.motorpool.vehicle.domain.Address;
import io.motorpool.vehicle.domain.Branch;
import io.motorpool.vehicle.domain.BranchDetails;
import io.motorpool.vehicle.domain.OpeningHours;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/** Branches as the contract shows them. */
final class BranchModels {

  private static final BigDecimal NO_TAX = new BigDecimal("0.00");

  private BranchModels() {}

  static BranchDetails fromModel(BranchInput input) {
    return new BranchDetails(
        input.getCode(),
        input.getName(),
        input.getTimeZone(),
        fromModel(input.getAddress()),
        input.getOpeningHours().stream().map(BranchModels::fromModel).toList(),
        Optional.ofNullable(input.getTaxPercent()).orElse(NO_TAX),
        Duration.ofMinutes(Optional.ofNullable(input.getTurnaroundMinutes()).orElse(0)));
  }

  private static Address fromModel(io.motorpool.contracts.common.model.Address address) {
    return new Address(
        address.getStreet(), address.getCity(), address.getPostalCode(), address.getCountry());
  }

  private static OpeningHours fromModel(io.motorpool.contracts.vehicle.model.OpeningHours hours) {
    return new OpeningHours(
        java.time.DayOfWeek.valueOf(hours.getDayOfWeek().name()),
        LocalTime.parse(hours.getOpensAt()),
        LocalTime.parse(hours.getClosesAt()));
  }

  static io.motorpool.contracts.vehicle.model.Branch toModel(Branch branch) {
    return new io.motorpool.contracts.vehicle.model.Branch()
        .id(branch.id())
        .code(branch.code())
        .name(branch.name())
        .timeZone(branch.timeZone())
        .address(address(branch.address()))
        .openingHours(branch.openingHours().stream().map(BranchModels::hours).toList())
        .taxPercent(branch.taxPercent())
        .turnaroundMinutes(Math.toIntExact(branch.turnaround().toMinutes()))
        .version(branch.version());
  }

  private static io.motorpool.contracts.common.model.Address address(Address address) {
    return new io.motorpool.contracts.common.model.Address()
        .street(address.street())
        .city(address.city())
        .postalCode(address.postalCode())
        .country(address.country());
  }

  private static io.motorpool.contracts.vehicle.model.OpeningHours hours(OpeningHours hours) {
    // A LocalTime without seconds writes itself as the contract has it, HH:mm.
    return new io.motorpool.contracts.vehicle.model.OpeningHours()
        .dayOfWeek(DayOfWeek.valueOf(hours.dayOfWeek().name()))
        .opensAt(hours.opensAt().toString())
        .closesAt(hours.closesAt().toString());
  }
}
