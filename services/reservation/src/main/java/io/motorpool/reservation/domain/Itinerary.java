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

  /** What is left of it at a moment; all of it before it begins, and once it is over. */
  Itinerary from(Instant moment) {
    Instant begins = moment.truncatedTo(ChronoUnit.SECONDS);
    return begins.isAfter(period.startsAt()) && begins.isBefore(period.endsAt())
        ? new Itinerary(pickupBranchId, returnBranchId, new Period(begins, period.endsAt()))
        : this;
  }
}
