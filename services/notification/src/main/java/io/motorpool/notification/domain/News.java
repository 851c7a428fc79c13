package io.motorpool.notification.domain;

import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshotStatus;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Handback;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What happened, in words for the customer it happened to.
 *
 * @param customerId whom it concerns
 * @param reservationId the reservation it is about
 * @param invoiceId the invoice it is about, where there is one
 * @param subject what it is about, in a line
 * @param text what the customer is told
 */
public record News(
    UUID customerId, UUID reservationId, Optional<UUID> invoiceId, String subject, String text) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH);

  /**
   * The news of a step of a reservation.
   *
   * @throws IllegalArgumentException if the type is not one of reservations
   */
  public static News of(EventType type, ReservationSnapshot reservation) {
    String period =
        "from " + words(reservation.getStartsAt()) + " to " + words(reservation.getEndsAt());
    return switch (type) {
      case RESERVATION_CREATED ->
          news(
              reservation,
              "We have received your reservation",
              "A vehicle of class %s is held for you %s.%s The price is %s, the deposit %s."
                  .formatted(
                      reservation.getVehicleClass(),
                      period,
                      reservation.getHoldExpiresAt() == null
                          ? ""
                          : " We keep it until %s while we prepare your invoice."
                              .formatted(words(reservation.getHoldExpiresAt())),
                      words(reservation.getPrice().getTotal()),
                      words(reservation.getDeposit())));
      case RESERVATION_CONFIRMED ->
          news(
              reservation,
              "Your reservation is confirmed",
              "Your vehicle of class %s is booked %s. The price is %s; please have the deposit of %s"
                      .formatted(
                          reservation.getVehicleClass(),
                          period,
                          words(reservation.getPrice().getTotal()),
                          words(reservation.getDeposit()))
                  + " ready when you pick it up.");
      case RESERVATION_MODIFIED ->
          news(
              reservation,
              "Your reservation is changed",
              "Your vehicle of class %s is now booked %s. The price is %s, the deposit %s."
                  .formatted(
                      reservation.getVehicleClass(),
                      period,
                      words(reservation.getPrice().getTotal()),
                      words(reservation.getDeposit())));
      case RESERVATION_STARTED ->
          news(
              reservation,
              "Have a good trip",
              "%s Please return it by %s."
                  .formatted(handover(reservation), words(reservation.getEndsAt())));
      case RESERVATION_COMPLETED ->
          news(
              reservation,
              "Thank you for returning the vehicle",
              handback(Optional.ofNullable(reservation.getHandback())));
      case RESERVATION_CANCELLED ->
          news(
              reservation,
              "Your reservation is cancelled",
              "Your reservation %s is cancelled.%s"
                  .formatted(period, reason(reservation.getCancellationReason())));
      case RESERVATION_EXPIRED ->
          news(
              reservation,
              "Your reservation could not be confirmed",
              "Your reservation %s could not be confirmed in time, and the vehicle is no longer held"
                      .formatted(period)
                  + " for you. Nothing is charged; you are welcome to book again.");
      case RESERVATION_NO_SHOW ->
          news(
              reservation,
              "You did not pick up your vehicle",
              "Your vehicle was ready for you on %s, but was not picked up. Your reservation has ended."
                  .formatted(words(reservation.getStartsAt())));
      case INVOICE_ISSUED,
          INVOICE_PAID,
          INVOICE_CREDITED,
          INVOICE_REJECTED,
          INVOICE_OVERDUE,
          CUSTOMER_REGISTERED,
          CUSTOMER_CHANGED,
          CUSTOMER_ERASED ->
          throw new IllegalArgumentException("Not about a reservation: " + type);
    };
  }

  /**
   * The news of an invoice.
   *
   * @throws IllegalArgumentException if the type is not one of invoices
   */
  public static News of(EventType type, InvoiceSnapshot invoice) {
    String total = words(invoice.getTotal());
    return switch (type) {
      case INVOICE_ISSUED ->
          news(
              invoice,
              "Your invoice" + number(invoice),
              "Your invoice%s%s comes to %s.%s"
                  .formatted(
                      number(invoice),
                      purpose(invoice),
                      total,
                      invoice.getDueOn() == null
                          ? ""
                          : " Please pay it by %s.".formatted(words(invoice.getDueOn()))));
      case INVOICE_PAID ->
          news(
              invoice,
              "Your invoice" + number(invoice) + " is paid",
              "%sYour invoice%s is settled; thank you."
                  .formatted(
                      isAboveZero(invoice.getPaid())
                          ? "We have received %s. ".formatted(words(invoice.getPaid()))
                          : "",
                      number(invoice)));
      case INVOICE_CREDITED ->
          news(
              invoice,
              "Your invoice" + number(invoice) + " is credited",
              credit(invoice) + refunded(invoice) + refund(invoice.getBalance()));
      case INVOICE_REJECTED ->
          news(
              invoice,
              "We could not accept your reservation",
              "We could not issue the invoice of %s for your reservation.%s"
                  .formatted(total, reason(invoice.getRejectionReason())));
      case INVOICE_OVERDUE ->
          news(
              invoice,
              "Your invoice" + number(invoice) + " is overdue",
              "We still miss %s of your invoice%s, which was to be paid by %s. Please pay it now."
                  .formatted(
                      words(invoice.getBalance()), number(invoice), words(invoice.getDueOn())));
      case RESERVATION_CREATED,
          RESERVATION_CONFIRMED,
          RESERVATION_MODIFIED,
          RESERVATION_STARTED,
          RESERVATION_COMPLETED,
          RESERVATION_CANCELLED,
          RESERVATION_EXPIRED,
          RESERVATION_NO_SHOW,
          CUSTOMER_REGISTERED,
          CUSTOMER_CHANGED,
          CUSTOMER_ERASED ->
          throw new IllegalArgumentException("Not about an invoice: " + type);
    };
  }

  private static News news(ReservationSnapshot reservation, String subject, String text) {
    return new News(
        reservation.getCustomerId(),
        reservation.getId(),
        Optional.ofNullable(reservation.getInvoiceId()),
        subject,
        text);
  }

  private static News news(InvoiceSnapshot invoice, String subject, String text) {
    return new News(
        invoice.getCustomerId(),
        invoice.getReservationId(),
        Optional.ofNullable(invoice.getInvoiceId()),
        subject,
        text);
  }

  private static String handover(ReservationSnapshot reservation) {
    return Optional.ofNullable(reservation.getHandover())
        .map(
            it ->
                "You picked up your vehicle on %s at %d km with the tank %d %% full."
                    .formatted(
                        words(it.getPickedUpAt()), it.getOdometerKm(), it.getFuelLevelPercent()))
        .orElse("You have picked up your vehicle.");
  }

  private static String handback(Optional<Handback> handback) {
    return handback
        .map(
            it ->
                "You returned your vehicle on %s at %d km with the tank %d %% full.%s"
                    .formatted(
                        words(it.getReturnedAt()),
                        it.getOdometerKm(),
                        it.getFuelLevelPercent(),
                        damage(it)))
        .orElse("Your vehicle is back.");
  }

  private static String damage(Handback handback) {
    int count = handback.getDamage() == null ? 0 : handback.getDamage().size();
    return switch (count) {
      case 0 -> " No damage was found.";
      case 1 -> " One damage was noted.";
      default -> " %d damages were noted.".formatted(count);
    };
  }

  /** Why there is an invoice beside the one for the booking. */
  private static String purpose(InvoiceSnapshot invoice) {
    return switch (invoice.getKind()) {
      case ADJUSTMENT -> " for the change of your reservation";
      case SETTLEMENT -> " for what the return of your vehicle has shown";
      case CANCELLATION -> " for your reservation that did not take place";
      case RENTAL -> "";
      case null -> "";
    };
  }

  private static String credit(InvoiceSnapshot invoice) {
    String total = words(invoice.getTotal());
    if (invoice.getStatus() == InvoiceSnapshotStatus.CREDITED || invoice.getCredited() == null) {
      return "Your invoice%s of %s is credited; you owe nothing for it."
          .formatted(number(invoice), total);
    }
    return "%s of your invoice%s of %s are credited.%s"
        .formatted(
            words(invoice.getCredited()),
            number(invoice),
            total,
            isAboveZero(invoice.getBalance())
                ? " Please pay the remaining %s by %s."
                    .formatted(words(invoice.getBalance()), words(invoice.getDueOn()))
                : "");
  }

  private static String refunded(InvoiceSnapshot invoice) {
    return invoice.getRefunded() != null && isAboveZero(invoice.getRefunded())
        ? " We have given back %s of what you have paid, or set it off against another invoice."
            .formatted(words(invoice.getRefunded()))
        : "";
  }

  private static boolean isAboveZero(Money money) {
    return money.getAmount().signum() > 0;
  }

  /** What was paid for a credited invoice is a negative balance. */
  private static String refund(Money balance) {
    Money refund = new Money().amount(balance.getAmount().negate()).currency(balance.getCurrency());
    return refund.getAmount().signum() > 0
        ? " We give back %s that you have paid.".formatted(words(refund))
        : "";
  }

  private static String number(InvoiceSnapshot invoice) {
    return invoice.getNumber() == null ? "" : " " + invoice.getNumber();
  }

  private static String reason(String reason) {
    return reason == null ? "" : " Reason: " + (reason.endsWith(".") ? reason : reason + ".");
  }

  private static String words(Money money) {
    return money.getAmount().toPlainString() + " " + money.getCurrency();
  }

  private static String words(OffsetDateTime moment) {
    return words(MOMENT, moment.withOffsetSameInstant(ZoneOffset.UTC));
  }

  private static String words(LocalDate day) {
    return words(DAY, day);
  }

  private static String words(DateTimeFormatter format, TemporalAccessor when) {
    return format.format(when);
  }
}
