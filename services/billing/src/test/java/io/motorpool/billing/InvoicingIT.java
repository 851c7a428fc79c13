package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.billing.domain.CreditNoteRepository;
import io.motorpool.billing.domain.InvoiceRepository;
import io.motorpool.billing.domain.ReservationBilling;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.liquibase.Database;
import io.motorpool.platform.persistence.Transaction;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import jakarta.enterprise.inject.spi.CDI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What events of reservations do to invoices, and what others hear of it. */
class InvoicingIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  private final UUID customer = UUID.randomUUID();

  @Test
  void aNewReservationGetsAnInvoice() {
    ReservationSnapshot reservation = Reservations.made(customer);

    EVENTS.publish("reservation.created", reservation);

    JsonNode event = EVENTS.await("invoice.issued", reservation.getId()).get("data");
    JsonNode invoice = invoiceOf(reservation);
    OffsetDateTime issuedAt = OffsetDateTime.parse(invoice.get("issuedAt").textValue());
    assertThat(invoice.get("number").textValue()).matches(issuedAt.getYear() + "-\\d{6}");
    assertThat(invoice.get("customerId").textValue()).isEqualTo(customer.toString());
    assertThat(invoice.get("status").textValue()).isEqualTo("ISSUED");
    assertThat(invoice.at("/lines/0/quantity").intValue()).isEqualTo(3);
    assertThat(invoice.at("/lines/0/unitPrice/amount").textValue()).isEqualTo("43.00");
    assertThat(invoice.at("/total/amount").textValue()).isEqualTo("129.00");
    assertThat(invoice.at("/paid/amount").textValue()).isEqualTo("0.00");
    assertThat(invoice.at("/balance/amount").textValue()).isEqualTo("129.00");
    assertThat(LocalDate.parse(invoice.get("dueOn").textValue()))
        .isEqualTo(issuedAt.toLocalDate().plusDays(14));
    assertThat(invoice.get("version").longValue()).isZero();
    assertSameState(event, invoice);
  }

  @Test
  void theEventIsACloudEventAboutTheInvoice() {
    ReservationSnapshot reservation = Reservations.made(customer);

    EVENTS.publish("reservation.created", reservation);

    EVENTS.await("invoice.issued", reservation.getId());
    JsonNode event = EVENTS.about(reservation.getId()).getFirst();
    assertThat(event.get("specversion").textValue()).isEqualTo("1.0");
    assertThat(event.get("source").textValue()).isEqualTo("/motorpool/billing");
    assertThat(event.get("subject")).isEqualTo(event.at("/data/invoiceId"));
    assertThat(event.get("datacontenttype").textValue()).isEqualTo("application/json");
  }

  @Test
  void theSameEventAgainDoesNothing() {
    ReservationSnapshot reservation = Reservations.made(customer);
    String event = EVENTS.publish("reservation.created", reservation);
    EVENTS.await("invoice.issued", reservation.getId());

    EVENTS.send(event);
    SERVICE.awaitHandled(EVENTS.publish("reservation.confirmed", reservation));

    assertThat(typesHeardOf(reservation.getId())).containsExactly("invoice.issued");
  }

  @Test
  void theSameVersionUnderAnotherEventIdDoesNothing() {
    ReservationSnapshot reservation = Reservations.made(customer);
    EVENTS.publish("reservation.created", reservation);

    SERVICE.awaitHandled(EVENTS.publish("reservation.created", reservation));

    assertThat(typesHeardOf(reservation.getId())).containsExactly("invoice.issued");
    assertThat(parked(reservation)).isZero();
  }

  @Test
  void aCancelledReservationIsCredited() {
    ReservationSnapshot reservation = Reservations.made(customer);
    EVENTS.publish("reservation.created", reservation);

    EVENTS.publish(
        "reservation.cancelled", Reservations.later(reservation, ReservationStatus.CANCELLED, 1));

    JsonNode event = EVENTS.await("invoice.credited", reservation.getId()).get("data");
    JsonNode invoice = invoiceOf(reservation);
    assertThat(invoice.get("status").textValue()).isEqualTo("CREDITED");
    assertThat(invoice.at("/total/amount").textValue()).isEqualTo("129.00");
    assertThat(invoice.at("/credited/amount").textValue()).isEqualTo("129.00");
    assertThat(invoice.at("/balance/amount").textValue()).isEqualTo("0.00");
    assertThat(invoice.get("version").longValue()).isEqualTo(1);
    assertSameState(event, invoice);
    JsonNode notes =
        HTTP.get("/invoices/%s/credit-notes".formatted(invoice.get("id").textValue()))
            .json()
            .get("items");
    assertThat(notes).hasSize(1);
    int year = OffsetDateTime.parse(notes.at("/0/issuedAt").textValue()).getYear();
    assertThat(notes.at("/0/number").textValue()).matches("CN-" + year + "-\\d{6}");
    assertThat(notes.at("/0/reason").textValue()).isEqualTo("The reservation was cancelled.");
    assertThat(notes.at("/0/lines")).isEqualTo(invoice.get("lines"));
    assertThat(notes.at("/0/amount")).isEqualTo(invoice.get("total"));
  }

  @Test
  void anExpiredHoldAndANoShowAreCreditedToo() {
    for (ReservationStatus end : List.of(ReservationStatus.EXPIRED, ReservationStatus.NO_SHOW)) {
      ReservationSnapshot reservation = Reservations.made(customer);
      EVENTS.publish("reservation.created", reservation);

      EVENTS.publish(
          "reservation." + end.toString().toLowerCase(java.util.Locale.ROOT),
          Reservations.later(reservation, end, 2));

      EVENTS.await("invoice.credited", reservation.getId());
    }
  }

  @Test
  void aReservationCancelledBeforeItIsHeardOfNeverGetsAnInvoice() {
    ReservationSnapshot reservation = Reservations.made(customer);

    EVENTS.publish(
        "reservation.cancelled", Reservations.later(reservation, ReservationStatus.CANCELLED, 1));
    SERVICE.awaitHandled(EVENTS.publish("reservation.created", reservation));

    assertThat(typesHeardOf(reservation.getId())).isEmpty();
    assertThat(invoicesOf(reservation)).isEmpty();
    assertThat(parked(reservation)).isZero();
  }

  @Test
  void anEndHeardOfTwiceIsCreditedOnce() {
    ReservationSnapshot reservation = Reservations.made(customer);
    ReservationSnapshot cancelled = Reservations.later(reservation, ReservationStatus.CANCELLED, 1);
    EVENTS.publish("reservation.created", reservation);
    EVENTS.publish("reservation.cancelled", cancelled);

    SERVICE.awaitHandled(EVENTS.publish("reservation.cancelled", cancelled));

    assertThat(typesHeardOf(reservation.getId()))
        .containsExactly("invoice.issued", "invoice.credited");
  }

  @Test
  void whatAReservationDoesBetweenItsBeginningAndItsEndLeavesTheInvoiceAlone() {
    ReservationSnapshot reservation = Reservations.made(customer);
    EVENTS.publish("reservation.created", reservation);
    EVENTS.publish(
        "reservation.confirmed", Reservations.later(reservation, ReservationStatus.CONFIRMED, 1));
    EVENTS.publish(
        "reservation.started", Reservations.later(reservation, ReservationStatus.ACTIVE, 2));

    SERVICE.awaitHandled(
        EVENTS.publish(
            "reservation.completed",
            Reservations.later(reservation, ReservationStatus.COMPLETED, 3)));

    assertThat(typesHeardOf(reservation.getId())).containsExactly("invoice.issued");
    assertThat(invoiceOf(reservation).get("version").longValue()).isZero();
  }

  @Test
  void aCustomerWithAnOverdueInvoiceIsRefused() {
    ReservationSnapshot unpaid = issueOverdueInvoice();
    ReservationSnapshot reservation = Reservations.made(customer, "10.00", 2, "EUR");

    String event = EVENTS.publish("reservation.created", reservation);

    JsonNode rejection = EVENTS.await("invoice.rejected", reservation.getId()).get("data");
    assertThat(rejection.get("status").textValue()).isEqualTo("REJECTED");
    assertThat(rejection.get("rejectionReason").textValue())
        .isEqualTo("Overdue invoices of 129.00 EUR are unpaid.");
    assertThat(rejection.has("invoiceId")).isFalse();
    assertThat(rejection.has("number")).isFalse();
    assertThat(rejection.at("/total/amount").textValue()).isEqualTo("20.00");
    assertThat(rejection.at("/balance/amount").textValue()).isEqualTo("0.00");
    assertThat(rejection.at("/lines/0/quantity").intValue()).isEqualTo(2);
    assertThat(EVENTS.about(reservation.getId()).getFirst().get("subject").textValue())
        .isEqualTo(reservation.getId().toString());
    assertThat(invoicesOf(reservation)).isEmpty();

    // Neither the same message nor another one about the same version asks again.
    pay(unpaid, "129.00");
    EVENTS.send(event);
    SERVICE.awaitHandled(EVENTS.publish("reservation.created", reservation));
    SERVICE.awaitHandled(
        EVENTS.publish(
            "reservation.cancelled",
            Reservations.later(reservation, ReservationStatus.CANCELLED, 1)));
    assertThat(typesHeardOf(reservation.getId())).containsExactly("invoice.rejected");
    assertThat(parked(reservation)).isZero();
  }

  @Test
  void aCustomerWhoHasPaidIsServedAgain() {
    ReservationSnapshot unpaid = issueOverdueInvoice();
    pay(unpaid, "129.00");
    ReservationSnapshot reservation = Reservations.made(customer);

    EVENTS.publish("reservation.created", reservation);

    EVENTS.await("invoice.issued", reservation.getId());
  }

  @Test
  void anInvoiceDueTodayIsNotOverdue() {
    ReservationSnapshot unpaid = Reservations.made(customer);
    EVENTS.publish("reservation.created", unpaid);
    EVENTS.await("invoice.issued", unpaid.getId());
    SERVICE.update(
        "update invoice set due_on = (now() at time zone 'UTC')::date where reservation_id = ?",
        unpaid.getId());
    ReservationSnapshot reservation = Reservations.made(customer);

    EVENTS.publish("reservation.created", reservation);

    EVENTS.await("invoice.issued", reservation.getId());
  }

  @Test
  void aPaidInvoiceIsCreditedAndItsBalanceSaysWhatIsToBeGivenBack() {
    ReservationSnapshot reservation = Reservations.made(customer);
    EVENTS.publish("reservation.created", reservation);
    EVENTS.await("invoice.issued", reservation.getId());
    pay(reservation, "129.00");

    EVENTS.publish(
        "reservation.no_show", Reservations.later(reservation, ReservationStatus.NO_SHOW, 2));

    JsonNode credited = EVENTS.await("invoice.credited", reservation.getId()).get("data");
    assertThat(credited.at("/paid/amount").textValue()).isEqualTo("129.00");
    assertThat(credited.at("/balance/amount").textValue()).isEqualTo("-129.00");
    assertThat(credited.get("version").longValue()).isEqualTo(2);
    assertThat(credited.has("paidAt")).isTrue();
    assertSameState(credited, invoiceOf(reservation));
  }

  @Test
  void aReservationThatCostsNothingIsPaidAtOnce() {
    ReservationSnapshot reservation = Reservations.made(customer, "0.00", 1, "EUR");

    EVENTS.publish("reservation.created", reservation);

    JsonNode paid = EVENTS.await("invoice.paid", reservation.getId()).get("data");
    assertThat(typesHeardOf(reservation.getId())).containsExactly("invoice.issued", "invoice.paid");
    assertThat(paid.get("version").longValue()).isEqualTo(1);

    EVENTS.publish(
        "reservation.cancelled", Reservations.later(reservation, ReservationStatus.CANCELLED, 1));

    JsonNode credited = EVENTS.await("invoice.credited", reservation.getId()).get("data");
    assertThat(credited.get("status").textValue()).isEqualTo("CREDITED");
    assertThat(
            HTTP.get("/invoices/%s/credit-notes".formatted(credited.get("invoiceId").textValue()))
                .json()
                .get("items"))
        .isEmpty();
  }

  @Test
  void anEventThatCannotBeBilledIsParkedAndTheNextOneIsHandled() {
    ReservationSnapshot withoutPrice = Reservations.made(customer).price(null);
    ReservationSnapshot wrongTotal = Reservations.made(customer);
    wrongTotal.getPrice().setTotal(Reservations.made(customer, "1.00", 1, "EUR").getDeposit());
    ReservationSnapshot next = Reservations.made(customer);

    List<String> events =
        Stream.of(withoutPrice, wrongTotal)
            .map(reservation -> EVENTS.publish("reservation.created", reservation))
            .toList();
    EVENTS.publish("reservation.created", next);

    EVENTS.await("invoice.issued", next.getId());
    for (String event : events) {
      assertThat(
              SERVICE.count(
                  "select count(*) from parked_event where attempts = 1 and event_id = ?",
                  Events.idOf(event).toString()))
          .isEqualTo(1);
    }
    assertThat(invoicesOf(withoutPrice)).isEmpty();
    assertThat(invoicesOf(wrongTotal)).isEmpty();
  }

  @Test
  void invoicesIssuedAtTheSameTimeAreNumberedWithoutGaps() throws Exception {
    // Straight at the service: one replica takes its events one after the other.
    List<ReservationSnapshot> charges = Stream.generate(this::charge).limit(32).toList();
    long before = lastNumber();

    AtOnce.call(charges.stream().map(InvoicingIT::creation).toList());

    assertThat(numbersOf(customer))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(before + 1, before + 32).boxed().toList());
  }

  @Test
  void theSameReservationHeardOfByManyAtTheSameTimeGetsOneInvoice() throws Exception {
    ReservationSnapshot charge = charge();
    long before = lastNumber();

    AtOnce.call(16, creation(charge));

    assertThat(numbersOf(customer)).containsExactly(before + 1);
    assertThat(lastNumber()).isEqualTo(before + 1);
    assertThat(typesHeardOf(charge.getId())).containsExactly("invoice.issued");
  }

  @Test
  void beginningAndEndHeardOfAtTheSameTimeNeverLeaveAnInvoiceToBePaid() throws Exception {
    List<ReservationSnapshot> charges = Stream.generate(this::charge).limit(16).toList();

    AtOnce.call(
        charges.stream().flatMap(charge -> Stream.of(ending(charge), creation(charge))).toList());

    assertThat(
            SERVICE.count(
                "select count(*) from invoice where status <> 'CREDITED' and customer_id = ?",
                customer))
        .isZero();
  }

  @Test
  void aNumberThatWasNotUsedIsGivenAgain() throws Exception {
    long before = lastNumber();
    ReservationSnapshot charge = charge();

    assertThatThrownBy(
            () ->
                transaction()
                    .run(
                        () -> {
                          service().priceAgreed(charge);
                          throw new IllegalStateException("after the number was taken");
                        }))
        .hasMessage("after the number was taken");
    creation(charge).call();

    assertThat(numbersOf(customer)).containsExactly(before + 1);
  }

  @Test
  void eachYearBeginsAtOne() {
    assertThat(transaction().call(() -> repository().nextNumber(1971))).hasToString("1971-000001");
    assertThat(transaction().call(() -> repository().nextNumber(1972))).hasToString("1972-000001");
    assertThat(transaction().call(() -> repository().nextNumber(1971))).hasToString("1971-000002");
    assertThat(transaction().call(() -> creditNotes().nextNumber(1971)))
        .hasToString("CN-1971-000001");
  }

  private static List<String> typesHeardOf(UUID reservationId) {
    SERVICE.awaitPublished();
    return EVENTS.typesAbout(reservationId);
  }

  private ReservationSnapshot issueOverdueInvoice() {
    ReservationSnapshot unpaid = Reservations.made(customer);
    EVENTS.publish("reservation.created", unpaid);
    EVENTS.await("invoice.issued", unpaid.getId());
    SERVICE.update(
        "update invoice set due_on = (now() at time zone 'UTC')::date - 1 where reservation_id = ?",
        unpaid.getId());
    return unpaid;
  }

  private void pay(ReservationSnapshot reservation, String amount) {
    String path = "/invoices/%s/payments".formatted(invoiceOf(reservation).get("id").textValue());
    assertThat(
            HTTP.post(
                    path,
                    """
                    {"amount": {"amount": "%s", "currency": "EUR"}, "method": "CASH"}
                    """
                        .formatted(amount))
                .status())
        .isEqualTo(201);
  }

  private JsonNode invoiceOf(ReservationSnapshot reservation) {
    JsonNode invoices = invoicesOf(reservation);
    assertThat(invoices).hasSize(1);
    return invoices.get(0);
  }

  private JsonNode invoicesOf(ReservationSnapshot reservation) {
    return HTTP.get("/invoices?reservationId=" + reservation.getId()).json().get("items");
  }

  private long parked(ReservationSnapshot reservation) {
    return SERVICE.count(
        "select count(*) from parked_event where convert_from(body, 'UTF8') like ?",
        "%" + reservation.getId() + "%");
  }

  /** What an event says is what the resource says; only the id has another name. */
  private static void assertSameState(JsonNode event, JsonNode invoice) {
    assertThat(event.get("invoiceId")).isEqualTo(invoice.get("id"));
    for (Map.Entry<String, JsonNode> property : invoice.properties()) {
      if (!property.getKey().equals("id")) {
        assertThat(event.get(property.getKey()))
            .as(property.getKey())
            .isEqualTo(property.getValue());
      }
    }
  }

  private ReservationSnapshot charge() {
    return Reservations.made(customer, "50.00", 1, "EUR");
  }

  private static Callable<Void> creation(ReservationSnapshot made) {
    return Executors.callable(() -> transaction().run(() -> service().priceAgreed(made)), null);
  }

  private static Callable<Void> ending(ReservationSnapshot made) {
    ReservationSnapshot ended = Reservations.later(made, ReservationStatus.CANCELLED, 1);
    return Executors.callable(() -> transaction().run(() -> service().ended(ended)), null);
  }

  private static ReservationBilling service() {
    return CDI.current().select(ReservationBilling.class).get();
  }

  private static InvoiceRepository repository() {
    return CDI.current().select(InvoiceRepository.class).get();
  }

  private static CreditNoteRepository creditNotes() {
    return CDI.current().select(CreditNoteRepository.class).get();
  }

  private static Transaction transaction() {
    return CDI.current().select(Transaction.class).get();
  }

  private long lastNumber() {
    return SERVICE.count(
        "select coalesce(max(last), 0) from invoice_number where year = ?",
        Year.now(ZoneOffset.UTC).getValue());
  }

  private List<Long> numbersOf(UUID customerId) {
    List<Long> numbers = new ArrayList<>();
    HTTP.get("/invoices?limit=200&customerId=" + customerId)
        .json()
        .get("items")
        .forEach(it -> numbers.add(Long.valueOf(it.get("number").textValue().substring(5))));
    return numbers;
  }
}
