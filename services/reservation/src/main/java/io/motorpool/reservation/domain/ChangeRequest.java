package io.motorpool.reservation.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be different about a reservation; what is empty stays as it is.
 *
 * @param startsAt the beginning, inclusive
 * @param endsAt the end, exclusive
 * @param pickupBranchId where the vehicle is picked up
 * @param returnBranchId where it is returned
 * @param extras all that is rented along from now on
 */
public record ChangeRequest(
    Optional<Instant> startsAt,
    Optional<Instant> endsAt,
    Optional<UUID> pickupBranchId,
    Optional<UUID> returnBranchId,
    Optional<List<ExtraChoice>> extras) {

  /**
   * Where and when the rental would take place.
   *
   * @throws PeriodInvalid if that cannot be: a beginning or an end that is new must not be over
   */
  Itinerary itinerary(Itinerary before, Instant now) {
    Period was = before.period();
    Period period =
        new Period(
            startsAt.map(ChangeRequest::seconds).orElse(was.startsAt()),
            endsAt.map(ChangeRequest::seconds).orElse(was.endsAt()));
    if (!period.equals(was)) {
      period.requireChangeable(was, seconds(now));
    }
    return new Itinerary(
        pickupBranchId.orElse(before.pickupBranchId()),
        returnBranchId.orElse(before.returnBranchId()),
        period);
  }

  /** What would be rented along. */
  List<ExtraChoice> extras(Reservation reservation) {
    return extras
        .map(ExtraChoice::requireDistinct)
        .orElseGet(() -> reservation.extras().stream().map(RentedExtra::choice).toList());
  }

  /** Whether nothing would be different, whatever the order of the extras. */
  boolean changesNothing(Reservation reservation, Itinerary itinerary) {
    return itinerary.equals(reservation.itinerary())
        && new HashSet<>(extras(reservation))
            .equals(new HashSet<>(reservation.extras().stream().map(RentedExtra::choice).toList()));
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
