package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.Transaction;
import io.motorpool.vehicle.domain.VehicleRepository.Free;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

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
   * What of one class can be rented.
   *
   * @param vehicleClass the class
   * @param vehicleIds the free vehicles
   * @param price what renting one of them costs, without extras
   */
  public record Offer(VehicleClass vehicleClass, List<UUID> vehicleIds, List<PriceLine> price) {}

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
   * The vehicles that can be rented at a branch for a period, by class, with the price.
   *
   * @param returnBranchId where they are to be returned; empty for the branch of the pick-up
   * @param vehicleClass only those of this class
   * @param driverAge in full years on the day of the pick-up; empty for a driver who is old enough
   * @throws BranchUnknown if there is no such branch
   */
  public List<Offer> atBranch(
      UUID branchId,
      Optional<UUID> returnBranchId,
      Period period,
      Optional<String> vehicleClass,
      OptionalInt driverAge) {
    return transaction.call(
        () -> {
          Branch pickup = branch(branchId);
          Branch giveBack = returnBranchId.map(this::branch).orElse(pickup);
          if (!pickup.isOpenAt(period.startsAt()) || !giveBack.isOpenAt(period.endsAt())) {
            return List.of();
          }
          // The order of what is found is kept: by class, then by vehicle.
          Map<VehicleClass, List<UUID>> byClass =
              vehicles.free(branchId, period, vehicleClass).stream()
                  .collect(
                      Collectors.groupingBy(
                          Free::vehicleClass,
                          LinkedHashMap::new,
                          Collectors.mapping(it -> it.vehicle().id(), Collectors.toList())));
          return byClass.entrySet().stream()
              .filter(it -> isOldEnough(driverAge, it.getKey()))
              .map(it -> offer(it.getKey(), it.getValue(), pickup, period, driverAge))
              .toList();
        });
  }

  private static boolean isOldEnough(OptionalInt driverAge, VehicleClass vehicleClass) {
    return driverAge.orElse(Integer.MAX_VALUE) >= vehicleClass.terms().minimumDriverAge();
  }

  private static Offer offer(
      VehicleClass vehicleClass,
      List<UUID> vehicleIds,
      Branch pickup,
      Period period,
      OptionalInt driverAge) {
    return new Offer(
        vehicleClass,
        vehicleIds,
        Tariff.price(vehicleClass.terms(), pickup.taxPercent(), period, driverAge, List.of()));
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
