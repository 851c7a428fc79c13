package io.motorpool.reservation.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a customer asks for.
 *
 * @param customerId who rents
 * @param vehicleId the vehicle
 * @param pickupBranchId where it is picked up
 * @param returnBranchId where it is returned; the branch of the pick-up if empty
 * @param startsAt the beginning, inclusive
 * @param endsAt the end, exclusive
 * @param extras what is rented along
 */
public record BookingRequest(
    UUID customerId,
    UUID vehicleId,
    UUID pickupBranchId,
    Optional<UUID> returnBranchId,
    Instant startsAt,
    Instant endsAt,
    List<ExtraChoice> extras) {

  /** Keeps a copy of the extras. */
  public BookingRequest {
    extras = List.copyOf(extras);
  }

  /**
   * Where and when. Rentals begin and end at full seconds; what is finer is cut off.
   *
   * @throws PeriodInvalid if nobody can reserve a vehicle for that period
   */
  Itinerary itinerary(Instant now) {
    return new Itinerary(
        pickupBranchId,
        returnBranchId.orElse(pickupBranchId),
        Period.bookable(
            startsAt.truncatedTo(ChronoUnit.SECONDS),
            endsAt.truncatedTo(ChronoUnit.SECONDS),
            now.truncatedTo(ChronoUnit.SECONDS)));
  }
}
