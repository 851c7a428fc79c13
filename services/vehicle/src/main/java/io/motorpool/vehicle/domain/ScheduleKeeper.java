package io.motorpool.vehicle.domain;

import io.motorpool.vehicle.domain.ReservationState.Handback;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the vehicles' schedules and whereabouts as the reservations go on. States of a reservation
 * may come repeatedly, late or in any order: the newest one counts.
 */
@ApplicationScoped
public class ScheduleKeeper {

  private static final System.Logger LOG = System.getLogger(ScheduleKeeper.class.getName());

  private final ScheduleRepository schedules;
  private final VehicleRepository vehicles;
  private final BranchRepository branches;

  /** For the container, which makes the client proxy with it. */
  protected ScheduleKeeper() {
    this(null, null, null);
  }

  /**
   * @param schedules the stored entries
   * @param vehicles the fleet
   * @param branches where vehicles can stand
   */
  @Inject
  public ScheduleKeeper(
      ScheduleRepository schedules, VehicleRepository vehicles, BranchRepository branches) {
    this.schedules = schedules;
    this.vehicles = vehicles;
    this.branches = branches;
  }

  /** Takes note of a reservation's state. Joins the transaction of the event that tells of it. */
  public void reservationChanged(ReservationState state) {
    // First of all, as those do who want to know what holds the vehicle and that it stays so.
    Optional<Vehicle> vehicle = vehicles.findForChange(state.vehicleId());
    if (isNews(state)) {
      state.handback().ifPresent(handback -> moveBack(vehicle, state.vehicleId(), handback));
    }
  }

  private boolean isNews(ReservationState state) {
    Optional<ScheduleEntry> known = schedules.findForChange(state.reservationId());
    if (known.isPresent()) {
      return known.get().update(state);
    }
    schedules.add(ScheduleEntry.of(state));
    return true;
  }

  private void moveBack(Optional<Vehicle> known, UUID vehicleId, Handback handback) {
    if (known.isEmpty()) {
      // The reservation is over all the same.
      LOG.log(System.Logger.Level.WARNING, "A return names an unknown vehicle: {0}", vehicleId);
      return;
    }
    Vehicle vehicle = known.get();
    if (branches.find(handback.branchId()).isEmpty()) {
      // It has been driven all the same; where it is, the desk has to say.
      LOG.log(
          System.Logger.Level.WARNING,
          "A return of vehicle {0} names an unknown branch: {1}",
          vehicleId,
          handback.branchId());
      vehicle.driven(handback.odometerKm());
      return;
    }
    vehicle.handedBack(handback.branchId(), handback.at(), handback.odometerKm());
  }
}
