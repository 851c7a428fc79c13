package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people credit, over HTTP. */
class CreditNoteIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  private final ReservationSnapshot reservation = Reservations.made(UUID.randomUUID());
  private final String invoicePath = issue(reservation);
  private final String notesPath = invoicePath + "/credit-notes";

  @Test
  void anAmountIsTakenOffTheInvoice() {
    Answer answer = credit("29.00");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    JsonNode note = answer.json();
    assertThat(note.get("number").textValue()).matches("CN-\\d{4}-\\d{6}");
    assertThat(note.at("/lines/0/type").textValue()).isEqualTo("OTHER");
    assertThat(note.at("/lines/0/description").textValue()).isEqualTo("It was cold.");
    assertThat(answer.header("ETag")).contains("\"0\"");
    String location = answer.header("Location").orElseThrow();
    assertThat(location).isEqualTo(notesPath + "/" + note.get("id").textValue());
    assertThat(HTTP.get(location).json()).isEqualTo(note);
    JsonNode invoice = HTTP.get(invoicePath).json();
    assertThat(invoice.get("status").textValue()).isEqualTo("ISSUED");
    assertThat(invoice.at("/balance/amount").textValue()).isEqualTo("100.00");
    JsonNode event = EVENTS.await("invoice.credited", reservation.getId()).get("data");
    assertThat(event.at("/credited/amount").textValue()).isEqualTo("29.00");
  }

  @Test
  void linesAreTakenOffTheInvoice() {
    Answer answer =
        HTTP.post(
            notesPath,
            """
            {"reason": "It was cold.", "lines": [
              {"type": "DAY", "description": "Cold day", "quantity": 2,
               "unitPrice": {"amount": "10.00", "currency": "EUR"}},
              {"type": "TAX", "description": "Tax 20 %", "quantity": 1,
               "unitPrice": {"amount": "4.00", "currency": "EUR"}}]}
            """);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.json().at("/lines/0/amount/amount").textValue()).isEqualTo("20.00");
    assertThat(answer.json().at("/amount/amount").textValue()).isEqualTo("24.00");
  }

  @Test
  void theRestThatIsOwedIsSettledByACredit() {
    pay("100.00");

    credit("29.00");

    assertThat(HTTP.get(invoicePath).json().get("status").textValue()).isEqualTo("PAID");
    SERVICE.awaitPublished();
    assertThat(EVENTS.typesAbout(reservation.getId()))
        .containsExactly("invoice.issued", "invoice.credited", "invoice.paid");
  }

  @Test
  void moreThanIsLeftIsRefused() {
    credit("100.00");

    assertProblem(credit("29.01"), "credit-exceeds-invoice", "#/amount/amount");
    assertCreditedIs("100.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'reason': 'x'} | credit-invalid | #/amount",
        "{'reason': 'x', 'amount': {'amount': '1.00', 'currency': 'EUR'}, 'lines': [{'type': 'OTHER', 'description': 'x', 'quantity': 1, 'unitPrice': {'amount': '1.00', 'currency': 'EUR'}}]} | credit-invalid | #/amount",
        "{'reason': 'x', 'amount': {'amount': '0.00', 'currency': 'EUR'}} | credit-invalid | #/amount/amount",
        "{'reason': 'x', 'amount': {'amount': '-1.00', 'currency': 'EUR'}} | credit-invalid | #/amount/amount",
        "{'reason': 'x', 'amount': {'amount': '1.00', 'currency': 'USD'}} | credit-invalid | #/amount/currency",
        "{'reason': 'x', 'amount': {'amount': '9999999999.99', 'currency': 'EUR'}} | credit-exceeds-invoice | #/amount/amount",
        "{'reason': 'x', 'lines': [{'type': 'OTHER', 'description': 'x', 'quantity': 1, 'unitPrice': {'amount': '-1.00', 'currency': 'EUR'}}]} | credit-invalid | #/lines",
        "{'reason': 'x', 'lines': [{'type': 'OTHER', 'description': 'x', 'quantity': 1, 'unitPrice': {'amount': '1.00', 'currency': 'ZZZ'}}]} | credit-invalid | #/lines/0/unitPrice/currency",
        "{'reason': 'x', 'lines': [{'type': 'OTHER', 'description': 'x', 'quantity': 130, 'unitPrice': {'amount': '1.00', 'currency': 'EUR'}}]} | credit-exceeds-invoice | #/lines",
        "{'reason': 'x', 'lines': [{'type': 'OTHER', 'description': 'x', 'quantity': 100000, 'unitPrice': {'amount': '9999999999.99', 'currency': 'EUR'}}]} | line-too-large | none"
      })
  void whatCannotBeCreditedIsRefused(String body, String type, String pointer) {
    Answer answer = HTTP.post(notesPath, body.replace('\'', '"'));

    assertProblem(answer, type, "none".equals(pointer) ? null : pointer);
    assertCreditedIs("0.00");
    assertThat(notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'amount': {'amount': '1.00', 'currency': 'EUR'}} | #/reason",
        "{'reason': '', 'amount': {'amount': '1.00', 'currency': 'EUR'}} | #/reason",
        "{'reason': 'x', 'lines': []} | #/lines",
        "{'reason': 'x', 'lines': [{'type': 'OTHER', 'description': 'x', 'quantity': 0, 'unitPrice': {'amount': '1.00', 'currency': 'EUR'}}]} | #/lines/0/quantity",
        "{'reason': 'x', 'amount': {'amount': '1.00', 'currency': 'EUR'}, 'number': 'CN-1'} | #/number"
      })
  void aBodyThatDoesNotFitTheContractIsRefusedByItsPlace(String body, String pointer) {
    Answer answer = HTTP.post(notesPath, body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    assertThat(notes()).isEmpty();
  }

  @Test
  void whatIsUnknownIsNotFound() {
    String unknown = "/invoices/%s/credit-notes".formatted(UUID.randomUUID());
    String other = issue(Reservations.made(UUID.randomUUID()));
    String note = credit("1.00").json().get("id").textValue();

    assertThat(HTTP.get(unknown).status()).isEqualTo(404);
    assertThat(HTTP.post(unknown, body("1.00")).status()).isEqualTo(404);
    assertThat(HTTP.get(other + "/credit-notes/" + note).status()).isEqualTo(404);
    assertThat(HTTP.get(notesPath + "/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void simultaneousCreditsNeverMakeMoreThanTheTotal() throws Exception {
    List<Integer> statuses = AtOnce.call(8, () -> credit("60.00").status());

    assertThat(statuses).containsOnly(201, 422);
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
    assertCreditedIs("120.00");
  }

  @Test
  void simultaneousCreditsAndPaymentsLeaveABalanceThatAddsUp() throws Exception {
    AtOnce.call(
        List.of(
            () -> credit("60.00"),
            () -> pay("60.00"),
            () -> credit("60.00"),
            () -> pay("60.00"),
            () -> credit("60.00"),
            () -> pay("60.00")));

    assertThat(
            SERVICE.count(
                "select count(*) from invoice i where reservation_id = ?"
                    + " and credited_amount = (select sum(amount) from credit_note where invoice_id = i.id)"
                    + " and paid_amount ="
                    + " (select coalesce(sum(amount), 0) from payment where invoice_id = i.id)",
                reservation.getId()))
        .isEqualTo(1);
  }

  @Test
  void creditNotesIssuedAtTheSameTimeAreNumberedWithoutGaps() throws Exception {
    List<Integer> numbers = AtOnce.call(12, () -> Integer.valueOf(number(credit("1.00").json())));
    credit("1000.00");

    numbers.sort(null);
    Set<Integer> different = new HashSet<>(numbers);
    assertThat(different).hasSize(12);
    assertThat(numbers.getLast() - numbers.getFirst()).isEqualTo(11);
    assertThat(Integer.valueOf(number(credit("1.00").json()))).isEqualTo(numbers.getLast() + 1);
  }

  @Test
  void aCreditThatIsSentAgainIsIssuedOnce() {
    String key = "credit-" + reservation.getId();

    Answer first = HTTP.post(notesPath, body("1.00"), "Idempotency-Key", key);
    Answer second = HTTP.post(notesPath, body("1.00"), "Idempotency-Key", key);

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(notes()).hasSize(1);
  }

  @Test
  void anInvoiceThatTheVersionBeforeCreditsIsCreditedAsAWhole() {
    pay("29.00");

    SERVICE.update(
        "update invoice set status = 'CREDITED' where reservation_id = ?", reservation.getId());

    assertCreditedIs("129.00");
    assertThat(
            SERVICE.count(
                "select count(*) from invoice where balance_amount = -29 and reservation_id = ?",
                reservation.getId()))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credited_amount = 129.01",
        "credited_amount = -0.01",
        "refunded_amount = 0.01",
        "paid_amount = 129.00, refunded_amount = 129.00",
        "paid_amount = 129.01"
      })
  void theDatabaseRefusesWhatDoesNotAddUp(String change) {
    assertThatThrownBy(
            () ->
                SERVICE.update(
                    "update invoice set %s where reservation_id = ?".formatted(change),
                    reservation.getId()))
        .hasStackTraceContaining("violates check constraint");
  }

  private static String number(JsonNode note) {
    return note.get("number").textValue().substring(8);
  }

  private String issue(ReservationSnapshot made) {
    EVENTS.publish("reservation.created", made);
    JsonNode issued = EVENTS.await("invoice.issued", made.getId()).get("data");
    return "/invoices/" + issued.get("invoiceId").textValue();
  }

  private Answer credit(String amount) {
    return HTTP.post(notesPath, body(amount));
  }

  private Answer pay(String amount) {
    return HTTP.post(
        invoicePath + "/payments",
        """
        {"amount": {"amount": "%s", "currency": "EUR"}, "method": "CASH"}
        """
            .formatted(amount));
  }

  private static String body(String amount) {
    return """
        {"reason": "It was cold.", "amount": {"amount": "%s", "currency": "EUR"}}
        """
        .formatted(amount);
  }

  private JsonNode notes() {
    return HTTP.get(notesPath).json().get("items");
  }

  private void assertCreditedIs(String amount) {
    assertThat(HTTP.get(invoicePath).json().at("/credited/amount").textValue()).isEqualTo(amount);
  }

  private static void assertProblem(Answer answer, String type, String pointer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo(type);
    if (pointer != null) {
      assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    }
  }
}
