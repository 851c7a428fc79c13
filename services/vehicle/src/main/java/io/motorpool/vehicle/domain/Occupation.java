package io.motorpool.vehicle.domain;

import java.util.List;

/**
 * What takes a vehicle in a range of time.
 *
 * @param reservations by their beginning
 * @param maintenance the windows, by their beginning
 */
public record Occupation(List<ScheduleEntry> reservations, List<MaintenanceWindow> maintenance) {

  /** Keeps copies of the lists. */
  public Occupation {
    reservations = List.copyOf(reservations);
    maintenance = List.copyOf(maintenance);
  }
}
