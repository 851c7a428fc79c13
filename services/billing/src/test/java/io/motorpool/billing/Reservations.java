package io.motorpool.billing;

import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

  /** The reservation at a later version, with so many days at a daily rate and 20 % tax. */
  static ReservationSnapshot modified(
      ReservationSnapshot made, String daily, int days, long version) {
    String currency = made.getPrice().getTotal().getCurrency();
    PriceLine rental = line(PriceLineType.DAY, "Rental day", days, daily, currency);
    String tax =
        rental
            .getAmount()
            .getAmount()
            .multiply(new BigDecimal("0.20"))
            .setScale(2, RoundingMode.HALF_UP)
            .toString();
    return later(made, ReservationStatus.CONFIRMED, version)
        .endsAt(made.getStartsAt().plusDays(days))
        .price(price(List.of(rental, line(PriceLineType.TAX, "Tax 20 %", 1, tax, currency))));
  }

  /** A price of these lines, of which there is at least one. */
  static Price price(List<PriceLine> lines) {
    BigDecimal total =
        lines.stream().map(it -> it.getAmount().getAmount()).reduce(BigDecimal::add).orElseThrow();
    String currency = lines.getFirst().getAmount().getCurrency();
    return new Price().lines(lines).total(new Money().amount(total).currency(currency));
  }

  /** A line of a price. */
  static PriceLine line(
      PriceLineType type, String description, int quantity, String unitPrice, String currency) {
    BigDecimal unit = new BigDecimal(unitPrice);
    return new PriceLine()
        .type(type)
        .description(description)
        .quantity(quantity)
        .unitPrice(new Money().amount(unit).currency(currency))
        .amount(new Money().amount(unit.multiply(BigDecimal.valueOf(quantity))).currency(currency));
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
