package io.motorpool.vehicle.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What can be done with maintenance windows, each in one transaction. It locks the vehicle before
 * it looks at its reservations, and so do those who enter reservations: none comes in between.
 */
@ApplicationScoped
public class MaintenanceService {

  private final MaintenanceRepository windows;
  private final VehicleRepository vehicles;
  private final ScheduleRepository schedules;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected MaintenanceService() {
    this(null, null, null, null, null);
  }

  /**
   * @param windows the stored windows
   * @param vehicles the fleet
   * @param schedules what holds the vehicles
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public MaintenanceService(
      MaintenanceRepository windows,
      VehicleRepository vehicles,
      ScheduleRepository schedules,
      Transaction transaction,
      Clock clock) {
    this.windows = windows;
    this.vehicles = vehicles;
    this.schedules = schedules;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * A window, and what stands in its way.
   *
   * @param window the window
   * @param displaced the reservations that hold the vehicle for some of the time, by their
   *     beginning
   */
  public record Maintenance(MaintenanceWindow window, List<ScheduleEntry> displaced) {}

  /**
   * Enters a window.
   *
   * @param displaces whether reservations that hold the vehicle are no reason against it
   * @throws NotFound if there is no such vehicle
   * @throws VehicleRetired if the vehicle has left the fleet
   * @throws MaintenanceWindowInvalid if the window is over already
   * @throws ReservationsInTheWay if reservations hold the vehicle for some of the time
   * @throws MaintenanceWindowOverlaps if the vehicle has another window at the time
   */
  public Maintenance enter(UUID vehicleId, MaintenanceDetails details, boolean displaces) {
    return transaction.call(
        () -> {
          lock(vehicleId).requireInFleet();
          MaintenanceWindow window =
              MaintenanceWindow.enter(
                  UuidCreator.getTimeOrderedEpoch(), vehicleId, details, clock.instant());
          List<ScheduleEntry> displaced = displaced(window, displaces);
          windows.add(window);
          return new Maintenance(window, displaced);
        });
  }

  /**
   * Moves a window, or gives it another reason.
   *
   * @param expected the version the caller decided on
   * @param displaces whether reservations that hold the vehicle are no reason against it
   * @throws NotFound if the vehicle has no such window
   * @throws StaleVersion if the window has changed since
   * @throws VehicleRetired if the vehicle has left the fleet
   * @throws MaintenanceWindowInvalid if the window would be over already
   * @throws ReservationsInTheWay if reservations hold the vehicle for some of the time
   * @throws MaintenanceWindowOverlaps if the vehicle has another window at the time
   */
  public Maintenance replace(
      UUID vehicleId, UUID id, long expected, MaintenanceDetails details, boolean displaces) {
    return transaction.call(
        () -> {
          Vehicle vehicle = lock(vehicleId);
          MaintenanceWindow window = window(vehicleId, id);
          StaleVersion.check(OptionalLong.of(expected), window.version());
          vehicle.requireInFleet();
          window.replace(details, clock.instant());
          List<ScheduleEntry> displaced = displaced(window, displaces);
          windows.flush();
          return new Maintenance(window, displaced);
        });
  }

  /**
   * Takes a window out of the schedule.
   *
   * @throws NotFound if the vehicle has no such window
   */
  public void delete(UUID vehicleId, UUID id) {
    transaction.run(
        () -> {
          lock(vehicleId);
          windows.remove(window(vehicleId, id));
        });
  }

  /**
   * One window.
   *
   * @throws NotFound if the vehicle has no such window
   */
  public Maintenance get(UUID vehicleId, UUID id) {
    return transaction.call(
        () -> {
          MaintenanceWindow window = window(vehicleId, id);
          return new Maintenance(window, schedules.liveWithin(vehicleId, window.period()));
        });
  }

  /**
   * The windows of a vehicle in the order they were entered.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most windows to return
   * @throws NotFound if there is no such vehicle
   */
  public List<Maintenance> list(UUID vehicleId, UUID after, int atMost) {
    return transaction.call(
        () -> {
          vehicles.find(vehicleId).orElseThrow(() -> NotFound.vehicle(vehicleId));
          List<MaintenanceWindow> page = windows.list(vehicleId, after, atMost);
          List<ScheduleEntry> live =
              page.isEmpty() ? List.of() : schedules.liveWithin(vehicleId, from(page));
          return page.stream()
              .map(
                  window ->
                      new Maintenance(
                          window,
                          live.stream()
                              .filter(entry -> entry.period().overlaps(window.period()))
                              .toList()))
              .toList();
        });
  }

  private static Period from(List<MaintenanceWindow> page) {
    Instant first =
        page.stream()
            .map(window -> window.period().startsAt())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant last =
        page.stream()
            .map(window -> window.period().endsAt())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new Period(first, last);
  }

  private List<ScheduleEntry> displaced(MaintenanceWindow window, boolean displaces) {
    List<ScheduleEntry> displaced = schedules.liveWithin(window.vehicleId(), window.period());
    if (!displaced.isEmpty() && !displaces) {
      throw ReservationsInTheWay.ofMaintenance(displaced);
    }
    return displaced;
  }

  private Vehicle lock(UUID vehicleId) {
    return vehicles.findForChange(vehicleId).orElseThrow(() -> NotFound.vehicle(vehicleId));
  }

  private MaintenanceWindow window(UUID vehicleId, UUID id) {
    return windows.find(vehicleId, id).orElseThrow(() -> NotFound.maintenanceWindow(vehicleId, id));
  }
}
