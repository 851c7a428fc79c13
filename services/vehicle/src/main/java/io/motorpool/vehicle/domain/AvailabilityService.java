package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.Transaction;
import io.motorpool.vehicle.domain.Availability.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
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
  private final Tariffs tariffs;
  private final MaintenanceRepository maintenance;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected AvailabilityService() {
    this(null, null, null, null, null, null, null, null);
  }

  /**
   * @param vehicles the fleet
   * @param classes the terms
   * @param branches the opening hours
   * @param schedules what is taken
   * @param tariffs what classes cost
   * @param maintenance when vehicles are in the workshop
   * @param transaction for reading
   * @param clock the present moment
   */
  @Inject
  public AvailabilityService(
      VehicleRepository vehicles,
      VehicleClassRepository classes,
      BranchRepository branches,
      ScheduleRepository schedules,
      Tariffs tariffs,
      MaintenanceRepository maintenance,
      Transaction transaction,
      Clock clock) {
    this.vehicles = vehicles;
    this.classes = classes;
    this.branches = branches;
    this.schedules = schedules;
    this.tariffs = tariffs;
    this.maintenance = maintenance;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Whether a vehicle can be rented, and on which terms.
   *
   * @param tariff what its class costs
   * @param availability whether it can be rented
   */
  public record Answer(ClassTariff tariff, Availability availability) {}

  /**
   * What of one class can be rented.
   *
   * @param tariff what the class costs
   * @param vehicleIds the free vehicles, the one first that leaves the most room to other rentals
   * @param price what renting one of them costs, without extras
   */
  public record Offer(ClassTariff tariff, List<UUID> vehicleIds, List<PriceLine> price) {}

  /**
   * What a search has found.
   *
   * @param offers what can be rented, by class
   * @param reasons why nothing can, whatever is free; empty otherwise
   */
  public record Search(List<Offer> offers, List<Reason> reasons) {}

  /**
   * Whether one vehicle can be rented for a period.
   *
   * @param pickupBranchId where it is to be picked up; empty if that does not matter
   * @param returnBranchId where it is to be returned; empty for the branch of the pick-up
   * @param except a reservation that does not count, since it is the one that is to change
   * @throws NotFound if there is no such vehicle
   * @throws BranchUnknown if there is no such branch
   * @throws PriceTooHigh if an amount of the rate is above 99999.99 with its season
   */
  public Answer ofVehicle(
      UUID vehicleId,
      Period period,
      Optional<UUID> pickupBranchId,
      Optional<UUID> returnBranchId,
      Optional<UUID> except) {
    return transaction.call(
        () -> {
          Vehicle vehicle = vehicles.find(vehicleId).orElseThrow(() -> NotFound.vehicle(vehicleId));
          Optional<Branch> pickup = pickupBranchId.map(this::branch);
          Optional<Branch> giveBack = returnBranchId.map(this::branch).or(() -> pickup);
          Schedule around = schedules.around(vehicleId, period);
          Schedule schedule = except.map(around::without).orElse(around);
          Branch place = pickup.orElseGet(() -> placeAt(period.startsAt(), vehicle, schedule));
          VehicleClass vehicleClass = classes.find(vehicle.vehicleClass()).orElseThrow();
          return new Answer(
              tariffs
                  .at(
                      place,
                      giveBack.orElse(place),
                      period.startsAt(),
                      List.of(vehicleClass.code()))
                  .of(vehicleClass),
              Availability.of(vehicle, schedule, period, pickup, giveBack));
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
  public Search atBranch(
      UUID branchId,
      Optional<UUID> returnBranchId,
      Period period,
      Optional<String> vehicleClass,
      OptionalInt driverAge) {
    return transaction.call(
        () -> {
          Branch pickup = branch(branchId);
          Branch giveBack = returnBranchId.map(this::branch).orElse(pickup);
          List<Reason> closed =
              Availability.closed(Optional.of(pickup), Optional.of(giveBack), period);
          if (!closed.isEmpty()) {
            return new Search(List.of(), closed);
          }
          Instant now = clock.instant();
          // The order is kept: by class, then by who fits in best.
          Map<VehicleClass, List<UUID>> byClass =
              vehicles.free(pickup, giveBack, period, vehicleClass, now).stream()
                  .sorted(
                      Comparator.comparing((FreeVehicle it) -> it.vehicleClass().code())
                          .thenComparing(FreeVehicle.bestFirst(period, now)))
                  .collect(
                      Collectors.groupingBy(
                          FreeVehicle::vehicleClass,
                          LinkedHashMap::new,
                          Collectors.mapping(FreeVehicle::id, Collectors.toList())));
          TariffOfTheDay tariff =
              tariffs.at(
                  pickup,
                  giveBack,
                  period.startsAt(),
                  byClass.keySet().stream().map(VehicleClass::code).toList());
          return new Search(
              byClass.entrySet().stream()
                  .filter(it -> isOldEnough(driverAge, it.getKey()))
                  .flatMap(
                      it -> offer(it.getKey(), it.getValue(), tariff, period, driverAge).stream())
                  .toList(),
              List.of());
        });
  }

  private static boolean isOldEnough(OptionalInt driverAge, VehicleClass vehicleClass) {
    return driverAge.orElse(Integer.MAX_VALUE) >= vehicleClass.terms().minimumDriverAge();
  }

  /** Empty for a class that cannot be charged: it does not keep the others from being found. */
  private static Optional<Offer> offer(
      VehicleClass vehicleClass,
      List<UUID> vehicleIds,
      TariffOfTheDay day,
      Period period,
      OptionalInt driverAge) {
    try {
      ClassTariff tariff = day.of(vehicleClass);
      return Optional.of(
          new Offer(tariff, vehicleIds, Tariff.price(tariff, period, driverAge, List.of())));
    } catch (CurrencyMismatch | PriceTooHigh e) {
      return Optional.empty();
    }
  }

  /** Where the vehicle will stand, as far as that is known here; otherwise where it stands. */
  private Branch placeAt(Instant moment, Vehicle vehicle, Schedule schedule) {
    return branches
        .find(schedule.placeAt(moment, vehicle.branchId()))
        .or(() -> branches.find(vehicle.branchId()))
        .orElseThrow();
  }

  /**
   * What takes a vehicle in a range of time.
   *
   * @throws NotFound if there is no such vehicle
   */
  public Occupation schedule(UUID vehicleId, Period range) {
    return transaction.call(
        () -> {
          vehicles.find(vehicleId).orElseThrow(() -> NotFound.vehicle(vehicleId));
          return new Occupation(
              schedules.within(vehicleId, range), maintenance.within(vehicleId, range));
        });
  }

  private Branch branch(UUID id) {
    return branches.find(id).orElseThrow(() -> BranchUnknown.inQuery(id));
  }
}
