package io.motorpool.vehicle.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * A vehicle that can be rented for a period.
 *
 * @param id the vehicle
 * @param vehicleClass its class
 * @param odometerKm in kilometres
 * @param freeFrom when it is ready after what lies before the period; empty if nothing does
 * @param freeUntil when something takes it after the period; empty if nothing does
 */
public record FreeVehicle(
    UUID id,
    VehicleClass vehicleClass,
    int odometerKm,
    Optional<Instant> freeFrom,
    Optional<Instant> freeUntil) {

  /** What lies farther ahead takes no room from a rental. */
  private static final Duration HORIZON = Period.LONGEST;

  /**
   * The order of the vehicles of a class, the one first that leaves the most room to other rentals:
   * the one with the least free time around the period. Of those with as much, the one with fewer
   * kilometres, then the one that joined the fleet before.
   *
   * @param period the time of the rental
   * @param now the present moment
   */
  static Comparator<FreeVehicle> bestFirst(Period period, Instant now) {
    return Comparator.comparing((FreeVehicle it) -> it.roomAround(period, now))
        .thenComparing(FreeVehicle::odometerKm)
        .thenComparing(it -> it.id().toString());
  }

  /**
   * How long it is free around the period, the period included: at the earliest from now, and at
   * the latest until the horizon.
   */
  Duration roomAround(Period period, Instant now) {
    Instant earliest = now.isBefore(period.startsAt()) ? now : period.startsAt();
    Instant latest = period.endsAt().plus(HORIZON);
    return Duration.between(
        freeFrom.filter(earliest::isBefore).orElse(earliest),
        freeUntil.filter(latest::isAfter).orElse(latest));
  }
}
