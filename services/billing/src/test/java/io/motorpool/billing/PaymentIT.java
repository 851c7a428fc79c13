package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers pay, over HTTP. */
class PaymentIT {

  private final BillingUnderTest billing = BillingUnderTest.running();
  private final ReservationSnapshot reservation = Reservations.made(UUID.randomUUID());
  private final String invoicePath = issue(reservation);
  private final String paymentsPath = invoicePath + "/payments";

  @Test
  void aPaymentOfTheWholeBalanceSettlesTheInvoice() {
    HttpResponse<String> answer =
        billing.post(
            paymentsPath,
            """
            {"amount": {"amount": "129.00", "currency": "EUR"}, "method": "CARD",
             "reference": "POS-20261201-0042"}
            """);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("ETag")).contains("\"0\"");
    JsonNode payment = billing.json(answer);
    assertThat(payment.at("/amount/amount").textValue()).isEqualTo("129.00");
    assertThat(payment.get("method").textValue()).isEqualTo("CARD");
    assertThat(payment.get("reference").textValue()).isEqualTo("POS-20261201-0042");
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location).isEqualTo(paymentsPath + "/" + payment.get("id").textValue());
    assertThat(billing.json(billing.get(location))).isEqualTo(payment);

    HttpResponse<String> settled = billing.get(invoicePath);
    assertThat(settled.headers().firstValue("ETag")).contains("\"1\"");
    JsonNode invoice = billing.json(settled);
    assertThat(invoice.get("status").textValue()).isEqualTo("PAID");
    assertThat(invoice.at("/paid/amount").textValue()).isEqualTo("129.00");
    assertThat(invoice.at("/balance/amount").textValue()).isEqualTo("0.00");
    assertThat(invoice.get("paidAt")).isEqualTo(payment.get("receivedAt"));

    JsonNode event = billing.awaitEvent("invoice.paid", reservation.getId());
    assertThat(event.get("status").textValue()).isEqualTo("PAID");
    assertThat(event.get("version").longValue()).isEqualTo(1);
    assertThat(event.get("paidAt")).isEqualTo(invoice.get("paidAt"));
  }

  @Test
  void paymentsInPartsSettleTheInvoiceWithTheLast() {
    assertThat(pay("100.00").statusCode()).isEqualTo(201);

    JsonNode inBetween = billing.json(billing.get(invoicePath));
    assertThat(inBetween.get("status").textValue()).isEqualTo("ISSUED");
    assertThat(inBetween.at("/balance/amount").textValue()).isEqualTo("29.00");
    assertThat(inBetween.has("paidAt")).isFalse();

    assertThat(pay("29.00").statusCode()).isEqualTo(201);
    assertThat(billing.typesHeardOf(reservation.getId()))
        .containsExactly("invoice.issued", "invoice.paid");
    assertThat(billing.json(billing.get(invoicePath)).get("version").longValue()).isEqualTo(2);
    assertThat(amountsOf(billing.json(billing.get(paymentsPath))))
        .containsExactly("100.00", "29.00");
  }

  @Test
  void moreThanTheBalanceIsRefused() {
    pay("100.00");

    HttpResponse<String> answer = pay("29.01");

    assertProblem(answer, 422, "over-payment", "#/amount/amount");
    assertThat(amountsOf(billing.json(billing.get(paymentsPath)))).containsExactly("100.00");
  }

  @ParameterizedTest
  @CsvSource({
    "0.00, EUR, #/amount/amount",
    "-5.00, EUR, #/amount/amount",
    "129.00, USD, #/amount/currency"
  })
  void anAmountThatCannotPayTheInvoiceIsRefused(String amount, String currency, String pointer) {
    HttpResponse<String> answer = billing.post(paymentsPath, payment(amount, currency));

    assertProblem(answer, 422, "payment-invalid", pointer);
    assertNothingWasPaid();
  }

  @Test
  void aPaidInvoiceTakesNoMore() {
    pay("129.00");

    assertProblem(pay("1.00"), 409, "invoice-not-payable", null);
  }

  @Test
  void aCreditedInvoiceTakesNoMore() {
    billing.publish(
        "reservation.expired", Reservations.later(reservation, ReservationStatus.EXPIRED, 1));
    billing.awaitEvent("invoice.credited", reservation.getId());

    assertProblem(pay("129.00"), 409, "invoice-not-payable", null);
  }

  @Test
  void aPartlyPaidInvoiceThatIsCreditedOwesWhatWasPaid() {
    pay("29.00");
    billing.publish(
        "reservation.cancelled", Reservations.later(reservation, ReservationStatus.CANCELLED, 2));

    JsonNode credited = billing.awaitEvent("invoice.credited", reservation.getId());

    assertThat(credited.at("/balance/amount").textValue()).isEqualTo("-29.00");
    assertThat(credited.has("paidAt")).isFalse();
  }

  @Test
  void simultaneousPaymentsNeverMakeMoreThanTheTotal() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService customers = Executors.newFixedThreadPool(8)) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(customers.submit(() -> pay("60.00")));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        statuses.add(answer.get().statusCode());
      }
    }

    assertThat(statuses).containsOnly(201, 422);
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
    JsonNode invoice = billing.json(billing.get(invoicePath));
    assertThat(invoice.at("/paid/amount").textValue()).isEqualTo("120.00");
    assertThat(amountsOf(billing.json(billing.get(paymentsPath))))
        .containsExactly("60.00", "60.00");
  }

  @Test
  void simultaneousPaymentsOfTheWholeSettleItOnce() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService customers = Executors.newFixedThreadPool(8)) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(customers.submit(() -> pay("129.00")));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        statuses.add(answer.get().statusCode());
      }
    }

    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
    assertThat(billing.typesHeardOf(reservation.getId()))
        .containsExactly("invoice.issued", "invoice.paid");
  }

  @Test
  void paymentsAreListedInPages() {
    for (String amount : List.of("1.00", "2.00", "3.00")) {
      pay(amount);
    }

    JsonNode first = billing.json(billing.get(paymentsPath + "?limit=2"));
    assertThat(amountsOf(first)).containsExactly("1.00", "2.00");
    JsonNode second =
        billing.json(
            billing.get(paymentsPath + "?limit=2&cursor=" + first.get("nextCursor").textValue()));
    assertThat(amountsOf(second)).containsExactly("3.00");
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void anotherInvoicesPaymentIsNotFound() {
    String other = issue(Reservations.made(UUID.randomUUID()));
    String payment = billing.json(pay("1.00")).get("id").textValue();

    assertProblem(billing.get(other + "/payments/" + payment), 404, "not-found", null);
    assertProblem(billing.get(paymentsPath + "/" + UUID.randomUUID()), 404, "not-found", null);
  }

  @Test
  void anUnknownInvoiceHasNoPayments() {
    String unknown = "/invoices/%s/payments".formatted(UUID.randomUUID());

    assertProblem(billing.get(unknown), 404, "not-found", null);
    assertProblem(billing.post(unknown, payment("1.00", "EUR")), 404, "not-found", null);
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
    HttpResponse<String> answer = billing.post(paymentsPath, body.replace('\'', '"'));

    assertProblem(answer, 400, "invalid-request", null);
    assertThat(billing.json(answer).at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    assertNothingWasPaid();
  }

  @Test
  void aReferenceThatIsTooLongIsRefused() {
    HttpResponse<String> answer =
        billing.post(
            paymentsPath,
            """
            {"amount": {"amount": "1.00", "currency": "EUR"}, "method": "CARD",
             "reference": "%s"}
            """
                .formatted("x".repeat(101)));

    assertProblem(answer, 400, "invalid-request", "#/reference");
    assertNothingWasPaid();
  }

  private String issue(ReservationSnapshot made) {
    billing.publish("reservation.created", made);
    JsonNode issued = billing.awaitEvent("invoice.issued", made.getId());
    return "/invoices/" + issued.get("invoiceId").textValue();
  }

  private HttpResponse<String> pay(String amount) {
    return billing.post(paymentsPath, payment(amount, "EUR"));
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
    assertThat(amountsOf(billing.json(billing.get(paymentsPath)))).isEmpty();
    JsonNode invoice = billing.json(billing.get(invoicePath));
    assertThat(invoice.get("version").longValue()).isZero();
    assertThat(invoice.at("/paid/amount").textValue()).isEqualTo("0.00");
  }

  private void assertProblem(HttpResponse<String> answer, int status, String type, String pointer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = billing.json(answer);
    assertThat(problem.get("type").textValue()).isEqualTo("urn:motorpool:problem:" + type);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    if (pointer != null) {
      assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    }
  }
}
