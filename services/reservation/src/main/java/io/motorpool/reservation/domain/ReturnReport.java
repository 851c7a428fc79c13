package io.motorpool.reservation.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the desk notes when a vehicle comes back.
 *
 * @param odometerKm what the odometer shows, in kilometres
 * @param fuelLevelPercent how full tank or battery is, 0 to 100
 * @param branchId where it came back; empty for the agreed branch
 * @param damage what was damaged during the rental
 */
public record ReturnReport(
    int odometerKm, int fuelLevelPercent, Optional<UUID> branchId, List<Damage> damage) {

  /** Keeps a copy of the list. */
  public ReturnReport {
    damage = List.copyOf(damage);
  }
}
