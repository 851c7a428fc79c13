package io.motorpool.notification.domain;

import static io.motorpool.testing.Snapshots.euros;
import static io.motorpool.testing.Snapshots.invoice;
import static io.motorpool.testing.Snapshots.rejected;
import static io.motorpool.testing.Snapshots.reservation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshotStatus;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Damage;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.Handover;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewsTest {

  private final UUID customer = UUID.randomUUID();
  private final ReservationSnapshot reservation = reservation(customer);
  private final InvoiceSnapshot invoice = invoice(customer, reservation.getId());

  @Test
  void aNewReservationIsToldWithItsPeriodInUtcItsHoldAndItsPrice() {
    News news = News.of(EventType.RESERVATION_CREATED, reservation);

    assertThat(news.customerId()).isEqualTo(customer);
    assertThat(news.reservationId()).isEqualTo(reservation.getId());
    assertThat(news.invoiceId()).isEmpty();
    assertThat(news.subject()).isEqualTo("We have received your reservation");
    assertThat(news.text())
        .isEqualTo(
            "A vehicle of class ECMR is held for you from 1 December 2026 at 09:00 UTC to"
                + " 4 December 2026 at 09:30 UTC. We keep it until 20 November 2026 at 10:15 UTC"
                + " while we prepare your invoice. The price is 129.00 EUR, the deposit 300.00 EUR.");
  }

  @Test
  void aConfirmationNamesTheInvoice() {
    News news =
        News.of(
            EventType.RESERVATION_CONFIRMED,
            reservation.holdExpiresAt(null).invoiceId(invoice.getInvoiceId()));

    assertThat(news.invoiceId()).contains(invoice.getInvoiceId());
    assertThat(news.text())
        .isEqualTo(
            "Your vehicle of class ECMR is booked from 1 December 2026 at 09:00 UTC to"
                + " 4 December 2026 at 09:30 UTC. The price is 129.00 EUR; please have the deposit of"
                + " 300.00 EUR ready when you pick it up.");
  }

  @Test
  void aChangeIsToldWithWhatIsAgreedOnNow() {
    assertThat(News.of(EventType.RESERVATION_MODIFIED, reservation).text())
        .isEqualTo(
            "Your vehicle of class ECMR is now booked from 1 December 2026 at 09:00 UTC to"
                + " 4 December 2026 at 09:30 UTC. The price is 129.00 EUR, the deposit 300.00 EUR.");
  }

  @Test
  void aPickUpIsToldWithOdometerAndTank() {
    reservation.handover(
        new Handover()
            .pickedUpAt(OffsetDateTime.parse("2026-12-01T09:04:00Z"))
            .odometerKm(12840)
            .fuelLevelPercent(100));

    assertThat(News.of(EventType.RESERVATION_STARTED, reservation).text())
        .isEqualTo(
            "You picked up your vehicle on 1 December 2026 at 09:04 UTC at 12840 km with the tank"
                + " 100 % full. Please return it by 4 December 2026 at 09:30 UTC.");
  }

  @Test
  void aReturnIsToldWithTheDamageThatWasNoted() {
    Handback handback =
        new Handback()
            .returnedAt(OffsetDateTime.parse("2026-12-04T08:51:00Z"))
            .odometerKm(13290)
            .fuelLevelPercent(80)
            .damage(List.of());
    reservation.handback(handback);
    String undamaged = News.of(EventType.RESERVATION_COMPLETED, reservation).text();
    handback.damage(List.of(new Damage().description("Scratch"), new Damage().description("Dent")));
    String damaged = News.of(EventType.RESERVATION_COMPLETED, reservation).text();

    assertThat(undamaged)
        .isEqualTo(
            "You returned your vehicle on 4 December 2026 at 08:51 UTC at 13290 km with the tank"
                + " 80 % full. No damage was found.");
    assertThat(damaged).endsWith("2 damages were noted.");
  }

  @Test
  void aCancellationGivesTheReasonWithOneFullStop() {
    assertThat(
            News.of(EventType.RESERVATION_CANCELLED, reservation.cancellationReason("Flight gone"))
                .text())
        .endsWith("is cancelled. Reason: Flight gone.");
    assertThat(
            News.of(EventType.RESERVATION_CANCELLED, reservation.cancellationReason("Flight gone."))
                .text())
        .endsWith("is cancelled. Reason: Flight gone.");
  }

  @Test
  void anInvoiceIsToldWithItsNumberItsTotalAndTheDayItIsDue() {
    News news = News.of(EventType.INVOICE_ISSUED, invoice);

    assertThat(news.invoiceId()).contains(invoice.getInvoiceId());
    assertThat(news.reservationId()).isEqualTo(reservation.getId());
    assertThat(news.subject()).isEqualTo("Your invoice 2026-000001");
    assertThat(news.text())
        .isEqualTo(
            "Your invoice 2026-000001 comes to 129.00 EUR. Please pay it by 4 December 2026.");
  }

  @Test
  void aPaymentThanksForWhatWasPaid() {
    assertThat(News.of(EventType.INVOICE_PAID, invoice.paid(euros("129.00"))).text())
        .isEqualTo("We have received 129.00 EUR. Your invoice 2026-000001 is settled; thank you.");
  }

  @Test
  void aCreditSaysThatNothingIsOwed() {
    assertThat(News.of(EventType.INVOICE_CREDITED, invoice.balance(euros("0.00"))).text())
        .isEqualTo("Your invoice 2026-000001 of 129.00 EUR is credited; you owe nothing for it.");
  }

  @Test
  void aCreditOfWhatWasPaidSaysWhatIsGivenBack() {
    assertThat(News.of(EventType.INVOICE_CREDITED, invoice.balance(euros("-50.00"))).text())
        .endsWith("you owe nothing for it. We give back 50.00 EUR that you have paid.");
  }

  @Test
  void aCreditOfAPartSaysWhatIsLeftToPay() {
    InvoiceSnapshot credited =
        invoice
            .status(InvoiceSnapshotStatus.ISSUED)
            .credited(euros("29.00"))
            .balance(euros("100.00"));

    assertThat(News.of(EventType.INVOICE_CREDITED, credited).text())
        .isEqualTo(
            "29.00 EUR of your invoice 2026-000001 of 129.00 EUR are credited."
                + " Please pay the remaining 100.00 EUR by 4 December 2026.");
  }

  @Test
  void whatWasGivenBackIsSaid() {
    InvoiceSnapshot credited =
        invoice
            .status(InvoiceSnapshotStatus.CREDITED)
            .credited(euros("129.00"))
            .refunded(euros("45.00"))
            .balance(euros("-84.00"));

    assertThat(News.of(EventType.INVOICE_CREDITED, credited).text())
        .isEqualTo(
            "Your invoice 2026-000001 of 129.00 EUR is credited; you owe nothing for it."
                + " We have given back 45.00 EUR of what you have paid, or set it off against"
                + " another invoice. We give back 84.00 EUR that you have paid.");
  }

  @Test
  void anInvoiceBesideTheBookingsSaysWhatItIsFor() {
    assertThat(News.of(EventType.INVOICE_ISSUED, invoice.kind(InvoiceKind.SETTLEMENT)).text())
        .startsWith(
            "Your invoice 2026-000001 for what the return of your vehicle has shown comes to"
                + " 129.00 EUR.");
    assertThat(News.of(EventType.INVOICE_ISSUED, invoice.kind(InvoiceKind.RENTAL)).text())
        .startsWith("Your invoice 2026-000001 comes to 129.00 EUR.");
  }

  @Test
  void anInvoiceThatWasSettledWithoutAPaymentThanksForNone() {
    assertThat(News.of(EventType.INVOICE_PAID, invoice.paid(euros("0.00"))).text())
        .isEqualTo("Your invoice 2026-000001 is settled; thank you.");
  }

  @Test
  void aRefusedInvoiceGivesTheReasonAndHasNoInvoice() {
    News news = News.of(EventType.INVOICE_REJECTED, rejected(customer, reservation.getId()));

    assertThat(news.invoiceId()).isEmpty();
    assertThat(news.text())
        .isEqualTo(
            "We could not issue the invoice of 129.00 EUR for your reservation."
                + " Reason: Overdue invoices of 258.00 EUR are unpaid.");
  }

  @ParameterizedTest
  @EnumSource(names = "CUSTOMER_.*", mode = EnumSource.Mode.MATCH_NONE)
  void everyEventHasWordsThatFitTheContract(EventType type) {
    News news =
        type.toString().startsWith("reservation.")
            ? News.of(type, reservation)
            : News.of(type, invoice);

    assertThat(news.subject()).isNotBlank().hasSizeLessThanOrEqualTo(200);
    assertThat(news.text()).isNotBlank().hasSizeLessThanOrEqualTo(4000).doesNotContain("null");
  }

  @Test
  void aReservationIsNoInvoice() {
    assertThatThrownBy(() -> News.of(EventType.INVOICE_PAID, reservation))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> News.of(EventType.RESERVATION_CREATED, invoice))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
