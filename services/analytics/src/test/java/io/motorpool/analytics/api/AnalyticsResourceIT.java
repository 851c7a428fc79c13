package io.motorpool.analytics.api;

import static io.motorpool.testing.Snapshots.euros;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.motorpool.analytics.AnalyticsUnderTest;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshotStatus;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.testing.Http;
import io.motorpool.testing.Snapshots;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsResourceIT {

  private static AnalyticsUnderTest service;

  @BeforeAll
  static void start() {
    service = AnalyticsUnderTest.start(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void eachStepCountsOnTheUtcDayOfItsEvent() {
    List<String> events = new ArrayList<>();
    events.addAll(rental("2020-01", 0));
    events.add(step(reservation(), "cancelled", "2020-01-02T23:59:59.999999Z", 1));
    events.add(step(reservation(), "expired", "2020-01-03T00:00:00Z", 1));
    // The third of January in Vienna, but the second in UTC.
    events.add(step(reservation(), "no_show", "2020-01-03T00:30:00+01:00", 2));
    service.tell(events);

    JsonNode days = json("/analytics/reservations?from=2020-01-01&to=2020-01-05").get("items");
    assertThat(days).hasSize(4);
    assertThat(days.get(0)).isEqualTo(json("2020-01-01", 1, 1, 0, 0, 0, 0, 0));
    assertThat(days.get(1)).isEqualTo(json("2020-01-02", 0, 0, 1, 0, 1, 0, 1));
    assertThat(days.get(2)).isEqualTo(json("2020-01-03", 0, 0, 0, 0, 0, 1, 0));
    assertThat(days.get(3)).isEqualTo(json("2020-01-04", 0, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void theSameEventsGiveTheSameFiguresInAnyOrderAndHoweverOften() {
    List<String> first = rental("2020-03", 0);
    List<String> again = rental("2020-04", 0);
    List<String> shuffled = new ArrayList<>(again);
    shuffled.addAll(again);
    Collections.reverse(shuffled);
    Collections.shuffle(shuffled, new Random(7));
    service.tell(first);
    service.tell(again.reversed());
    service.tell(shuffled);

    assertThat(json("/analytics/summary?from=2020-03-01&to=2020-03-31").get("reservations"))
        .isEqualTo(json("/analytics/summary?from=2020-04-01&to=2020-05-01").get("reservations"));
    assertThat(json("/analytics/summary?from=2020-03-01&to=2020-03-31").get("revenue"))
        .isEqualTo(json("/analytics/summary?from=2020-04-01&to=2020-05-01").get("revenue"));
    assertThat(json("/analytics/reservations?from=2020-04-01&to=2020-04-02").at("/items/0"))
        .isEqualTo(json("2020-04-01", 1, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void aLateEventFillsInItsMomentWithoutTakingTheStateBack() {
    ReservationSnapshot reservation = reservation();
    service.tell(
        List.of(
            step(reservation, "confirmed", "2020-06-02T10:00:00Z", 1),
            step(reservation, "created", "2020-06-01T10:00:00Z", 0)));

    JsonNode days = json("/analytics/reservations?from=2020-06-01&to=2020-06-03").get("items");
    assertThat(days.get(0)).isEqualTo(json("2020-06-01", 1, 0, 0, 0, 0, 0, 0));
    assertThat(days.get(1)).isEqualTo(json("2020-06-02", 0, 1, 0, 0, 0, 0, 0));
    assertThat(
            service.count(
                "select count(*) from reservation_fact where status = 'CONFIRMED' and version = 1"
                    + " and reservation_id = '"
                    + reservation.getId()
                    + "'"))
        .isOne();
  }

  @Test
  void aStepToldTwiceUnderTwoIdsCountsOnceOnItsFirstDay() {
    ReservationSnapshot reservation = reservation();
    service.tell(
        List.of(
            step(reservation, "created", "2020-07-02T10:00:00Z", 0),
            step(reservation, "created", "2020-07-01T10:00:00Z", 0),
            step(reservation, "created", "2020-07-03T10:00:00Z", 0)));

    JsonNode days = json("/analytics/reservations?from=2020-07-01&to=2020-07-04").get("items");
    assertThat(days.findValuesAsText("created")).containsExactly("1", "0", "0");
  }

  @Test
  void revenueIsSummedUpByTheDayItWasInvoicedPaidAndCredited() {
    InvoiceSnapshot paid = invoice("129.00");
    InvoiceSnapshot credited = invoice("50.50");
    service.tell(
        List.of(
            step(paid, "issued", InvoiceSnapshotStatus.ISSUED, "2020-08-01T10:00:00Z", 0),
            step(credited, "issued", InvoiceSnapshotStatus.ISSUED, "2020-08-01T11:00:00Z", 0),
            step(
                paid.paid(euros("129.00")).balance(euros("0.00")),
                "paid",
                InvoiceSnapshotStatus.PAID,
                "2020-08-03T10:00:00Z",
                1),
            step(
                credited.balance(euros("0.00")),
                "credited",
                InvoiceSnapshotStatus.CREDITED,
                "2020-08-02T10:00:00Z",
                1),
            service.event(
                "invoice.rejected",
                "2020-08-02T10:00:00Z",
                Snapshots.rejected(UUID.randomUUID(), UUID.randomUUID()))));

    JsonNode days = json("/analytics/revenue?from=2020-08-01&to=2020-08-05").get("items");
    assertThat(days).hasSize(4);
    assertRevenue(days.get(0), "179.50", "0.00", "0.00");
    assertRevenue(days.get(1), "0.00", "50.50", "0.00");
    assertRevenue(days.get(2), "0.00", "0.00", "129.00");
    assertRevenue(days.get(3), "0.00", "0.00", "0.00");
    assertRevenue(
        json("/analytics/summary?from=2020-08-01&to=2020-08-05").get("revenue"),
        "179.50",
        "50.50",
        "129.00");
  }

  @Test
  void anInvoiceInAnotherCurrencyIsNotMixedIn() {
    Money francs = new Money().amount(new BigDecimal("99.00")).currency("CHF");
    InvoiceSnapshot swiss = invoice("1.00").total(francs).paid(francs).balance(francs);
    service.tell(
        List.of(
            step(swiss, "issued", InvoiceSnapshotStatus.ISSUED, "2020-09-01T10:00:00Z", 0),
            step(
                invoice("129.00"),
                "issued",
                InvoiceSnapshotStatus.ISSUED,
                "2020-09-01T10:00:00Z",
                0)));

    assertRevenue(
        json("/analytics/revenue?from=2020-09-01&to=2020-09-02").at("/items/0"),
        "129.00",
        "0.00",
        "0.00");
  }

  @Test
  void theSummaryNamesItsRangeAndAddsUpItsDays() {
    service.tell(rental("2020-10", 0));
    service.tell(rental("2020-10", 4));

    JsonNode summary = json("/analytics/summary?from=2020-10-01&to=2020-11-01");
    assertThat(summary.get("from").textValue()).isEqualTo("2020-10-01");
    assertThat(summary.get("to").textValue()).isEqualTo("2020-11-01");
    assertThat(summary.get("reservations").toString())
        .isEqualTo(
            "{\"created\":2,\"confirmed\":2,\"started\":2,\"completed\":2,\"cancelled\":0,"
                + "\"expired\":0,\"noShow\":0}");
    assertRevenue(summary.get("revenue"), "258.00", "0.00", "258.00");
  }

  @Test
  void aRangeWithoutEventsIsAllZero() {
    assertThat(json("/analytics/reservations?from=2019-01-01&to=2020-01-01").get("items"))
        .hasSize(365)
        .allSatisfy(day -> assertThat(day.get("created").longValue()).isZero());
    assertThat(json("/analytics/revenue?from=2016-01-01&to=2017-01-01").get("items")).hasSize(366);
  }

  @ParameterizedTest
  @CsvSource({
    "from=2026-11-02&to=2026-11-01, to",
    "from=2026-11-01&to=2026-11-01, to",
    "from=2026-01-01&to=2027-01-03, to",
    "from=2026-11-01, to",
    "to=2026-11-01, from",
    "from=yesterday&to=2026-11-01, from",
    "from=2026-02-30&to=2026-11-01, from",
    "from=-999999999-01-01&to=2026-11-01, from",
  })
  void aRangeThatBreaksTheContractIsNamed(String query, String parameter) {
    for (String figure :
        List.of(
            "summary",
            "reservations",
            "reservations/outcomes",
            "revenue",
            "revenue/groups",
            "utilisation")) {
      Http.Answer answer = service.get("/analytics/" + figure + "?" + query);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Content-Type"))
          .hasValueSatisfying(it -> assertThat(it).startsWith("application/problem+json"));
      assertThat(answer.json().at("/errors/0/parameter").textValue()).isEqualTo(parameter);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data/id", "/data/price", "/time"})
  void anEventThatBreaksTheContractIsParkedAndNotCounted(String missing) {
    long parked = service.parked();
    String name = missing.substring(missing.lastIndexOf('/') + 1);
    String event =
        step(reservation(), "created", "2020-12-01T10:00:00Z", 0)
            .replace("\"" + name + "\":", "\"x" + name + "\":");
    // The envelope has an id as well, which is to stay.
    service.publish(name.equals("id") ? event.replaceFirst("\"xid\"", "\"id\"") : event);
    service.awaitParked(parked + 1);

    assertThat(
            json("/analytics/reservations?from=2020-12-01&to=2020-12-02")
                .at("/items/0/created")
                .longValue())
        .isZero();
  }

  /** A rental with its invoice, from the first to the fourth of the month and some days on. */
  private static List<String> rental(String month, int daysOn) {
    ReservationSnapshot reservation = reservation();
    InvoiceSnapshot invoice = invoice("129.00").reservationId(reservation.getId());
    String day = month + "-%02d";
    return List.of(
        step(reservation, "created", day.formatted(1 + daysOn) + "T10:00:00Z", 0),
        step(
            invoice,
            "issued",
            InvoiceSnapshotStatus.ISSUED,
            day.formatted(1 + daysOn) + "T10:00:01Z",
            0),
        step(reservation, "confirmed", day.formatted(1 + daysOn) + "T10:00:02Z", 1),
        step(reservation, "started", day.formatted(2 + daysOn) + "T10:00:00Z", 2),
        step(reservation, "completed", day.formatted(4 + daysOn) + "T10:00:00Z", 3),
        step(
            invoice.paid(euros("129.00")).balance(euros("0.00")),
            "paid",
            InvoiceSnapshotStatus.PAID,
            day.formatted(4 + daysOn) + "T10:00:00Z",
            1));
  }

  private static ReservationSnapshot reservation() {
    return Snapshots.reservation(UUID.randomUUID());
  }

  private static InvoiceSnapshot invoice(String total) {
    return Snapshots.invoice(UUID.randomUUID(), UUID.randomUUID())
        .total(euros(total))
        .balance(euros(total));
  }

  private static String step(
      ReservationSnapshot reservation, String step, String time, long version) {
    ReservationStatus status =
        switch (step) {
          case "created" -> ReservationStatus.PENDING;
          case "started" -> ReservationStatus.ACTIVE;
          default -> ReservationStatus.valueOf(step.toUpperCase(java.util.Locale.ROOT));
        };
    return service.event("reservation." + step, time, reservation.status(status).version(version));
  }

  private static String step(
      InvoiceSnapshot invoice,
      String step,
      InvoiceSnapshotStatus status,
      String time,
      long version) {
    return service.event("invoice." + step, time, invoice.status(status).version(version));
  }

  private static JsonNode json(String path) {
    Http.Answer answer = service.get(path);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode json(
      String date,
      int created,
      int confirmed,
      int started,
      int completed,
      int cancelled,
      int expired,
      int noShow) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("date", date)
        .put("created", created)
        .put("confirmed", confirmed)
        .put("started", started)
        .put("completed", completed)
        .put("cancelled", cancelled)
        .put("expired", expired)
        .put("noShow", noShow);
  }

  private static void assertRevenue(
      JsonNode figures, String invoiced, String credited, String paid) {
    assertThat(figures.at("/invoiced/amount").textValue()).isEqualTo(invoiced);
    assertThat(figures.at("/credited/amount").textValue()).isEqualTo(credited);
    assertThat(figures.at("/paid/amount").textValue()).isEqualTo(paid);
    assertThat(figures.at("/paid/currency").textValue()).isEqualTo("EUR");
  }
}
