package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What customers pay, over HTTP. */
class PaymentIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  private final ReservationSnapshot reservation = Reservations.made(UUID.randomUUID());
  private final String invoicePath = issue(reservation);
  private final String paymentsPath = invoicePath + "/payments";

  @Test
  void aPaymentOfTheWholeBalanceSettlesTheInvoice() {
    Answer answer =
        HTTP.post(
            paymentsPath,
            """
            {"amount": {"amount": "129.00", "currency": "EUR"}, "method": "CARD",
             "reference": "POS-20261201-0042"}
            """);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("ETag")).contains("\"0\"");
    JsonNode payment = answer.json();
    assertThat(payment.at("/amount/amount").textValue()).isEqualTo("129.00");
    assertThat(payment.get("method").textValue()).isEqualTo("CARD");
    assertThat(payment.get("reference").textValue()).isEqualTo("POS-20261201-0042");
    String location = answer.header("Location").orElseThrow();
    assertThat(location).isEqualTo(paymentsPath + "/" + payment.get("id").textValue());
    assertThat(HTTP.get(location).json()).isEqualTo(payment);

    Answer settled = HTTP.get(invoicePath);
    assertThat(settled.header("ETag")).contains("\"1\"");
    JsonNode invoice = settled.json();
    assertThat(invoice.get("status").textValue()).isEqualTo("PAID");
    assertThat(invoice.at("/paid/amount").textValue()).isEqualTo("129.00");
    assertThat(invoice.at("/balance/amount").textValue()).isEqualTo("0.00");
    assertThat(invoice.get("paidAt")).isEqualTo(payment.get("receivedAt"));

    JsonNode event = EVENTS.await("invoice.paid", reservation.getId()).get("data");
    assertThat(event.get("status").textValue()).isEqualTo("PAID");
    assertThat(event.get("version").longValue()).isEqualTo(1);
    assertThat(event.get("paidAt")).isEqualTo(invoice.get("paidAt"));
  }

  @Test
  void paymentsInPartsSettleTheInvoiceWithTheLast() {
    assertThat(pay("100.00").status()).isEqualTo(201);

    JsonNode inBetween = HTTP.get(invoicePath).json();
    assertThat(inBetween.get("status").textValue()).isEqualTo("ISSUED");
    assertThat(inBetween.at("/balance/amount").textValue()).isEqualTo("29.00");
    assertThat(inBetween.has("paidAt")).isFalse();

    assertThat(pay("29.00").status()).isEqualTo(201);
    assertThat(typesHeardOf(reservation.getId())).containsExactly("invoice.issued", "invoice.paid");
    assertThat(HTTP.get(invoicePath).json().get("version").longValue()).isEqualTo(2);
    assertThat(amountsOf(HTTP.get(paymentsPath).json())).containsExactly("100.00", "29.00");
  }

  @Test
  void moreThanTheBalanceIsRefused() {
    pay("100.00");

    Answer answer = pay("29.01");

    assertProblem(answer, 422, "over-payment", "#/amount/amount");
    assertThat(amountsOf(HTTP.get(paymentsPath).json())).containsExactly("100.00");
  }

  @ParameterizedTest
  @CsvSource({
    "0.00, EUR, #/amount/amount",
    "-5.00, EUR, #/amount/amount",
    "129.00, USD, #/amount/currency"
  })
  void anAmountThatCannotPayTheInvoiceIsRefused(String amount, String currency, String pointer) {
    Answer answer = HTTP.post(paymentsPath, payment(amount, currency));

    assertProblem(answer, 422, "payment-invalid", pointer);
    assertNothingWasPaid();
  }

  @Test
  void aPaymentByCardNeedsItsReference() {
    Answer answer =
        HTTP.post(
            paymentsPath,
            """
            {"amount": {"amount": "129.00", "currency": "EUR"}, "method": "CARD"}
            """);

    assertProblem(answer, 422, "payment-reference-missing", "#/reference");
    assertNothingWasPaid();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEPOSIT", "OFFSET"})
  void whatIsRecordedByBillingItselfCannotBeRecordedByOthers(String method) {
    Answer answer = HTTP.post(paymentsPath, payment("1.00", "EUR").replace("TRANSFER", method));

    assertProblem(answer, 400, "invalid-request", "#/method");
    assertNothingWasPaid();
  }

  @Test
  void aPaidInvoiceTakesNoMore() {
    pay("129.00");

    assertProblem(pay("1.00"), 409, "invoice-not-payable", null);
  }

  @Test
  void aCreditedInvoiceTakesNoMore() {
    EVENTS.publish(
        "reservation.expired", Reservations.later(reservation, ReservationStatus.EXPIRED, 1));
    EVENTS.await("invoice.credited", reservation.getId());

    assertProblem(pay("129.00"), 409, "invoice-not-payable", null);
  }

  @Test
  void aPartlyPaidInvoiceThatIsCreditedOwesWhatWasPaid() {
    pay("29.00");
    EVENTS.publish(
        "reservation.cancelled", Reservations.later(reservation, ReservationStatus.CANCELLED, 2));

    JsonNode credited = EVENTS.await("invoice.credited", reservation.getId()).get("data");

    assertThat(credited.at("/balance/amount").textValue()).isEqualTo("-29.00");
    assertThat(credited.has("paidAt")).isFalse();
  }

  @Test
  void simultaneousPaymentsNeverMakeMoreThanTheTotal() throws Exception {
    List<Integer> statuses = AtOnce.call(8, () -> pay("60.00").status());

    assertThat(statuses).containsOnly(201, 422);
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
    JsonNode invoice = HTTP.get(invoicePath).json();
    assertThat(invoice.at("/paid/amount").textValue()).isEqualTo("120.00");
    assertThat(amountsOf(HTTP.get(paymentsPath).json())).containsExactly("60.00", "60.00");
  }

  @Test
  void simultaneousPaymentsOfTheWholeSettleItOnce() throws Exception {
    List<Integer> statuses = AtOnce.call(8, () -> pay("129.00").status());

    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
    assertThat(typesHeardOf(reservation.getId())).containsExactly("invoice.issued", "invoice.paid");
  }

  @Test
  void aPaymentThatIsSentAgainIsRecordedOnce() {
    Answer first = payWithKey(paymentsPath, "29.00", "once");
    Answer second = payWithKey(paymentsPath, "29.00", "once");

    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Location")).isPresent().isEqualTo(first.header("Location"));
    assertThat(second.header("ETag")).isPresent().isEqualTo(first.header("ETag"));
    assertThat(amountsOf(HTTP.get(paymentsPath).json())).containsExactly("29.00");
    assertThat(HTTP.get(invoicePath).json().at("/paid/amount").textValue()).isEqualTo("29.00");
  }

  @Test
  void aSettlementThatIsSentAgainIsAnsweredAlthoughTheInvoiceIsPaid() throws Exception {
    List<Answer> answers = AtOnce.call(8, () -> payWithKey(paymentsPath, "129.00", "settle"));

    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    assertThat(amountsOf(HTTP.get(paymentsPath).json())).containsExactly("129.00");
    assertThat(typesHeardOf(reservation.getId())).containsExactly("invoice.issued", "invoice.paid");
  }

  @Test
  void aKeyPaysNeitherAnotherAmountNorAnotherInvoice() {
    payWithKey(paymentsPath, "1.00", "bound");
    String other = issue(Reservations.made(UUID.randomUUID())) + "/payments";

    assertProblem(payWithKey(paymentsPath, "2.00", "bound"), 422, "idempotency-key-reused", null);
    assertProblem(payWithKey(other, "1.00", "bound"), 422, "idempotency-key-reused", null);
    assertThat(amountsOf(HTTP.get(paymentsPath).json())).containsExactly("1.00");
    assertThat(amountsOf(HTTP.get(other).json())).isEmpty();
  }

  @Test
  void aRefusedPaymentLeavesItsKeyFree() {
    assertProblem(payWithKey(paymentsPath, "130.00", "free"), 422, "over-payment", null);

    assertThat(payWithKey(paymentsPath, "129.00", "free").status()).isEqualTo(201);
  }

  @Test
  void paymentsAreListedInPages() {
    for (String amount : List.of("1.00", "2.00", "3.00")) {
      pay(amount);
    }

    JsonNode first = HTTP.get(paymentsPath + "?limit=2").json();
    assertThat(amountsOf(first)).containsExactly("1.00", "2.00");
    JsonNode second =
        HTTP.get(paymentsPath + "?limit=2&cursor=" + first.get("nextCursor").textValue()).json();
    assertThat(amountsOf(second)).containsExactly("3.00");
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void anotherInvoicesPaymentIsNotFound() {
    String other = issue(Reservations.made(UUID.randomUUID()));
    String payment = pay("1.00").json().get("id").textValue();

    assertProblem(HTTP.get(other + "/payments/" + payment), 404, "not-found", null);
    assertProblem(HTTP.get(paymentsPath + "/" + UUID.randomUUID()), 404, "not-found", null);
  }

  @Test
  void anUnknownInvoiceHasNoPayments() {
    String unknown = "/invoices/%s/payments".formatted(UUID.randomUUID());

    assertProblem(HTTP.get(unknown), 404, "not-found", null);
    assertProblem(HTTP.post(unknown, payment("1.00", "EUR")), 404, "not-found", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'method': 'CARD'} | #/amount",
        "{'amount': {'amount': '1.00', 'currency': 'EUR'}} | #/method",
        "{'amount': {'amount': '1.00'}, 'method': 'CARD'} | #/amount/currency",
        "{'amount': {'currency': 'EUR'}, 'method': 'CARD'} | #/amount/amount",
        "{'amount': {'amount': 1.00, 'currency': 'EUR'}, 'method': 'CARD'} | #/amount/amount",
        "{'amount': {'amount': '1.001', 'currency': 'EUR'}, 'method': 'CARD'} | #/amount/amount",
        "{'amount': {'amount': '12345678901.00', 'currency': 'EUR'}, 'method': 'CARD'} | #/amount/amount",
        "{'amount': {'amount': '1.00', 'currency': 'eur'}, 'method': 'CARD'} | #/amount/currency",
        "{'amount': {'amount': '1.00', 'currency': 'EUR', 'tip': 1}, 'method': 'CARD'} | #/amount/tip",
        "{'amount': '1.00', 'method': 'CARD'} | #/amount",
        "{'amount': {'amount': '1.00', 'currency': 'EUR'}, 'method': 'GOLD'} | #/method",
        "{'amount': {'amount': '1.00', 'currency': 'EUR'}, 'method': 1} | #/method",
        "{'amount': {'amount': '1.00', 'currency': 'EUR'}, 'method': 'CARD', 'reference': ''} | #/reference",
        "{'amount': {'amount': '1.00', 'currency': 'EUR'}, 'method': 'CARD', 'reference': 7} | #/reference",
        "{'amount': {'amount': '1.00', 'currency': 'EUR'}, 'method': 'CARD', 'note': 'x'} | #/note",
        "{'amount': | #",
        "null | #",
        "[] | #",
        "'x' | #"
      })
  void aBodyThatDoesNotFitTheContractIsRefusedByItsPlace(String body, String pointer) {
    Answer answer = HTTP.post(paymentsPath, body.replace('\'', '"'));

    assertProblem(answer, 400, "invalid-request", null);
    assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    assertNothingWasPaid();
  }

  @Test
  void aReferenceThatIsTooLongIsRefused() {
    Answer answer =
        HTTP.post(
            paymentsPath,
            """
            {"amount": {"amount": "1.00", "currency": "EUR"}, "method": "CARD",
             "reference": "%s"}
            """
                .formatted("x".repeat(101)));

    assertProblem(answer, 400, "invalid-request", "#/reference");
    assertNothingWasPaid();
  }

  private static List<String> typesHeardOf(UUID reservationId) {
    SERVICE.awaitPublished();
    return EVENTS.typesAbout(reservationId);
  }

  private String issue(ReservationSnapshot made) {
    EVENTS.publish("reservation.created", made);
    JsonNode issued = EVENTS.await("invoice.issued", made.getId()).get("data");
    return "/invoices/" + issued.get("invoiceId").textValue();
  }

  private Answer pay(String amount) {
    return HTTP.post(paymentsPath, payment(amount, "EUR"));
  }

  /** The name is that of a key of this test's own. */
  private Answer payWithKey(String path, String amount, String name) {
    String key = name + "-" + reservation.getId();
    return HTTP.post(path, payment(amount, "EUR"), "Idempotency-Key", key);
  }

  private static String payment(String amount, String currency) {
    return """
        {"amount": {"amount": "%s", "currency": "%s"}, "method": "TRANSFER"}
        """
        .formatted(amount, currency);
  }

  private static List<String> amountsOf(JsonNode page) {
    List<String> amounts = new ArrayList<>();
    page.get("items").forEach(it -> amounts.add(it.at("/amount/amount").textValue()));
    return amounts;
  }

  private void assertNothingWasPaid() {
    assertThat(amountsOf(HTTP.get(paymentsPath).json())).isEmpty();
    JsonNode invoice = HTTP.get(invoicePath).json();
    assertThat(invoice.get("version").longValue()).isZero();
    assertThat(invoice.at("/paid/amount").textValue()).isEqualTo("0.00");
  }

  private static void assertProblem(Answer answer, int status, String type, String pointer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
    assertThat(answer.json().get("status").intValue()).isEqualTo(status);
    if (pointer != null) {
      assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    }
  }
}
