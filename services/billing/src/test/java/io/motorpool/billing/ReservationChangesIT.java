package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is charged and credited when the price of a reservation changes, and when it ends early. */
class ReservationChangesIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  private static final List<List<Integer>> ORDERS = orders(List.of(0, 1, 2, 3));

  /** Three days at 50.00, with 30.00 tax: 180.00. */
  private final ReservationSnapshot made = booking();

  @Test
  void whatAChangeAddsIsAnotherInvoice() {
    hear("reservation.created", made);

    hear("reservation.modified", Reservations.modified(made, "50.00", 5, 2));

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00", "ADJUSTMENT 120.00");
    JsonNode adjustment = invoices().get(1);
    assertThat(adjustment.at("/lines/0/quantity").intValue()).isEqualTo(2);
    assertThat(adjustment.at("/lines/0/unitPrice/amount").textValue()).isEqualTo("50.00");
    assertThat(adjustment.at("/lines/1/type").textValue()).isEqualTo("TAX");
    assertThat(adjustment.at("/lines/1/amount/amount").textValue()).isEqualTo("20.00");
    assertThat(types()).containsExactly("invoice.issued", "invoice.issued");
  }

  @Test
  void whatAChangeTakesAwayIsCredited() {
    hear("reservation.created", made);

    hear("reservation.modified", Reservations.modified(made, "50.00", 2, 2));

    JsonNode rental = invoices().get(0);
    assertThat(rental.get("status").textValue()).isEqualTo("ISSUED");
    assertThat(rental.at("/credited/amount").textValue()).isEqualTo("60.00");
    assertThat(rental.at("/balance/amount").textValue()).isEqualTo("120.00");
    JsonNode note = notes(rental).get(0);
    assertThat(note.get("reason").textValue()).isEqualTo("The reservation was changed.");
    assertThat(note.at("/lines/0/quantity").intValue()).isEqualTo(1);
    assertThat(note.at("/lines/0/unitPrice/amount").textValue()).isEqualTo("50.00");
    assertThat(note.at("/lines/1/amount/amount").textValue()).isEqualTo("10.00");
    JsonNode event = EVENTS.await("invoice.credited", made.getId()).get("data");
    assertThat(event.get("status").textValue()).isEqualTo("ISSUED");
    assertThat(event.at("/balance/amount").textValue()).isEqualTo("120.00");
  }

  @Test
  void aChangeAtTheSamePriceChangesNothing() {
    hear("reservation.created", made);

    hear("reservation.modified", Reservations.modified(made, "50.00", 3, 2));

    assertThat(types()).containsExactly("invoice.issued");
  }

  @Test
  void whatIsCreditedIsTakenOffTheNewestInvoiceFirst() {
    hear("reservation.created", made);
    hear("reservation.modified", Reservations.modified(made, "50.00", 4, 2));

    hear("reservation.modified", Reservations.modified(made, "50.00", 1, 3));

    JsonNode rental = invoices().get(0);
    JsonNode adjustment = invoices().get(1);
    assertThat(adjustment.get("status").textValue()).isEqualTo("CREDITED");
    assertThat(rental.at("/credited/amount").textValue()).isEqualTo("120.00");
    assertThat(rental.at("/balance/amount").textValue()).isEqualTo("60.00");
    assertThat(notes(adjustment).at("/0/lines/0/amount/amount").textValue()).isEqualTo("50.00");
    assertThat(notes(adjustment).at("/0/lines/1/amount/amount").textValue()).isEqualTo("10.00");
    assertThat(notes(rental).at("/0/lines/1/amount/amount").textValue()).isEqualTo("20.00");
  }

  @Test
  void aChangeThatIsOvertakenByANewerOneIsBilledOnceAtTheNewest() {
    hear("reservation.created", made);
    hear("reservation.modified", Reservations.modified(made, "50.00", 5, 3));

    hear("reservation.modified", Reservations.modified(made, "50.00", 9, 2));
    hear("reservation.modified", Reservations.modified(made, "50.00", 5, 3));

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00", "ADJUSTMENT 120.00");
  }

  @Test
  void aChangeThatComesBeforeTheBookingIsTheRental() {
    hear("reservation.modified", Reservations.modified(made, "50.00", 5, 2));

    hear("reservation.created", made);

    assertThat(kindsAndTotals()).containsExactly("RENTAL 300.00");
  }

  @Test
  void aChangeThatComesAfterTheEndChargesNothing() {
    hear("reservation.created", made);
    hear("reservation.cancelled", Reservations.later(made, ReservationStatus.CANCELLED, 3));

    hear("reservation.modified", Reservations.modified(made, "50.00", 9, 2));
    hear("reservation.modified", Reservations.modified(made, "50.00", 9, 4));

    assertThat(types()).containsExactly("invoice.issued", "invoice.credited");
  }

  @Test
  void aConfirmedReservationIsChargedHoweverMuchTheCustomerOwes() {
    hear("reservation.created", made);
    SERVICE.update(
        "update invoice set due_on = (now() at time zone 'UTC')::date - 1 where reservation_id = ?",
        made.getId());

    hear("reservation.modified", Reservations.modified(made, "50.00", 5, 2));

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00", "ADJUSTMENT 120.00");
  }

  @Test
  void anEndCreditsAllInvoicesAndChargesItsFee() {
    hear("reservation.created", made);
    hear("reservation.modified", Reservations.modified(made, "50.00", 5, 2));
    ReservationSnapshot cancelled =
        Reservations.later(made, ReservationStatus.CANCELLED, 3).cancellationFee(eur("45.00"));

    hear("reservation.cancelled", cancelled);
    hear("reservation.cancelled", cancelled);

    assertThat(kindsAndTotals())
        .containsExactly("RENTAL 180.00", "ADJUSTMENT 120.00", "CANCELLATION 45.00");
    assertThat(invoices().findValuesAsText("status"))
        .containsExactly("CREDITED", "CREDITED", "ISSUED");
    JsonNode fee = invoices().get(2);
    assertThat(fee.get("lines")).hasSize(1);
    assertThat(fee.at("/lines/0/type").textValue()).isEqualTo("CANCELLATION");
  }

  @Test
  void aVehicleThatWasNotPickedUpHasAFeeOfItsOwn() {
    hear("reservation.created", made);

    hear(
        "reservation.no_show",
        Reservations.later(made, ReservationStatus.NO_SHOW, 3).cancellationFee(eur("60.00")));

    assertThat(invoices().get(1).at("/lines/0/type").textValue()).isEqualTo("NO_SHOW");
  }

  @Test
  void theFeeIsChargedWhenTheEndIsHeardOfFirst() {
    hear(
        "reservation.cancelled",
        Reservations.later(made, ReservationStatus.CANCELLED, 3).cancellationFee(eur("45.00")));

    hear("reservation.created", made);

    assertThat(kindsAndTotals()).containsExactly("CANCELLATION 45.00");
  }

  @Test
  void anEndWithoutAFeeChargesNone() {
    hear("reservation.created", made);

    hear(
        "reservation.cancelled",
        Reservations.later(made, ReservationStatus.CANCELLED, 3).cancellationFee(eur("0.00")));

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00");
  }

  @Test
  void anEndCreditsWhatIsLeftOfAnInvoice() {
    hear("reservation.created", made);
    hear("reservation.modified", Reservations.modified(made, "50.00", 2, 2));

    hear("reservation.cancelled", Reservations.later(made, ReservationStatus.CANCELLED, 3));

    JsonNode rental = invoices().get(0);
    assertThat(rental.get("status").textValue()).isEqualTo("CREDITED");
    assertThat(notes(rental)).hasSize(2);
    JsonNode rest = notes(rental).get(1);
    assertThat(rest.at("/amount/amount").textValue()).isEqualTo("120.00");
    assertThat(rest.at("/lines/0/quantity").intValue()).isEqualTo(2);
  }

  @Test
  void whateverOrderTheEventsComeInTheCustomerOwesTheSame() {
    for (List<Integer> order : ORDERS) {
      ReservationSnapshot one = booking();
      List<Heard> rental =
          List.of(
              new Heard("reservation.created", one),
              new Heard("reservation.modified", Reservations.modified(one, "50.00", 5, 2)),
              new Heard("reservation.modified", Reservations.modified(one, "50.00", 2, 3)),
              new Heard(
                  "reservation.cancelled",
                  Reservations.later(one, ReservationStatus.CANCELLED, 4)
                      .cancellationFee(eur("45.00"))));

      order.forEach(i -> hear(rental.get(i).type(), rental.get(i).reservation()));

      assertThat(owed(one)).as("cancelled at last, heard of in the order %s", order).isEqualTo(45);

      ReservationSnapshot other = booking();
      ReservationSnapshot last = Reservations.modified(other, "50.00", 2, 3);
      List<Heard> kept =
          List.of(
              new Heard("reservation.created", other),
              new Heard("reservation.modified", Reservations.modified(other, "50.00", 5, 2)),
              new Heard("reservation.modified", last),
              new Heard(
                  "reservation.completed",
                  Reservations.later(last, ReservationStatus.COMPLETED, 4)));

      order.forEach(i -> hear(kept.get(i).type(), kept.get(i).reservation()));

      assertThat(owed(other)).as("kept, heard of in the order %s", order).isEqualTo(120);
    }
  }

  /** An event to be heard of. */
  private record Heard(String type, ReservationSnapshot reservation) {}

  private static List<List<Integer>> orders(List<Integer> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Integer>> orders = new ArrayList<>();
    for (Integer first : of) {
      List<Integer> others = of.stream().filter(it -> !it.equals(first)).toList();
      for (List<Integer> rest : orders(others)) {
        List<Integer> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        orders.add(order);
      }
    }
    return orders;
  }

  private static ReservationSnapshot booking() {
    return Reservations.modified(Reservations.made(UUID.randomUUID()), "50.00", 3, 0)
        .status(ReservationStatus.PENDING);
  }

  private static long owed(ReservationSnapshot reservation) {
    return SERVICE.count(
        "select cast(sum(balance_amount) as bigint) from invoice where reservation_id = ?",
        reservation.getId());
  }

  private static void hear(String type, ReservationSnapshot reservation) {
    SERVICE.awaitHandled(EVENTS.publish(type, reservation));
  }

  private JsonNode invoices() {
    return HTTP.get("/invoices?reservationId=" + made.getId()).json().get("items");
  }

  private List<String> kindsAndTotals() {
    List<String> found = new ArrayList<>();
    invoices()
        .forEach(
            it -> found.add(it.get("kind").textValue() + " " + it.at("/total/amount").textValue()));
    return found;
  }

  private List<String> types() {
    SERVICE.awaitPublished();
    return EVENTS.typesAbout(made.getId());
  }

  private static JsonNode notes(JsonNode invoice) {
    return HTTP.get("/invoices/%s/credit-notes".formatted(invoice.get("id").textValue()))
        .json()
        .get("items");
  }

  private static Money eur(String amount) {
    return new Money().amount(new BigDecimal(amount)).currency("EUR");
  }
}
