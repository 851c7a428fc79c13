package io.motorpool.testing;

import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.customer.model.CustomerStatus;
import io.motorpool.contracts.event.model.CustomerSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshotStatus;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Reservations, invoices and customers as their services tell of them. */
public final class Snapshots {

  private Snapshots() {}

  /** Three days at 43.00 EUR, just made. */
  public static ReservationSnapshot reservation(UUID customerId) {
    UUID branch = UUID.randomUUID();
    return new ReservationSnapshot()
        .id(UUID.randomUUID())
        .customerId(customerId)
        .vehicleId(UUID.randomUUID())
        .vehicleClass("ECMR")
        .pickupBranchId(branch)
        .returnBranchId(branch)
        .startsAt(OffsetDateTime.parse("2026-12-01T09:00:00Z"))
        .endsAt(OffsetDateTime.parse("2026-12-04T10:30:00+01:00"))
        .status(ReservationStatus.PENDING)
        .price(new Price().lines(List.of(line())).total(euros("129.00")))
        .deposit(euros("300.00"))
        .holdExpiresAt(OffsetDateTime.parse("2026-11-20T10:15:00Z"))
        .version(0L)
        .createdAt(OffsetDateTime.parse("2026-11-20T10:00:00Z"))
        .updatedAt(OffsetDateTime.parse("2026-11-20T10:00:00Z"));
  }

  /** Its invoice, just issued. */
  public static InvoiceSnapshot invoice(UUID customerId, UUID reservationId) {
    return new InvoiceSnapshot()
        .invoiceId(UUID.randomUUID())
        .number("2026-000001")
        .reservationId(reservationId)
        .customerId(customerId)
        .status(InvoiceSnapshotStatus.ISSUED)
        .lines(List.of(line()))
        .total(euros("129.00"))
        .paid(euros("0.00"))
        .balance(euros("129.00"))
        .issuedAt(OffsetDateTime.parse("2026-11-20T10:00:01Z"))
        .dueOn(LocalDate.parse("2026-12-04"))
        .version(0L);
  }

  /** An invoice that the credit check refused. */
  public static InvoiceSnapshot rejected(UUID customerId, UUID reservationId) {
    return new InvoiceSnapshot()
        .reservationId(reservationId)
        .customerId(customerId)
        .status(InvoiceSnapshotStatus.REJECTED)
        .lines(List.of(line()))
        .total(euros("129.00"))
        .paid(euros("0.00"))
        .balance(euros("0.00"))
        .rejectionReason("Overdue invoices of 258.00 EUR are unpaid.")
        .version(0L);
  }

  /** A customer, just registered. */
  public static CustomerSnapshot customer(UUID id) {
    return new CustomerSnapshot()
        .id(id)
        .status(CustomerStatus.ACTIVE)
        .firstName("Anna")
        .lastName("Gruber")
        .email("anna." + id + "@example.com")
        .version(0L);
  }

  /** A customer who was erased. */
  public static CustomerSnapshot erased(UUID id, long version) {
    return new CustomerSnapshot().id(id).status(CustomerStatus.ERASED).version(version);
  }

  /** An amount. */
  public static Money euros(String amount) {
    return new Money().amount(new BigDecimal(amount)).currency("EUR");
  }

  private static PriceLine line() {
    return new PriceLine()
        .type(PriceLineType.DAY)
        .description("Rental day")
        .quantity(3)
        .unitPrice(euros("43.00"))
        .amount(euros("129.00"));
  }
}
