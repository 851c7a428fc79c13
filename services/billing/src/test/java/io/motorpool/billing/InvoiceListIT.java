package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How invoices are found over HTTP. */
class InvoiceListIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  private final UUID customer = UUID.randomUUID();

  @Test
  void invoicesAreListedInTheOrderTheyWereIssuedInPages() {
    List<String> issued = Stream.generate(this::issue).limit(5).toList();

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = HTTP.get("/invoices?limit=2&customerId=" + customer + cursor).json();
      page.get("items").forEach(it -> listed.add(it.get("reservationId").textValue()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").textValue() : "";
    } while (!cursor.isEmpty());

    assertThat(listed).isEqualTo(issued);
  }

  @Test
  void onlyInvoicesInTheStatusAskedForAreListed() {
    String toBePaid = issue();
    ReservationSnapshot reservation = Reservations.made(customer);
    EVENTS.publish("reservation.created", reservation);
    EVENTS.publish(
        "reservation.cancelled", Reservations.later(reservation, ReservationStatus.CANCELLED, 1));
    EVENTS.await("invoice.credited", reservation.getId());

    assertThat(reservationsOf("customerId=" + customer + "&status=ISSUED"))
        .containsExactly(toBePaid);
    assertThat(reservationsOf("customerId=" + customer + "&status=CREDITED"))
        .containsExactly(reservation.getId().toString());
    assertThat(reservationsOf("customerId=" + customer + "&status=PAID")).isEmpty();
    assertThat(reservationsOf("reservationId=" + toBePaid + "&customerId=" + UUID.randomUUID()))
        .isEmpty();
  }

  @Test
  void anUnknownInvoiceIsNotFound() {
    Answer answer = HTTP.get("/invoices/" + UUID.randomUUID());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("type").textValue()).isEqualTo("urn:motorpool:problem:not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0, limit",
    "?limit=201, limit",
    "?limit=many, limit",
    "?cursor=abc, cursor",
    "?cursor=%21, cursor",
    "?status=OPEN, status",
    "?customerId=me, customerId",
    "?reservationId=1, reservationId",
    "/me, invoiceId",
    "/me/payments, invoiceId"
  })
  void aParameterThatDoesNotFitTheContractIsRefusedByItsName(String query, String parameter) {
    Answer answer = HTTP.get("/invoices" + query);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.json().at("/errors/0/parameter").textValue()).isEqualTo(parameter);
  }

  private String issue() {
    ReservationSnapshot reservation = Reservations.made(customer);
    EVENTS.publish("reservation.created", reservation);
    EVENTS.await("invoice.issued", reservation.getId());
    return reservation.getId().toString();
  }

  private List<String> reservationsOf(String query) {
    List<String> reservations = new ArrayList<>();
    HTTP.get("/invoices?" + query)
        .json()
        .get("items")
        .forEach(it -> reservations.add(it.get("reservationId").textValue()));
    return reservations;
  }
}
