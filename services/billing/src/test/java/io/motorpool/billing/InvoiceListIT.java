package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How invoices are found over HTTP. */
class InvoiceListIT {

  private final BillingUnderTest billing = BillingUnderTest.running();
  private final UUID customer = UUID.randomUUID();

  @Test
  void invoicesAreListedInTheOrderTheyWereIssuedInPages() {
    List<String> issued = Stream.generate(this::issue).limit(5).toList();

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          billing.json(billing.get("/invoices?limit=2&customerId=" + customer + cursor));
      page.get("items").forEach(it -> listed.add(it.get("reservationId").textValue()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").textValue() : "";
    } while (!cursor.isEmpty());

    assertThat(listed).isEqualTo(issued);
  }

  @Test
  void onlyInvoicesInTheStatusAskedForAreListed() {
    String toBePaid = issue();
    ReservationSnapshot reservation = Reservations.made(customer);
    billing.publish("reservation.created", reservation);
    billing.publish(
        "reservation.cancelled", Reservations.later(reservation, ReservationStatus.CANCELLED, 1));
    billing.awaitEvent("invoice.credited", reservation.getId());

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
    HttpResponse<String> answer = billing.get("/invoices/" + UUID.randomUUID());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(billing.json(answer).get("type").textValue())
        .isEqualTo("urn:motorpool:problem:not-found");
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
    HttpResponse<String> answer = billing.get("/invoices" + query);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(billing.json(answer).at("/errors/0/parameter").textValue()).isEqualTo(parameter);
  }

  private String issue() {
    ReservationSnapshot reservation = Reservations.made(customer);
    billing.publish("reservation.created", reservation);
    billing.awaitEvent("invoice.issued", reservation.getId());
    return reservation.getId().toString();
  }

  private List<String> reservationsOf(String query) {
    List<String> reservations = new ArrayList<>();
    billing
        .json(billing.get("/invoices?" + query))
        .get("items")
        .forEach(it -> reservations.add(it.get("reservationId").textValue()));
    return reservations;
  }
}
