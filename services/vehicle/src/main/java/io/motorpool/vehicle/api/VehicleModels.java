package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.model.AvailabilityReason;
import io.motorpool.contracts.vehicle.model.AvailabilityReasonCode;
import io.motorpool.contracts.vehicle.model.ScheduleEntryStatus;
import io.motorpool.contracts.vehicle.model.VehicleAvailability;
import io.motorpool.contracts.vehicle.model.VehicleInput;
import io.motorpool.contracts.vehicle.model.VehicleStatus;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import io.motorpool.vehicle.domain.AvailabilityService;
import io.motorpool.vehicle.domain.ClassTerms;
import io.motorpool.vehicle.domain.ScheduleEntry;
import io.motorpool.vehicle.domain.Vehicle;
import io.motorpool.vehicle.domain.VehicleDetails;
import java.util.Optional;
import java.util.UUID;

/** Vehicles, their schedules and their availability as the contract shows them. */
final class VehicleModels {

  private VehicleModels() {}

  static VehicleDetails fromModel(VehicleInput input) {
    return new VehicleDetails(
        input.getRegistrationNumber(),
        input.getMake(),
        input.getModel(),
        input.getModelYear(),
        input.getVehicleClass(),
        input.getBranchId(),
        input.getOdometerKm(),
        Optional.ofNullable(input.getStatus()).map(VehicleModels::fromModel));
  }

  static Vehicle.Status fromModel(VehicleStatus status) {
    return Vehicle.Status.valueOf(status.name());
  }

  static io.motorpool.contracts.vehicle.model.Vehicle toModel(Vehicle vehicle) {
    VehicleDetails details = vehicle.details();
    return new io.motorpool.contracts.vehicle.model.Vehicle()
        .id(vehicle.id())
        .registrationNumber(details.registrationNumber())
        .make(details.make())
        .model(details.model())
        .modelYear(details.modelYear())
        .vehicleClass(details.vehicleClass())
        .branchId(details.branchId())
        .odometerKm(details.odometerKm())
        .status(VehicleStatus.valueOf(vehicle.status().name()))
        .version(vehicle.version());
  }

  static io.motorpool.contracts.vehicle.model.ScheduleEntry toModel(ScheduleEntry entry) {
    return new io.motorpool.contracts.vehicle.model.ScheduleEntry()
        .reservationId(entry.reservationId())
        .startsAt(Times.toModel(entry.period().startsAt()))
        .endsAt(Times.toModel(entry.period().endsAt()))
        .status(ScheduleEntryStatus.valueOf(entry.status().name()));
  }

  static VehicleAvailability toModel(UUID vehicleId, AvailabilityService.Answer answer) {
    ClassTerms terms = answer.vehicleClass().terms();
    return new VehicleAvailability()
        .vehicleId(vehicleId)
        .vehicleClass(answer.vehicleClass().code())
        .available(answer.availability().isAvailable())
        .reasons(
            answer.availability().reasons().stream()
                .map(
                    reason ->
                        new AvailabilityReason()
                            .code(AvailabilityReasonCode.valueOf(reason.code().name()))
                            .detail(reason.detail()))
                .toList())
        .minimumDriverAge(terms.minimumDriverAge())
        .rate(VehicleClassModels.rate(terms.rate()))
        .deposit(Moneys.toModel(terms.deposit()))
        .currency(terms.currency());
  }
}
