package io.motorpool.analytics.domain;

import io.motorpool.contracts.vehicle.client.ApiException;
import io.motorpool.contracts.vehicle.client.VehiclesClient;
import io.motorpool.contracts.vehicle.model.Vehicle;
import io.motorpool.contracts.vehicle.model.VehiclePage;
import io.motorpool.contracts.vehicle.model.VehicleStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * How many vehicles there are today, as the vehicle service says: those that have not left the
 * fleet, those that cannot be rented for now included. The answer is kept for a short time; a
 * failure is not.
 */
@ApplicationScoped
public class Fleet {

  /** The most that the contract allows, so that there are few calls. */
  private static final int PAGE = 200;

  private final VehiclesClient vehicles;
  private final Clock clock;
  private final Duration keep;
  private final Duration patience;
  private final ReentrantLock asking = new ReentrantLock();
  private Count known;

  private record Count(SortedMap<ClassAtBranch, Long> vehicles, Instant at) {}

  /** For the container, which makes the client proxy with it. */
  protected Fleet() {
    this(null, null, null, null);
  }

  /**
   * @param vehicles the vehicle service's vehicles
   * @param clock says how old an answer is
   * @param keep how long an answer is good
   * @param patience how long all pages of an answer may take together
   */
  @Inject
  public Fleet(
      @RestClient VehiclesClient vehicles,
      Clock clock,
      @ConfigProperty(name = "motorpool.analytics.fleet.keep") Duration keep,
      @ConfigProperty(name = "motorpool.analytics.fleet.patience") Duration patience) {
    this.vehicles = vehicles;
    this.clock = clock;
    this.keep = keep;
    this.patience = patience;
  }

  /**
   * The number of vehicles of each class at the branch where they stand.
   *
   * @throws FleetUnknown if the vehicle service does not answer in time
   */
  public SortedMap<ClassAtBranch, Long> vehicles() {
    // One asks, and the others have its answer.
    asking.lock();
    try {
      if (known == null || !known.at().plus(keep).isAfter(clock.instant())) {
        known = new Count(ask(), clock.instant());
      }
      return known.vehicles();
    } finally {
      asking.unlock();
    }
  }

  private SortedMap<ClassAtBranch, Long> ask() {
    Instant deadline = clock.instant().plus(patience);
    SortedMap<ClassAtBranch, Long> counts = new TreeMap<>();
    String cursor = null;
    do {
      if (clock.instant().isAfter(deadline)) {
        throw new FleetUnknown(null);
      }
      VehiclePage page = page(cursor);
      for (Vehicle vehicle : page.getItems()) {
        if (vehicle.getStatus() != VehicleStatus.RETIRED) {
          counts.merge(
              new ClassAtBranch(vehicle.getVehicleClass(), vehicle.getBranchId()), 1L, Long::sum);
        }
      }
      cursor = page.getNextCursor();
    } while (cursor != null);
    return Collections.unmodifiableSortedMap(counts);
  }

  private VehiclePage page(String cursor) {
    try {
      return vehicles.listVehicles(null, null, null, PAGE, cursor);
    } catch (ApiException | ProcessingException e) {
      throw new FleetUnknown(e);
    }
  }
}
