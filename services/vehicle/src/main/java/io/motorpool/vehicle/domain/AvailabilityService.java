package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.Transaction;
import io.motorpool.vehicle.domain.VehicleRepository.Free;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers what can be rented when and where. An answer holds nothing. */
@ApplicationScoped
public class AvailabilityService {

  private final VehicleRepository vehicles;
  private final VehicleClassRepository classes;
  private final BranchRepository branches;
  private final ScheduleRepository schedules;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected AvailabilityService() {
    this(null, null, null, null, null);
  }

  /**
   * @param vehicles the fleet
   * @param classes the terms
   * @param branches the opening hours
   * @param schedules what is taken
   * @param transaction for reading
   */
  @Inject
  public AvailabilityService(
      VehicleRepository vehicles,
      VehicleClassRepository classes,
      BranchRepository branches,
      ScheduleRepository schedules,
      Transaction transaction) {
    this.vehicles = vehicles;
    this.classes = classes;
    this.branches = branches;
    this.schedules = schedules;
    this.transaction = transaction;
  }

  /**
   * Whether a vehicle can be rented, and on which terms.
   *
   * @param vehicleClass the class of the vehicle
   * @param availability whether it can be rented
   */
  public record Answer(VehicleClass vehicleClass, Availability availability) {}

  /**
   * Whether one vehicle can be rented for a period.
   *
   * @param pickupBranchId where it is to be picked up; empty if that does not matter
   * @param returnBranchId where it is to be returned; empty for the branch of the pick-up
   * @throws NotFound if there is no such vehicle
   * @throws BranchUnknown if there is no such branch
   */
  public Answer ofVehicle(
      UUID vehicleId, Period period, Optional<UUID> pickupBranchId, Optional<UUID> returnBranchId) {
    return transaction.call(
        () -> {
          Vehicle vehicle = vehicles.find(vehicleId).orElseThrow(() -> NotFound.vehicle(vehicleId));
          Optional<Branch> pickup = pickupBranchId.map(this::branch);
          Optional<Branch> giveBack = returnBranchId.map(this::branch).or(() -> pickup);
          return new Answer(
              classes.find(vehicle.vehicleClass()).orElseThrow(),
              Availability.of(
                  vehicle, schedules.around(vehicleId, period), period, pickup, giveBack));
        });
  }

  /**
   * The vehicles that can be rented at a branch for a period and returned there, by class.
   *
   * @param vehicleClass only those of this class
   * @throws BranchUnknown if there is no such branch
   */
  public List<Free> atBranch(UUID branchId, Period period, Optional<String> vehicleClass) {
    return transaction.call(
        () -> {
          Branch branch = branch(branchId);
          return branch.isOpenAt(period.startsAt()) && branch.isOpenAt(period.endsAt())
              ? vehicles.free(branchId, period, vehicleClass)
              : List.of();
        });
  }

  /**
   * What takes a vehicle in a range of time, by its beginning.
   *
   * @throws NotFound if there is no such vehicle
   */
  public List<ScheduleEntry> schedule(UUID vehicleId, Period range) {
    return transaction.call(
        () -> {
          vehicles.find(vehicleId).orElseThrow(() -> NotFound.vehicle(vehicleId));
          return schedules.within(vehicleId, range);
        });
  }

  private Branch branch(UUID id) {
    return branches.find(id).orElseThrow(() -> BranchUnknown.inQuery(id));
  }
}
