package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.model.AvailabilityReason;
import io.motorpool.contracts.vehicle.model.AvailabilityReasonCode;
import io.motorpool.contracts.vehicle.model.ImportedVehicle;
import io.motorpool.contracts.vehicle.model.ScheduleEntryStatus;
import io.motorpool.contracts.vehicle.model.ScheduledMaintenance;
import io.motorpool.contracts.vehicle.model.VehicleAvailability;
import io.motorpool.contracts.vehicle.model.VehicleInput;
import io.motorpool.contracts.vehicle.model.VehicleStatus;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import io.motorpool.vehicle.domain.Availability;
import io.motorpool.vehicle.domain.AvailabilityService;
import io.motorpool.vehicle.domain.ClassTerms;
import io.motorpool.vehicle.domain.ImportedVehicles;
import io.motorpool.vehicle.domain.MaintenanceWindow;
import io.motorpool.vehicle.domain.ScheduleEntry;
import io.motorpool.vehicle.domain.Vehicle;
import io.motorpool.vehicle.domain.VehicleDetails;
import io.motorpool.vehicle.domain.VehicleFile;
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

  static io.motorpool.contracts.vehicle.model.VehicleImport toModel(ImportedVehicles imported) {
    return new io.motorpool.contracts.vehicle.model.VehicleImport()
        .dryRun(false)
        .lines(
            imported.added().stream()
                .map(
                    it ->
                        new ImportedVehicle()
                            .line(it.line())
                            .registrationNumber(it.vehicle().details().registrationNumber())
                            .vehicleId(it.vehicle().id()))
                .toList());
  }

  /** A file that was only checked. */
  static io.motorpool.contracts.vehicle.model.VehicleImport toModel(VehicleFile file) {
    return new io.motorpool.contracts.vehicle.model.VehicleImport()
        .dryRun(true)
        .lines(
            file.vehicles().stream()
                .map(
                    it ->
                        new ImportedVehicle()
                            .line(it.line())
                            .registrationNumber(it.registrationNumber()))
                .toList());
  }

  static io.motorpool.contracts.vehicle.model.ScheduleEntry toModel(ScheduleEntry entry) {
    return new io.motorpool.contracts.vehicle.model.ScheduleEntry()
        .reservationId(entry.reservationId())
        .startsAt(Times.toModel(entry.period().startsAt()))
        .endsAt(Times.toModel(entry.period().endsAt()))
        .status(ScheduleEntryStatus.valueOf(entry.status().name()));
  }

  static ScheduledMaintenance toModel(MaintenanceWindow window) {
    return new ScheduledMaintenance()
        .maintenanceWindowId(window.id())
        .startsAt(Times.toModel(window.period().startsAt()))
        .endsAt(Times.toModel(window.period().endsAt()))
        .reason(window.reason());
  }

  static AvailabilityReason toModel(Availability.Reason reason) {
    return new AvailabilityReason()
        .code(AvailabilityReasonCode.valueOf(reason.code().name()))
        .detail(reason.detail());
  }

  static VehicleAvailability toModel(UUID vehicleId, AvailabilityService.Answer answer) {
    ClassTerms terms = answer.tariff().terms();
    return new VehicleAvailability()
        .vehicleId(vehicleId)
        .vehicleClass(answer.tariff().vehicleClass().code())
        .available(answer.availability().isAvailable())
        .reasons(answer.availability().reasons().stream().map(VehicleModels::toModel).toList())
        .minimumDriverAge(terms.minimumDriverAge())
        .rate(VehicleClassModels.rate(answer.tariff().rate()))
        .deposit(Moneys.toModel(terms.deposit()))
        .currency(terms.currency());
  }
}
