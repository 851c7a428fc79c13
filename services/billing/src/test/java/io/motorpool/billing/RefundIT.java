package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.ReservationSnapshot;
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

/** What is given back to customers, and what is set off instead. */
class RefundIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  private final ReservationSnapshot reservation = Reservations.made(UUID.randomUUID());
  private final String invoicePath = issue(reservation);
  private final String refundsPath = invoicePath + "/refunds";

  @Test
  void whatIsToBeGivenBackIsGivenBackInParts() {
    pay(invoicePath, "129.00");
    credit("29.00");

    Answer answer = refund("10.00");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.header("ETag")).contains("\"0\"");
    String location = answer.header("Location").orElseThrow();
    assertThat(location).isEqualTo(refundsPath + "/" + answer.json().get("id").textValue());
    assertThat(HTTP.get(location).json()).isEqualTo(answer.json());
    assertThat(refund("19.00").status()).isEqualTo(201);
    JsonNode invoice = invoice();
    assertThat(invoice.get("status").textValue()).isEqualTo("PAID");
    assertThat(invoice.at("/refunded/amount").textValue()).isEqualTo("29.00");
    assertThat(invoice.at("/balance/amount").textValue()).isEqualTo("0.00");
    assertThat(HTTP.get(refundsPath).json().get("items")).hasSize(2);
    SERVICE.awaitPublished();
    assertThat(EVENTS.typesAbout(reservation.getId()))
        .containsExactly(
            "invoice.issued",
            "invoice.paid",
            "invoice.credited",
            "invoice.credited",
            "invoice.credited");
    assertThat(EVENTS.about(reservation.getId()).getLast().at("/data/refunded/amount").textValue())
        .isEqualTo("29.00");
  }

  @Test
  void moreThanIsToBeGivenBackIsRefused() {
    assertProblem(refund("0.01"), "refund-exceeds-credit", "#/amount/amount");

    pay(invoicePath, "129.00");
    credit("29.00");

    assertProblem(refund("29.01"), "refund-exceeds-credit", "#/amount/amount");
    assertThat(invoice().at("/refunded/amount").textValue()).isEqualTo("0.00");
  }

  @ParameterizedTest
  @CsvSource({
    "0.00, EUR, CASH, refund-invalid, #/amount/amount",
    "-1.00, EUR, CASH, refund-invalid, #/amount/amount",
    "1.00, USD, CASH, refund-invalid, #/amount/currency",
    "9999999999.99, EUR, CASH, refund-exceeds-credit, #/amount/amount",
    "1.00, EUR, CARD, payment-reference-missing, #/reference"
  })
  void whatCannotBeGivenBackIsRefused(
      String amount, String currency, String method, String type, String pointer) {
    pay(invoicePath, "129.00");
    credit("29.00");

    Answer answer =
        HTTP.post(
            refundsPath,
            """
            {"amount": {"amount": "%s", "currency": "%s"}, "method": "%s"}
            """
                .formatted(amount, currency, method));

    assertProblem(answer, type, pointer);
    assertThat(HTTP.get(refundsPath).json().get("items")).isEmpty();
  }

  @Test
  void whatIsUnknownIsNotFound() {
    String unknown = "/invoices/%s/refunds".formatted(UUID.randomUUID());

    assertThat(HTTP.get(unknown).status()).isEqualTo(404);
    assertThat(HTTP.post(unknown, amount("1.00")).status()).isEqualTo(404);
    assertThat(HTTP.get(refundsPath + "/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void simultaneousRefundsNeverMakeMoreThanIsToBeGivenBack() throws Exception {
    pay(invoicePath, "129.00");
    credit("100.00");

    List<Integer> statuses = AtOnce.call(8, () -> refund("40.00").status());

    assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
    assertThat(statuses).filteredOn(status -> status == 422).hasSize(6);
    assertThat(invoice().at("/refunded/amount").textValue()).isEqualTo("80.00");
  }

  @Test
  void aRefundThatIsSentAgainIsRecordedOnce() {
    pay(invoicePath, "129.00");
    credit("100.00");
    String key = "refund-" + reservation.getId();

    Answer first = HTTP.post(refundsPath, amount("10.00"), "Idempotency-Key", key);
    Answer second = HTTP.post(refundsPath, amount("10.00"), "Idempotency-Key", key);

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(invoice().at("/refunded/amount").textValue()).isEqualTo("10.00");
  }

  @Test
  void aCancellationFeeIsSetOffAgainstWhatWasPaid() {
    pay(invoicePath, "129.00");

    hear(
        "reservation.cancelled",
        Reservations.later(reservation, ReservationStatus.CANCELLED, 3)
            .cancellationFee(new Money().amount(new BigDecimal("45.00")).currency("EUR")));

    JsonNode rental = invoices().get(0);
    JsonNode fee = invoices().get(1);
    assertThat(rental.get("status").textValue()).isEqualTo("CREDITED");
    assertThat(rental.at("/refunded/amount").textValue()).isEqualTo("45.00");
    assertThat(rental.at("/balance/amount").textValue()).isEqualTo("-84.00");
    assertThat(fee.get("status").textValue()).isEqualTo("PAID");
    assertThat(fee.at("/paid/amount").textValue()).isEqualTo("45.00");
    JsonNode refund = HTTP.get(refundsPath).json().at("/items/0");
    assertThat(refund.get("method").textValue()).isEqualTo("OFFSET");
    assertThat(refund.get("reference")).isEqualTo(fee.get("number"));
    JsonNode payment =
        HTTP.get("/invoices/%s/payments".formatted(fee.get("id").textValue()))
            .json()
            .at("/items/0");
    assertThat(payment.get("method").textValue()).isEqualTo("OFFSET");
    assertThat(payment.get("reference")).isEqualTo(rental.get("number"));
    SERVICE.awaitPublished();
    assertThat(EVENTS.typesAbout(reservation.getId()))
        .containsExactly(
            "invoice.issued", "invoice.paid", "invoice.issued", "invoice.credited", "invoice.paid");
    assertThat(EVENTS.about(reservation.getId()).get(3).at("/data/balance/amount").textValue())
        .isEqualTo("-84.00");
  }

  @Test
  void whatIsToBeGivenBackIsSetOffAgainstALaterInvoice() {
    pay(invoicePath, "129.00");
    credit("29.00");

    hear("reservation.modified", Reservations.modified(reservation, "50.00", 3, 2));

    // 129.00 become 180.00: 51.00 more, of which 29.00 were to be given back.
    JsonNode adjustment = invoices().get(1);
    assertThat(adjustment.at("/total/amount").textValue()).isEqualTo("51.00");
    assertThat(adjustment.at("/paid/amount").textValue()).isEqualTo("29.00");
    assertThat(adjustment.at("/balance/amount").textValue()).isEqualTo("22.00");
    assertThat(invoice().at("/balance/amount").textValue()).isEqualTo("0.00");
  }

  @Test
  void aCreditByHandIsSetOffAgainstWhatIsOpen() {
    pay(invoicePath, "129.00");
    hear("reservation.modified", Reservations.modified(reservation, "50.00", 3, 2));

    credit("60.00");

    assertThat(invoice().at("/balance/amount").textValue()).isEqualTo("-9.00");
    assertThat(invoices().get(1).get("status").textValue()).isEqualTo("PAID");
  }

  @Test
  void paymentsCreditsAndRefundsAtOnceLeaveSumsThatAddUp() throws Exception {
    hear("reservation.modified", Reservations.modified(reservation, "50.00", 3, 2));
    String other = "/invoices/" + invoices().at("/1/id").textValue();

    AtOnce.call(
        List.of(
            () -> pay(invoicePath, "100.00"),
            () -> credit("80.00"),
            () -> refund("20.00"),
            () -> pay(other, "30.00"),
            () -> credit("40.00"),
            () -> pay(other, "21.00"),
            () -> refund("30.00"),
            () -> pay(invoicePath, "29.00")));

    assertThat(
            SERVICE.count(
                "select count(*) from invoice i where reservation_id = ?"
                    + " and paid_amount ="
                    + " (select coalesce(sum(amount), 0) from payment where invoice_id = i.id)"
                    + " and credited_amount ="
                    + " (select coalesce(sum(amount), 0) from credit_note where invoice_id = i.id)"
                    + " and refunded_amount ="
                    + " (select coalesce(sum(amount), 0) from refund where invoice_id = i.id)"
                    + " and (status = 'ISSUED') = (balance_amount > 0)",
                reservation.getId()))
        .isEqualTo(2);
    assertThat(
            SERVICE.count(
                "select count(*) from payment p join invoice i on i.id = p.invoice_id"
                    + " where method = 'OFFSET' and reservation_id = ?",
                reservation.getId()))
        .isEqualTo(
            SERVICE.count(
                "select count(*) from refund r join invoice i on i.id = r.invoice_id"
                    + " where method = 'OFFSET' and reservation_id = ?",
                reservation.getId()));
  }

  private static void hear(String type, ReservationSnapshot reservation) {
    SERVICE.awaitHandled(EVENTS.publish(type, reservation));
  }

  private String issue(ReservationSnapshot made) {
    EVENTS.publish("reservation.created", made);
    JsonNode issued = EVENTS.await("invoice.issued", made.getId()).get("data");
    return "/invoices/" + issued.get("invoiceId").textValue();
  }

  private JsonNode invoice() {
    return HTTP.get(invoicePath).json();
  }

  private JsonNode invoices() {
    return HTTP.get("/invoices?reservationId=" + reservation.getId()).json().get("items");
  }

  private Answer refund(String amount) {
    return HTTP.post(refundsPath, amount(amount));
  }

  private Answer pay(String path, String amount) {
    return HTTP.post(path + "/payments", amount(amount));
  }

  private Answer credit(String amount) {
    return HTTP.post(
        invoicePath + "/credit-notes",
        """
        {"reason": "It was cold.", "amount": {"amount": "%s", "currency": "EUR"}}
        """
            .formatted(amount));
  }

  private static String amount(String amount) {
    return """
        {"amount": {"amount": "%s", "currency": "EUR"}, "method": "TRANSFER"}
        """
        .formatted(amount);
  }

  private static void assertProblem(Answer answer, String type, String pointer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo(type);
    assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo(pointer);
  }
}
