package io.motorpool.reservation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What a price is asked for.
 *
 * @param customerId who wants to rent, if that is known
 * @param channel by whom it is asked for
 * @param vehicleClass the class, if any vehicle of it will do
 * @param vehicleId the vehicle, if it is to be this one
 * @param pickupBranchId where the vehicle is picked up
 * @param returnBranchId where it is returned; the branch of the pick-up if empty
 * @param startsAt the beginning, inclusive
 * @param endsAt the end, exclusive
 * @param extras what is rented along
 * @param driverAge in full years on the day of the pick-up, where there is no customer
 */
public record QuoteRequest(
    Optional<UUID> customerId,
    Channel channel,
    Optional<String> vehicleClass,
    Optional<UUID> vehicleId,
    UUID pickupBranchId,
    Optional<UUID> returnBranchId,
    Instant startsAt,
    Instant endsAt,
    List<ExtraChoice> extras,
    OptionalInt driverAge) {

  /** Keeps a copy of the extras. */
  public QuoteRequest {
    extras = List.copyOf(extras);
  }

  /**
   * Checks that nothing is said twice.
   *
   * @throws RequestUnclear if something is
   */
  void requireClear() {
    if (vehicleClass.isPresent() == vehicleId.isPresent()) {
      throw RequestUnclear.quote("Exactly one of vehicleClass and vehicleId is quoted.", "");
    }
    if (customerId.isPresent() && driverAge.isPresent()) {
      throw RequestUnclear.quote("The customer's age is known already.", "/driverAge");
    }
    ExtraChoice.requireDistinct(extras);
  }

  Itinerary itinerary(Instant now) {
    return Itinerary.bookable(
        pickupBranchId, returnBranchId.orElse(pickupBranchId), startsAt, endsAt, now);
  }
}
