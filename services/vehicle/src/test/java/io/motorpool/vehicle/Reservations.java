package io.motorpool.vehicle;

import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.testing.Events;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The reservation service as this one hears it: publishes a reservation's states. */
public final class Reservations {

  private final Events events;

  /**
   * @param events the way to the broker
   */
  public Reservations(Events events) {
    this.events = events;
  }

  /** A reservation that was just made, version 0. */
  public static ReservationSnapshot pending(
      String vehicleId, String pickupBranchId, String returnBranchId, String from, String until) {
    OffsetDateTime now = OffsetDateTime.parse("2026-11-20T10:00:00Z");
    Money price = new Money().amount(new BigDecimal("129.00")).currency("EUR");
    return new ReservationSnapshot()
        .id(UUID.randomUUID())
        .customerId(UUID.randomUUID())
        .vehicleId(UUID.fromString(vehicleId))
        .vehicleClass("ECMR")
        .pickupBranchId(UUID.fromString(pickupBranchId))
        .returnBranchId(UUID.fromString(returnBranchId))
        .startsAt(OffsetDateTime.parse(from))
        .endsAt(OffsetDateTime.parse(until))
        .status(ReservationStatus.PENDING)
        .price(
            new Price()
                .lines(
                    List.of(
                        new PriceLine()
                            .type(PriceLineType.DAY)
                            .description("Rental day")
                            .quantity(1)
                            .unitPrice(price)
                            .amount(price)))
                .total(price))
        .deposit(price)
        .version(0L)
        .createdAt(now)
        .updatedAt(now);
  }

  /** The reservation's next state. */
  public static ReservationSnapshot next(ReservationSnapshot state, ReservationStatus status) {
    return new ReservationSnapshot()
        .id(state.getId())
        .customerId(state.getCustomerId())
        .vehicleId(state.getVehicleId())
        .vehicleClass(state.getVehicleClass())
        .pickupBranchId(state.getPickupBranchId())
        .returnBranchId(state.getReturnBranchId())
        .startsAt(state.getStartsAt())
        .endsAt(state.getEndsAt())
        .status(status)
        .price(state.getPrice())
        .deposit(state.getDeposit())
        .version(state.getVersion() + 1)
        .createdAt(state.getCreatedAt())
        .updatedAt(state.getUpdatedAt());
  }

  /** The reservation's next state, with the vehicle back. */
  public static ReservationSnapshot completed(
      ReservationSnapshot state, String returnedAt, String branchId, int odometerKm) {
    return next(state, ReservationStatus.COMPLETED)
        .handback(
            new Handback()
                .returnedAt(OffsetDateTime.parse(returnedAt))
                .odometerKm(odometerKm)
                .fuelLevelPercent(100)
                .branchId(UUID.fromString(branchId))
                .damage(List.of()));
  }

  /**
   * Publishes a state under the type that leads to it.
   *
   * @return the whole event, to be published again if wanted
   */
  public String publish(ReservationSnapshot state) {
    return events.publish("/motorpool/reservation", type(state), state.getId(), state);
  }

  /** Publishes an event again, as it is. */
  public void publishAgain(ReservationSnapshot state, String event) {
    events.publish(type(state), event.getBytes(StandardCharsets.UTF_8));
  }

  private static String type(ReservationSnapshot state) {
    return switch (state.getStatus()) {
      case PENDING -> "reservation.created";
      case CONFIRMED -> "reservation.confirmed";
      case ACTIVE -> "reservation.started";
      case COMPLETED -> "reservation.completed";
      case CANCELLED -> "reservation.cancelled";
      case EXPIRED -> "reservation.expired";
      case NO_SHOW -> "reservation.no_show";
    };
  }
}
