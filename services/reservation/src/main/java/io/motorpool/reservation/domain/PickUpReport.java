package io.motorpool.reservation.domain;

import java.util.List;
import java.util.Optional;

/**
 * What the desk notes when a customer takes a vehicle.
 *
 * @param odometerKm what the odometer shows, in kilometres
 * @param fuelLevelPercent how full tank or battery is, 0 to 100
 * @param deposit what the customer has left as a security
 * @param damage what is damaged already
 */
public record PickUpReport(
    int odometerKm, int fuelLevelPercent, Optional<RecordedDeposit> deposit, List<Damage> damage) {

  /** Keeps a copy of the list. */
  public PickUpReport {
    damage = List.copyOf(damage);
  }
}
