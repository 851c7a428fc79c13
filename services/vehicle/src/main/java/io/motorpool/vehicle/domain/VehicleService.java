package io.motorpool.vehicle.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** What can be done with vehicles, each in one transaction. */
@ApplicationScoped
public class VehicleService {

  private final VehicleRepository repository;
  private final VehicleClassRepository classes;
  private final BranchRepository branches;
  private final ScheduleRepository schedules;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected VehicleService() {
    this(null, null, null, null, null, null);
  }

  /**
   * @param repository the stored vehicles
   * @param classes the classes they can be of
   * @param branches where they can stand
   * @param schedules what holds them
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public VehicleService(
      VehicleRepository repository,
      VehicleClassRepository classes,
      BranchRepository branches,
      ScheduleRepository schedules,
      Transaction transaction,
      Clock clock) {
    this.repository = repository;
    this.classes = classes;
    this.branches = branches;
    this.schedules = schedules;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Adds a vehicle to the fleet.
   *
   * @throws VehicleClassUnknown if there is no such class
   * @throws BranchUnknown if there is no such branch
   * @throws RegistrationNumberTaken if another vehicle has the registration number
   */
  public Vehicle add(VehicleDetails details) {
    return transaction.call(
        () -> {
          check(details);
          Vehicle vehicle = Vehicle.add(UuidCreator.getTimeOrderedEpoch(), details);
          repository.add(vehicle);
          return vehicle;
        });
  }

  /**
   * Replaces what is known of a vehicle.
   *
   * @param expected the version the caller decided on
   * @param displaces whether it may be taken out of service although reservations hold it
   * @throws NotFound if there is none with this id
   * @throws StaleVersion if the vehicle has changed since
   * @throws VehicleRetired if it has left the fleet and is to come back
   * @throws ReservationsInTheWay if it is to leave the fleet or the service, and reservations hold
   *     it
   * @throws VehicleClassUnknown if there is no such class
   * @throws BranchUnknown if there is no such branch
   * @throws RegistrationNumberTaken if another vehicle has the registration number
   */
  public Vehicle replace(UUID id, long expected, VehicleDetails details, boolean displaces) {
    return transaction.call(
        () -> {
          Vehicle vehicle = repository.findForChange(id).orElseThrow(() -> NotFound.vehicle(id));
          StaleVersion.check(OptionalLong.of(expected), vehicle.version());
          check(details);
          vehicle.requireChangeableTo(
              details.status().orElse(vehicle.status()), schedules.live(id), displaces);
          vehicle.replace(details, clock.instant());
          repository.flush();
          return vehicle;
        });
  }

  /**
   * One vehicle.
   *
   * @throws NotFound if there is none with this id
   */
  public Vehicle get(UUID id) {
    return transaction.call(() -> repository.find(id).orElseThrow(() -> NotFound.vehicle(id)));
  }

  /**
   * Vehicles in the order they joined the fleet.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most vehicles to return
   */
  public List<Vehicle> list(VehicleFilter filter, UUID after, int atMost) {
    return transaction.call(() -> repository.list(filter, after, atMost));
  }

  private void check(VehicleDetails details) {
    if (classes.find(details.vehicleClass()).isEmpty()) {
      throw new VehicleClassUnknown(details.vehicleClass());
    }
    if (branches.find(details.branchId()).isEmpty()) {
      throw BranchUnknown.inBody(details.branchId());
    }
  }
}
