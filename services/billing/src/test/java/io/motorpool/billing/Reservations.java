package io.motorpool.billing;

import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Reservations as their service tells of them. */
final class Reservations {

  private Reservations() {}

  /** Three days at 43.00 EUR, just made. */
  static ReservationSnapshot made(UUID customerId) {
    return made(customerId, "43.00", 3, "EUR");
  }

  /** Some days at a daily rate, just made. */
  static ReservationSnapshot made(UUID customerId, String daily, int days, String currency) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    Money rate = new Money().amount(new BigDecimal(daily)).currency(currency);
    Money total =
        new Money()
            .amount(new BigDecimal(daily).multiply(BigDecimal.valueOf(days)))
            .currency(currency);
    PriceLine line =
        new PriceLine()
            .type(PriceLineType.DAY)
            .description("Rental day")
            .quantity(days)
            .unitPrice(rate)
            .amount(total);
    UUID branch = UUID.randomUUID();
    return new ReservationSnapshot()
        .id(UUID.randomUUID())
        .customerId(customerId)
        .vehicleId(UUID.randomUUID())
        .vehicleClass("ECMR")
        .pickupBranchId(branch)
        .returnBranchId(branch)
        .startsAt(now.plusDays(1))
        .endsAt(now.plusDays(1 + days))
        .status(ReservationStatus.PENDING)
        .price(new Price().lines(List.of(line)).total(total))
        .deposit(new Money().amount(new BigDecimal("300.00")).currency(currency))
        .holdExpiresAt(now.plusMinutes(15))
        .version(0L)
        .createdAt(now)
        .updatedAt(now);
  }

  /** The reservation at a later version. */
  static ReservationSnapshot later(
      ReservationSnapshot made, ReservationStatus status, long version) {
    return new ReservationSnapshot()
        .id(made.getId())
        .customerId(made.getCustomerId())
        .vehicleId(made.getVehicleId())
        .vehicleClass(made.getVehicleClass())
        .pickupBranchId(made.getPickupBranchId())
        .returnBranchId(made.getReturnBranchId())
        .startsAt(made.getStartsAt())
        .endsAt(made.getEndsAt())
        .status(status)
        .price(made.getPrice())
        .deposit(made.getDeposit())
        .version(version)
        .createdAt(made.getCreatedAt())
        .updatedAt(OffsetDateTime.now(ZoneOffset.UTC));
  }
}
