package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/**
 * A rental that was made, and ended, before Motorpool was in use.
 *
 * @param reference what it was known by then; unique
 * @param customerId who rented
 * @param vehicleId which vehicle
 * @param pickupBranchId where it was picked up
 * @param returnBranchId where it was returned
 * @param bookedAt when it was booked
 * @param startsAt when it began, included
 * @param endsAt when it ended, excluded
 * @param outcome COMPLETED, CANCELLED or NO_SHOW
 * @param price what was agreed on, with tax
 * @param charged what the customer was charged in the end, with tax
 */
public record PastRental(
    String reference,
    UUID customerId,
    UUID vehicleId,
    UUID pickupBranchId,
    UUID returnBranchId,
    Instant bookedAt,
    Instant startsAt,
    Instant endsAt,
    Reservation.Status outcome,
    Money price,
    Money charged) {

  /**
   * Checks what can be checked without asking anybody.
   *
   * @param position in the request, from 0
   * @param now the present moment
   * @throws PastRentalInvalid if it breaks a rule
   */
  void check(int position, Instant now) {
    if (!endsAt.isAfter(startsAt)) {
      throw new PastRentalInvalid(position, "endsAt", "The period must end after it starts.");
    }
    if (endsAt.isAfter(now)) {
      throw new PastRentalInvalid(position, "endsAt", "The period must have passed.");
    }
    if (period().length().compareTo(Period.LONGEST) > 0) {
      throw new PastRentalInvalid(
          position,
          "endsAt",
          "The period must not be longer than %d days.".formatted(Period.LONGEST.toDays()));
    }
    if (bookedAt.isAfter(startsAt)) {
      throw new PastRentalInvalid(
          position, "bookedAt", "A rental is booked before its period starts.");
    }
    if (price.amount().signum() < 0) {
      throw new PastRentalInvalid(position, "price/amount", "The price must not be negative.");
    }
    if (charged.amount().signum() < 0) {
      throw new PastRentalInvalid(
          position, "charged/amount", "What was charged must not be negative.");
    }
    if (Currency.availableCurrencies()
        .noneMatch(it -> it.getCurrencyCode().equals(price.currency()))) {
      throw new PastRentalInvalid(
          position, "price/currency", "The currency must be one that ISO 4217 has.");
    }
    if (!charged.currency().equals(price.currency())) {
      throw new PastRentalInvalid(
          position, "charged/currency", "What was charged must be in the currency of the price.");
    }
  }

  Period period() {
    return new Period(startsAt, endsAt);
  }
}
