package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.DepositMethod;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.Handover;
import io.motorpool.contracts.reservation.model.RecordedDeposit;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers leave as a security, and what becomes of it. */
class DepositIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  private final ReservationSnapshot reservation = Reservations.made(UUID.randomUUID());

  @Test
  void whatWasLeftAtThePickUpIsHeld() {
    hear("reservation.started", started("300.00"));

    JsonNode deposit = deposit();
    assertThat(deposit.get("status").textValue()).isEqualTo("HELD");
    assertThat(deposit.get("customerId").textValue())
        .isEqualTo(reservation.getCustomerId().toString());
    assertThat(deposit.at("/amount/amount").textValue()).isEqualTo("300.00");
    assertThat(deposit.at("/held/amount").textValue()).isEqualTo("300.00");
    assertThat(deposit.get("method").textValue()).isEqualTo("CARD");
    assertThat(deposit.get("reference").textValue()).isEqualTo("AUTH-84213");
    Answer one = HTTP.get("/deposits/" + deposit.get("id").textValue());
    assertThat(one.json()).isEqualTo(deposit);
    assertThat(one.header("ETag")).contains("\"0\"");
    assertThat(
            HTTP.get("/deposits?status=HELD&customerId=" + reservation.getCustomerId())
                .json()
                .get("items"))
        .hasSize(1);
    assertThat(
            HTTP.get("/deposits?status=RELEASED&customerId=" + reservation.getCustomerId())
                .json()
                .get("items"))
        .isEmpty();
  }

  @Test
  void itIsHeldOnceHoweverOftenAndInWhichOrderItIsHeardOf() {
    ReservationSnapshot completed =
        started("300.00").status(ReservationStatus.COMPLETED).version(4L);
    completed.handback(
        new Handback()
            .returnedAt(reservation.getEndsAt())
            .odometerKm(10_300)
            .fuelLevelPercent(100)
            .branchId(reservation.getReturnBranchId())
            .damage(List.of()));

    hear("reservation.completed", completed);
    hear("reservation.started", started("300.00"));
    hear("reservation.started", started("300.00"));

    assertThat(deposits()).hasSize(1);
  }

  @Test
  void nothingIsHeldWhereNothingWasLeft() {
    hear("reservation.started", started("0.00"));
    ReservationSnapshot without = started("300.00");
    without.getHandover().setDeposit(null);
    hear("reservation.started", without.version(4L));
    hear("reservation.started", without.version(5L).handover(null));

    assertThat(deposits()).isEmpty();
  }

  @Test
  void anInvoiceIsPaidFromIt() {
    String invoice = issue();
    String path = held("300.00");

    Answer answer = capture(path, invoice, "129.00");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    JsonNode payment = answer.json();
    assertThat(payment.get("method").textValue()).isEqualTo("DEPOSIT");
    assertThat("/deposits/" + payment.get("reference").textValue()).isEqualTo(path);
    assertThat(HTTP.get(answer.header("Location").orElseThrow()).json()).isEqualTo(payment);
    assertThat(HTTP.get("/invoices/" + invoice).json().get("status").textValue()).isEqualTo("PAID");
    JsonNode deposit = HTTP.get(path).json();
    assertThat(deposit.get("status").textValue()).isEqualTo("HELD");
    assertThat(deposit.at("/captured/amount").textValue()).isEqualTo("129.00");
    assertThat(deposit.at("/held/amount").textValue()).isEqualTo("171.00");
    EVENTS.await("invoice.paid", reservation.getId());
  }

  @Test
  void theRestIsReleasedOnce() {
    String invoice = issue();
    String path = held("300.00");
    capture(path, invoice, "29.00");

    Answer answer = HTTP.post(path + "/release", "");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("ETag")).contains("\"2\"");
    assertThat(answer.json().get("status").textValue()).isEqualTo("RELEASED");
    assertThat(answer.json().at("/released/amount").textValue()).isEqualTo("271.00");
    assertThat(answer.json().has("closedAt")).isTrue();
    Answer again = HTTP.post(path + "/release", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("deposit-not-held");
    assertThat(capture(path, invoice, "1.00").problem()).isEqualTo("deposit-not-held");
    assertThat(HTTP.get("/invoices/" + invoice).json().at("/paid/amount").textValue())
        .isEqualTo("29.00");
  }

  @Test
  void usedAsAWholeItIsCaptured() {
    String invoice = issue();
    String path = held("100.00");

    capture(path, invoice, "100.00");

    assertThat(HTTP.get(path).json().get("status").textValue()).isEqualTo("CAPTURED");
    assertThat(HTTP.post(path + "/release", "").status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({
    "100.01, EUR, deposit-exceeded, #/amount/amount",
    "129.01, EUR, over-payment, #/amount/amount",
    "0.00, EUR, payment-invalid, #/amount/amount",
    "-1.00, EUR, payment-invalid, #/amount/amount",
    "1.00, USD, payment-invalid, #/amount/currency"
  })
  void whatCannotBeTakenOfItIsRefused(String amount, String currency, String type, String pointer) {
    String invoice = issue();
    String path = held("100.00");

    Answer answer = HTTP.post(path + "/captures", body(invoice, amount, currency));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo(type);
    assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    assertThat(HTTP.get(path).json().at("/held/amount").textValue()).isEqualTo("100.00");
    assertThat(HTTP.get("/invoices/" + invoice).json().at("/paid/amount").textValue())
        .isEqualTo("0.00");
  }

  @Test
  void itPaysTheInvoicesOfItsOwnReservationOnly() {
    String path = held("100.00");
    ReservationSnapshot other = Reservations.made(reservation.getCustomerId());
    EVENTS.publish("reservation.created", other);
    String invoice =
        EVENTS.await("invoice.issued", other.getId()).at("/data/invoiceId").textValue();

    for (String foreign : List.of(invoice, UUID.randomUUID().toString())) {
      Answer answer = capture(path, foreign, "1.00");
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.problem()).isEqualTo("invoice-not-of-deposit");
      assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo("#/invoiceId");
    }
  }

  @Test
  void whatIsUnknownIsNotFound() {
    String unknown = "/deposits/" + UUID.randomUUID();

    assertThat(HTTP.get(unknown).status()).isEqualTo(404);
    assertThat(HTTP.post(unknown + "/release", "").status()).isEqualTo(404);
    assertThat(capture(unknown, UUID.randomUUID().toString(), "1.00").status()).isEqualTo(404);
  }

  @Test
  void simultaneousUsesAndReleasesNeverExceedIt() throws Exception {
    String invoice = issue();
    String path = held("100.00");

    List<Integer> statuses =
        AtOnce.call(
            List.of(
                () -> capture(path, invoice, "40.00").status(),
                () -> capture(path, invoice, "40.00").status(),
                () -> capture(path, invoice, "40.00").status(),
                () -> HTTP.post(path + "/release", "").status(),
                () -> capture(path, invoice, "40.00").status(),
                () -> HTTP.post(path + "/release", "").status()));

    JsonNode deposit = HTTP.get(path).json();
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(deposit.get("status").textValue()).isEqualTo("RELEASED");
    assertThat(deposit.at("/held/amount").textValue()).isEqualTo("0.00");
    assertThat(deposit.get("captured"))
        .isEqualTo(HTTP.get("/invoices/" + invoice).json().get("paid"));
  }

  private ReservationSnapshot started(String deposit) {
    return Reservations.later(reservation, ReservationStatus.ACTIVE, 3)
        .handover(
            new Handover()
                .pickedUpAt(reservation.getStartsAt())
                .odometerKm(10_000)
                .fuelLevelPercent(100)
                .deposit(
                    new RecordedDeposit()
                        .amount(new Money().amount(new BigDecimal(deposit)).currency("EUR"))
                        .method(DepositMethod.CARD)
                        .reference("AUTH-84213")));
  }

  private String held(String amount) {
    hear("reservation.started", started(amount));
    return "/deposits/" + deposit().get("id").textValue();
  }

  private String issue() {
    EVENTS.publish("reservation.created", reservation);
    return EVENTS.await("invoice.issued", reservation.getId()).at("/data/invoiceId").textValue();
  }

  private static void hear(String type, ReservationSnapshot reservation) {
    SERVICE.awaitHandled(EVENTS.publish(type, reservation));
  }

  private JsonNode deposits() {
    return HTTP.get("/deposits?reservationId=" + reservation.getId()).json().get("items");
  }

  private JsonNode deposit() {
    assertThat(deposits()).hasSize(1);
    return deposits().get(0);
  }

  private static Answer capture(String path, String invoice, String amount) {
    return HTTP.post(path + "/captures", body(invoice, amount, "EUR"));
  }

  private static String body(String invoice, String amount, String currency) {
    return """
        {"invoiceId": "%s", "amount": {"amount": "%s", "currency": "%s"}}
        """
        .formatted(invoice, amount, currency);
  }
}
