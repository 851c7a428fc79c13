package io.motorpool.reservation.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Where and when a rental takes place.
 *
 * @param pickupBranchId where the vehicle is picked up
 * @param returnBranchId where it is to be returned
 * @param period when
 */
public record Itinerary(UUID pickupBranchId, UUID returnBranchId, Period period) {

  /**
   * One that can be booked now. Rentals begin and end at full seconds; what is finer is cut off.
   *
   * @throws PeriodInvalid if nobody can reserve a vehicle for that period
   */
  static Itinerary bookable(
      UUID pickupBranchId, UUID returnBranchId, Instant startsAt, Instant endsAt, Instant now) {
    return new Itinerary(
        pickupBranchId,
        returnBranchId,
        Period.bookable(
            startsAt.truncatedTo(ChronoUnit.SECONDS),
            endsAt.truncatedTo(ChronoUnit.SECONDS),
            now.truncatedTo(ChronoUnit.SECONDS)));
  }
}
