package io.motorpool.billing;

import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.DepositMethod;
import io.motorpool.contracts.reservation.model.Handover;
import io.motorpool.contracts.reservation.model.RecordedDeposit;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AccessMatrix;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;

/** Who may do what with invoices, payments, credit notes, refunds and deposits. */
class AccessMatrixIT extends AccessMatrix {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");
  private static final ReservationSnapshot RESERVATION = Reservations.made(UUID.randomUUID());
  private static final Map<String, String> OWNED = new HashMap<>();

  AccessMatrixIT() {
    super(Database.BILLING);
  }

  @Override
  protected ServiceUnderTest start() {
    return SERVICE;
  }

  @Override
  protected void stop() {
    // It serves the tests after this one, too.
  }

  @BeforeAll
  static void rent() {
    EVENTS.publish("reservation.created", RESERVATION);
    String invoice =
        EVENTS.await("invoice.issued", RESERVATION.getId()).at("/data/invoiceId").textValue();
    OWNED.put("invoiceId", invoice);
    String path = "/invoices/" + invoice;
    OWNED.put("paymentId", created(path + "/payments", paid("129.00")));
    OWNED.put(
        "creditNoteId",
        created(path + "/credit-notes", "{\"amount\": %s, \"reason\": \"Goodwill\"}", "29.00"));
    OWNED.put("refundId", created(path + "/refunds", paid("10.00")));
    SERVICE.awaitHandled(EVENTS.publish("reservation.started", started()));
    OWNED.put(
        "depositId",
        HTTP.get("/deposits?reservationId=" + RESERVATION.getId())
            .json()
            .at("/items/0/id")
            .textValue());
  }

  private static String paid(String amount) {
    return "{\"amount\": {\"amount\": \"%s\", \"currency\": \"EUR\"}, \"method\": \"CASH\"}"
        .formatted(amount);
  }

  private static String created(String path, String body, String amount) {
    return created(
        path, body.formatted("{\"amount\": \"%s\", \"currency\": \"EUR\"}".formatted(amount)));
  }

  private static String created(String path, String body) {
    Answer answer = HTTP.post(path, body);
    if (answer.status() != 201) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return answer.json().get("id").textValue();
  }

  private static ReservationSnapshot started() {
    return Reservations.later(RESERVATION, ReservationStatus.ACTIVE, 3)
        .handover(
            new Handover()
                .pickedUpAt(RESERVATION.getStartsAt())
                .odometerKm(10_000)
                .fuelLevelPercent(100)
                .deposit(
                    new RecordedDeposit()
                        .amount(new Money().amount(new BigDecimal("300.00")).currency("EUR"))
                        .method(DepositMethod.CARD)
                        .reference("AUTH-84213")));
  }

  @Override
  protected UUID owner() {
    return RESERVATION.getCustomerId();
  }

  @Override
  protected Map<String, String> owned() {
    return OWNED;
  }
}
