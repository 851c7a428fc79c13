package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.DepositMethod;
import io.motorpool.contracts.reservation.model.Handover;
import io.motorpool.contracts.reservation.model.RecordedDeposit;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong in the same way wherever money moves: each operation refuses it with the type that
 * the contract names, says which rule it breaks and where, and books nothing.
 */
class BadInputIT {

  private static final String EVERYTHING =
      """
      select concat_ws(' ',
        (select string_agg(concat_ws('/', i.id, i.version, paid_amount, credited_amount, refunded_amount), ',' order by i.id)
           from invoice i where reservation_id = ?),
        (select string_agg(concat_ws('/', d.version, captured_amount, status), ',') from deposit d
           where reservation_id = ?),
        (select count(*) from payment), (select count(*) from credit_note),
        (select count(*) from refund), (select count(*) from outbox))""";

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  private final ReservationSnapshot reservation = Reservations.made(UUID.randomUUID());

  @ParameterizedTest(name = "{0} of {1} {2}: {5}")
  @CsvSource({
    "payments,     0.00,           EUR, 422, #/amount/amount,   payment-invalid",
    "payments,     -5.00,          EUR, 422, #/amount/amount,   payment-invalid",
    "payments,     9999999999.99,  EUR, 422, #/amount/amount,   over-payment",
    "payments,     99999999999.99, EUR, 400, #/amount/amount,   invalid-request",
    "payments,     1.001,          EUR, 400, #/amount/amount,   invalid-request",
    "payments,     1e3,            EUR, 400, #/amount/amount,   invalid-request",
    "payments,     1.00,           ZZZ, 422, #/amount/currency, payment-invalid",
    "payments,     1.00,           EU,  400, #/amount/currency, invalid-request",
    "credit-notes, 0.00,           EUR, 422, #/amount/amount,   credit-invalid",
    "credit-notes, -5.00,          EUR, 422, #/amount/amount,   credit-invalid",
    "credit-notes, 9999999999.99,  EUR, 422, #/amount/amount,   credit-exceeds-invoice",
    "credit-notes, 99999999999.99, EUR, 400, #/amount/amount,   invalid-request",
    "credit-notes, 1.001,          EUR, 400, #/amount/amount,   invalid-request",
    "credit-notes, 1e3,            EUR, 400, #/amount/amount,   invalid-request",
    "credit-notes, 1.00,           ZZZ, 422, #/amount/currency, credit-invalid",
    "credit-notes, 1.00,           EU,  400, #/amount/currency, invalid-request",
    "refunds,      0.00,           EUR, 422, #/amount/amount,   refund-invalid",
    "refunds,      -5.00,          EUR, 422, #/amount/amount,   refund-invalid",
    "refunds,      9999999999.99,  EUR, 422, #/amount/amount,   refund-exceeds-credit",
    "refunds,      99999999999.99, EUR, 400, #/amount/amount,   invalid-request",
    "refunds,      1.001,          EUR, 400, #/amount/amount,   invalid-request",
    "refunds,      1e3,            EUR, 400, #/amount/amount,   invalid-request",
    "refunds,      1.00,           ZZZ, 422, #/amount/currency, refund-invalid",
    "refunds,      1.00,           EU,  400, #/amount/currency, invalid-request",
    "captures,     0.00,           EUR, 422, #/amount/amount,   payment-invalid",
    "captures,     -5.00,          EUR, 422, #/amount/amount,   payment-invalid",
    "captures,     9999999999.99,  EUR, 422, #/amount/amount,   over-payment",
    "captures,     99999999999.99, EUR, 400, #/amount/amount,   invalid-request",
    "captures,     1.001,          EUR, 400, #/amount/amount,   invalid-request",
    "captures,     1e3,            EUR, 400, #/amount/amount,   invalid-request",
    "captures,     1.00,           ZZZ, 422, #/amount/currency, payment-invalid",
    "captures,     1.00,           EU,  400, #/amount/currency, invalid-request"
  })
  void refusesAmountsThatCannotBe(
      String operation, String amount, String currency, int status, String pointer, String type) {
    String invoice = issue();
    String path = "/invoices/" + invoice;
    // What is owed can be paid and what was paid too much can be given back, but not both at once.
    if (operation.equals("refunds") || operation.equals("credit-notes")) {
      post(path + "/payments", "100.00");
    }
    if (operation.equals("refunds")) {
      post(path + "/credit-notes", "100.00");
    }
    String target = operation.equals("captures") ? hold() + "/captures" : path + "/" + operation;
    SERVICE.awaitPublished();
    String before = everything();

    Answer answer = HTTP.post(target, body(operation, invoice, amount, currency));

    assertRefused(answer, status, type, before);
    assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/detail").textValue()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /invoices/?",
        "GET /invoices/?/payments",
        "POST /invoices/?/payments",
        "GET /invoices/?/credit-notes",
        "POST /invoices/?/credit-notes",
        "GET /invoices/?/refunds",
        "POST /invoices/?/refunds",
        "GET /deposits/?",
        "POST /deposits/?/captures",
        "POST /deposits/?/release"
      })
  void knowsNeitherWhatWasNeverMadeNorWhatIsNoId(String request) {
    String before = everything();

    assertRefused(send(request, UUID.randomUUID().toString()), 404, "not-found", before);
    Answer noId = send(request, "42");
    assertRefused(noId, 400, "invalid-request", before);
    assertThat(noId.json().at("/errors/0/parameter").textValue()).isIn("invoiceId", "depositId");
  }

  private static Answer send(String request, String id) {
    String[] parts = request.replace("?", id).split(" ");
    String operation = parts[1].substring(parts[1].lastIndexOf('/') + 1);
    return parts[0].equals("GET")
        ? HTTP.get(parts[1])
        : HTTP.post(
            parts[1],
            operation.equals("release")
                ? ""
                : body(operation, UUID.randomUUID().toString(), "1.00", "EUR"));
  }

  private static String body(String operation, String invoice, String amount, String currency) {
    String more =
        switch (operation) {
          case "credit-notes" -> "\"reason\": \"It was cold.\"";
          case "captures" -> "\"invoiceId\": \"%s\"".formatted(invoice);
          default -> "\"method\": \"CASH\"";
        };
    return "{\"amount\": {\"amount\": \"%s\", \"currency\": \"%s\"}, %s}"
        .formatted(amount, currency, more);
  }

  private static void post(String path, String amount) {
    String operation = path.substring(path.lastIndexOf('/') + 1);
    Answer answer = HTTP.post(path, body(operation, "", amount, "EUR"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private String issue() {
    EVENTS.publish("reservation.created", reservation);
    return EVENTS.await("invoice.issued", reservation.getId()).at("/data/invoiceId").textValue();
  }

  /** The path of a deposit of 300.00 EUR. */
  private String hold() {
    RecordedDeposit deposit =
        new RecordedDeposit()
            .amount(new Money().amount(new BigDecimal("300.00")).currency("EUR"))
            .method(DepositMethod.CASH);
    SERVICE.awaitHandled(
        EVENTS.publish(
            "reservation.started",
            Reservations.later(reservation, ReservationStatus.ACTIVE, 3)
                .handover(
                    new Handover()
                        .pickedUpAt(reservation.getStartsAt())
                        .odometerKm(10_000)
                        .fuelLevelPercent(100)
                        .deposit(deposit))));
    String list = "/deposits?reservationId=" + reservation.getId();
    return "/deposits/" + HTTP.get(list).json().at("/items/0/id").textValue();
  }

  private String everything() {
    return SERVICE.query(String.class, EVERYTHING, reservation.getId(), reservation.getId());
  }

  private void assertRefused(Answer answer, int status, String type, String before) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
    for (String part : List.of("title", "detail", "instance")) {
      assertThat(answer.json().path(part).asText()).as(part).isNotBlank();
    }
    assertThat(everything()).as("nothing is booked").isEqualTo(before);
  }
}
