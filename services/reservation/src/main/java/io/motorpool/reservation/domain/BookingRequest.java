package io.motorpool.reservation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a customer asks for: a vehicle, any vehicle of a class, or what a quote says.
 *
 * @param customerId who rents
 * @param channel by whom it is asked for
 * @param vehicleId the vehicle, if it is to be this one
 * @param vehicleClass the class, if any vehicle of it will do
 * @param quoteId the quote, which has everything that follows
 * @param pickupBranchId where the vehicle is picked up
 * @param returnBranchId where it is returned; the branch of the pick-up if empty
 * @param startsAt the beginning, inclusive
 * @param endsAt the end, exclusive
 * @param extras what is rented along; nothing if empty
 */
public record BookingRequest(
    UUID customerId,
    Channel channel,
    Optional<UUID> vehicleId,
    Optional<String> vehicleClass,
    Optional<UUID> quoteId,
    Optional<UUID> pickupBranchId,
    Optional<UUID> returnBranchId,
    Optional<Instant> startsAt,
    Optional<Instant> endsAt,
    Optional<List<ExtraChoice>> extras) {

  /**
   * Checks that it says in exactly one way what is rented, and nothing twice.
   *
   * @throws RequestUnclear if it does not
   */
  void requireOneSubject() {
    long subjects = Stream.of(vehicleId, vehicleClass, quoteId).filter(Optional::isPresent).count();
    if (subjects != 1) {
      throw RequestUnclear.booking(
          "Exactly one of vehicleId, vehicleClass and quoteId says what is rented.", "");
    }
    if (quoteId.isPresent()) {
      refuseBesideQuote(pickupBranchId, "/pickupBranchId");
      refuseBesideQuote(returnBranchId, "/returnBranchId");
      refuseBesideQuote(startsAt, "/startsAt");
      refuseBesideQuote(endsAt, "/endsAt");
      refuseBesideQuote(extras, "/extras");
    }
  }

  /**
   * Where and when.
   *
   * @throws RequestUnclear if it does not say
   * @throws PeriodInvalid if nobody can reserve a vehicle for that period
   */
  Itinerary itinerary(Instant now) {
    UUID pickup = required(pickupBranchId, "/pickupBranchId");
    return Itinerary.bookable(
        pickup,
        returnBranchId.orElse(pickup),
        required(startsAt, "/startsAt"),
        required(endsAt, "/endsAt"),
        now);
  }

  /** What is to be held on these terms. */
  HoldRequest hold(Agreement agreement, Itinerary itinerary) {
    return new HoldRequest(customerId, channel, agreement, itinerary, quoteId);
  }

  private static <T> T required(Optional<T> value, String pointer) {
    return value.orElseThrow(() -> RequestUnclear.incomplete(pointer));
  }

  private static void refuseBesideQuote(Optional<?> value, String pointer) {
    if (value.isPresent()) {
      throw RequestUnclear.booking("The quote says this already; leave it out.", pointer);
    }
  }
}
