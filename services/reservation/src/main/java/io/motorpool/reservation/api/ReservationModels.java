package io.motorpool.reservation.api;

import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.common.model.RentalTerms;
import io.motorpool.contracts.common.model.RentedExtra;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.Handover;
import io.motorpool.contracts.reservation.model.ImportedRental;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import io.motorpool.reservation.domain.Reservation;
import io.motorpool.reservation.domain.ReservationChange;
import java.util.List;

/** Reservations as the contracts show them, in answers and in events. */
public final class ReservationModels {

  private ReservationModels() {}

  static io.motorpool.contracts.reservation.model.Reservation toModel(Reservation reservation) {
    return new io.motorpool.contracts.reservation.model.Reservation()
        .id(reservation.id())
        .customerId(reservation.customerId())
        .vehicleId(reservation.vehicleId())
        .vehicleClass(reservation.vehicleClass())
        .pickupBranchId(reservation.itinerary().pickupBranchId())
        .returnBranchId(reservation.itinerary().returnBranchId())
        .startsAt(Times.toModel(reservation.itinerary().period().startsAt()))
        .endsAt(Times.toModel(reservation.itinerary().period().endsAt()))
        .status(status(reservation))
        .price(price(reservation))
        .deposit(Moneys.toModel(reservation.deposit()))
        .extras(extras(reservation))
        .terms(terms(reservation))
        .holdExpiresAt(reservation.holdExpiresAt().map(Times::toModel).orElse(null))
        .invoiceId(reservation.invoiceId().orElse(null))
        .cancellationFee(reservation.cancellationFee().map(Moneys::toModel).orElse(null))
        .cancellationReason(reservation.cancellationReason().orElse(null))
        .handover(handover(reservation))
        .handback(handback(reservation))
        .imported(imported(reservation))
        .version(reservation.version())
        .createdAt(Times.toModel(reservation.createdAt()))
        .updatedAt(Times.toModel(reservation.updatedAt()));
  }

  static io.motorpool.contracts.reservation.model.ReservationChange toModel(
      ReservationChange change) {
    return new io.motorpool.contracts.reservation.model.ReservationChange()
        .reservation(toModel(change.reservation()))
        .priceBefore(PriceModels.toModel(change.before()))
        .priceAfter(price(change.reservation()))
        .difference(Moneys.toModel(change.difference()));
  }

  /** The state of the reservation. */
  public static ReservationStatus status(Reservation reservation) {
    return ReservationStatus.valueOf(reservation.status().name());
  }

  /** The price with its lines. */
  public static Price price(Reservation reservation) {
    return PriceModels.toModel(reservation.price());
  }

  /** What is rented along, or null if nothing is. */
  public static List<RentedExtra> extras(Reservation reservation) {
    return ExtraModels.toModel(reservation.extras());
  }

  /** What it is settled by, or null for reservations from before there were terms. */
  public static RentalTerms terms(Reservation reservation) {
    return reservation.terms().map(PriceModels::toModel).orElse(null);
  }

  /** The handover, or null before the pick-up. */
  public static Handover handover(Reservation reservation) {
    return HandoverModels.handover(reservation);
  }

  /** The handback, or null before the return. */
  public static Handback handback(Reservation reservation) {
    return HandoverModels.handback(reservation);
  }

  /** Where a reservation of before comes from, or null. */
  public static ImportedRental imported(Reservation reservation) {
    return reservation
        .imported()
        .map(
            it ->
                new ImportedRental()
                    .reference(it.reference())
                    .charged(
                        Moneys.toModel(
                            new Money(it.chargedAmount(), reservation.total().currency()))))
        .orElse(null);
  }
}
