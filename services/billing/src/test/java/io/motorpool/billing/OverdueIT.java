package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.billing.domain.InvoiceService;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of invoices whose due date passes. */
class OverdueIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  /** What other tests have left. */
  @BeforeEach
  void findWhatIsThere() {
    look();
  }

  @Test
  void othersHearOnceThatAnInvoiceIsOverdue() {
    ReservationSnapshot reservation = issue(-1);

    assertThat(look()).isEqualTo(1);

    JsonNode overdue = EVENTS.await("invoice.overdue", reservation.getId()).get("data");
    assertThat(overdue.get("status").textValue()).isEqualTo("ISSUED");
    assertThat(overdue.at("/balance/amount").textValue()).isEqualTo("129.00");
    assertThat(overdue.get("version").longValue()).isEqualTo(1);
    assertThat(overdue.get("overdueSince")).isEqualTo(invoice(reservation).get("overdueSince"));
    assertThat(look()).isZero();
  }

  @Test
  void severalWhoLookAtTheSameTimeTellOthersOnce() throws Exception {
    issue(-1);
    issue(-30);

    List<Integer> found = AtOnce.call(8, OverdueIT::look);

    assertThat(found.stream().mapToInt(it -> it).sum()).isEqualTo(2);
  }

  @Test
  void whatIsDueTodayIsNotOverdueAndWhatIsPaidNeverWas() {
    ReservationSnapshot today = issue(0);
    ReservationSnapshot paid = issue(-1);
    String path = "/invoices/%s/payments".formatted(invoice(paid).get("id").textValue());
    assertThat(
            HTTP.post(
                    path,
                    "{\"amount\": {\"amount\": \"129.00\", \"currency\": \"EUR\"}, \"method\": \"CASH\"}")
                .status())
        .isEqualTo(201);

    assertThat(look()).isZero();

    assertThat(invoice(today).has("overdueSince")).isFalse();
    assertThat(invoice(paid).has("overdueSince")).isFalse();
  }

  @Test
  void onceItIsPaidItIsOverdueNoLonger() {
    ReservationSnapshot reservation = issue(-1);
    look();
    String path = "/invoices/%s/payments".formatted(invoice(reservation).get("id").textValue());

    HTTP.post(
        path,
        "{\"amount\": {\"amount\": \"129.00\", \"currency\": \"EUR\"}, \"method\": \"TRANSFER\"}");

    JsonNode paid = EVENTS.await("invoice.paid", reservation.getId()).get("data");
    assertThat(paid.has("overdueSince")).isFalse();
    assertThat(invoice(reservation).has("overdueSince")).isFalse();
  }

  private static int look() {
    return CDI.current().select(InvoiceService.class).get().findOverdue();
  }

  /** An invoice of 129.00 that is due so many days from today. */
  private ReservationSnapshot issue(int days) {
    // Of another customer each, as who owes something past its date gets no further invoice.
    ReservationSnapshot reservation = Reservations.made(UUID.randomUUID());
    EVENTS.publish("reservation.created", reservation);
    EVENTS.await("invoice.issued", reservation.getId());
    SERVICE.update(
        "update invoice set due_on = (now() at time zone 'UTC')::date + %d where reservation_id = ?"
            .formatted(days),
        reservation.getId());
    return reservation;
  }

  private static JsonNode invoice(ReservationSnapshot reservation) {
    return HTTP.get("/invoices?reservationId=" + reservation.getId()).json().at("/items/0");
  }
}
