package io.motorpool.reservation.api;

import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.reservation.model.Damage;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.Handover;
import io.motorpool.contracts.reservation.model.ImportedRental;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import io.motorpool.reservation.domain.Reservation;

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
        .holdExpiresAt(reservation.holdExpiresAt().map(Times::toModel).orElse(null))
        .invoiceId(reservation.invoiceId().orElse(null))
        .cancellationReason(reservation.cancellationReason().orElse(null))
        .handover(handover(reservation))
        .handback(handback(reservation))
        .imported(imported(reservation))
        .version(reservation.version())
        .createdAt(Times.toModel(reservation.createdAt()))
        .updatedAt(Times.toModel(reservation.updatedAt()));
  }

  /** The state of the reservation. */
  public static ReservationStatus status(Reservation reservation) {
    return ReservationStatus.valueOf(reservation.status().name());
  }

  /** The price with its lines. */
  public static Price price(Reservation reservation) {
    return new Price()
        .lines(reservation.price().lines().stream().map(ReservationModels::line).toList())
        .total(Moneys.toModel(reservation.total()));
  }

  /** The handover, or null before the pick-up. */
  public static Handover handover(Reservation reservation) {
    return reservation
        .handover()
        .map(
            it ->
                new Handover()
                    .pickedUpAt(Times.toModel(it.pickedUpAt()))
                    .odometerKm(it.odometerKm())
                    .fuelLevelPercent(it.fuelLevelPercent()))
        .orElse(null);
  }

  /** The handback, or null before the return. */
  public static Handback handback(Reservation reservation) {
    return reservation
        .handback()
        .map(
            it ->
                new Handback()
                    .returnedAt(Times.toModel(it.returnedAt()))
                    .odometerKm(it.odometerKm())
                    .fuelLevelPercent(it.fuelLevelPercent())
                    .branchId(it.branchId())
                    .damage(
                        reservation.damage().stream()
                            .map(description -> new Damage().description(description))
                            .toList()))
        .orElse(null);
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

  private static PriceLine line(io.motorpool.reservation.domain.PriceLine line) {
    return new PriceLine()
        .type(PriceLineType.valueOf(line.type().name()))
        .description(line.description())
        .quantity(line.quantity())
        .unitPrice(Moneys.toModel(line.unitPrice()))
        .amount(Moneys.toModel(line.total()));
  }
}
