package io.motorpool.vehicle.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A reservation as its service last told of it.
 *
 * @param reservationId the reservation
 * @param vehicleId the reserved vehicle
 * @param pickupBranchId where it is picked up
 * @param returnBranchId where it is to be returned
 * @param period the reserved time
 * @param status how far the reservation is
 * @param version counts the reservation's changes; the higher one is the newer one
 * @param handback how the vehicle came back; there for a completed reservation
 */
public record ReservationState(
    UUID reservationId,
    UUID vehicleId,
    UUID pickupBranchId,
    UUID returnBranchId,
    Period period,
    ScheduleEntry.Status status,
    long version,
    Optional<Handback> handback) {

  /**
   * How a vehicle came back.
   *
   * @param at when
   * @param branchId where
   * @param odometerKm what the odometer showed, in kilometres
   */
  public record Handback(Instant at, UUID branchId, int odometerKm) {

    /**
     * @throws NullPointerException if something is missing
     */
    public Handback {
      requireNonNull(at, "at");
      requireNonNull(branchId, "branchId");
    }
  }

  /**
   * @throws NullPointerException if something is missing
   * @throws IllegalArgumentException if it is completed without a handback
   */
  public ReservationState {
    requireNonNull(reservationId, "reservationId");
    requireNonNull(vehicleId, "vehicleId");
    requireNonNull(pickupBranchId, "pickupBranchId");
    requireNonNull(returnBranchId, "returnBranchId");
    requireNonNull(period, "period");
    requireNonNull(status, "status");
    if (status == ScheduleEntry.Status.COMPLETED && handback.isEmpty()) {
      throw new IllegalArgumentException("A completed reservation without a handback");
    }
  }
}
