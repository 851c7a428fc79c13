package io.motorpool.analytics.api;

import static io.motorpool.testing.Snapshots.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.analytics.AnalyticsUnderTest;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshotStatus;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.ImportedRental;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.testing.Http;
import io.motorpool.testing.Snapshots;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the owner of the business asks, over HTTP, with a vehicle service over HTTP beside it. */
class BusinessFiguresIT {

  private static FleetStub fleet;
  private static AnalyticsUnderTest service;

  @BeforeAll
  static void start() {
    fleet = new FleetStub();
    service =
        AnalyticsUnderTest.start(
            Map.of("motorpool.vehicle.url", fleet.url(), "motorpool.analytics.fleet.keep", "PT0S"));
  }

  @AfterAll
  static void stop() {
    service.close();
    fleet.close();
  }

  @Test
  void revenueIsToldByClassAndBranchWhicheverEventComesFirst() {
    ReservationSnapshot compact = reservation("CDMR");
    ReservationSnapshot economy = reservation("ECMR");
    InvoiceSnapshot ofCompact = invoice(compact, "100.00");
    InvoiceSnapshot ofEconomy = invoice(economy, "40.00");
    service.tell(
        List.of(
            told("invoice.issued", "2021-01-01T10:00:00Z", ofCompact),
            told("reservation.created", "2021-01-01T10:00:00Z", compact),
            told("reservation.created", "2021-01-01T10:00:00Z", economy),
            told("invoice.issued", "2021-01-02T10:00:00Z", ofEconomy),
            // What the return has added, and then taken off again.
            told(
                "invoice.issued",
                "2021-01-03T10:00:00Z",
                invoice(compact, "130.00").invoiceId(ofCompact.getInvoiceId()).version(2L)),
            told(
                "invoice.issued",
                "2021-01-04T10:00:00Z",
                invoice(compact, "110.00").invoiceId(ofCompact.getInvoiceId()).version(3L)),
            told("invoice.issued", "2021-01-02T10:00:00Z", invoice(reservation("ECMR"), "7.00")),
            told(
                "invoice.issued",
                "2021-01-02T10:00:00Z",
                invoice(economy, "9.00")
                    .total(francs("9.00"))
                    .paid(francs("0.00"))
                    .balance(francs("9.00")))));

    String range = "from=2021-01-01&to=2021-02-01";
    JsonNode groups = json("/analytics/revenue/groups?" + range).get("items");
    assertThat(groups).hasSize(4);
    assertGroup(groups.get(0), "CDMR", "EUR", "130.00", "20.00", "110.00");
    assertThat(groups.get(0).get("branchId").textValue())
        .isEqualTo(compact.getPickupBranchId().toString());
    assertGroup(groups.get(1), "ECMR", "CHF", "9.00", "0.00", "9.00");
    assertGroup(groups.get(2), "ECMR", "EUR", "40.00", "0.00", "40.00");
    assertGroup(groups.get(3), null, "EUR", "7.00", "0.00", "7.00");
    assertThat(groups.get(3).has("branchId")).isFalse();

    JsonNode first = json("/analytics/revenue/groups?limit=3&" + range);
    assertThat(first.get("items")).hasSize(3);
    JsonNode second =
        json(
            "/analytics/revenue/groups?limit=3&%s&cursor=%s"
                .formatted(range, first.get("nextCursor").textValue()));
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.get("items").get(0)).isEqualTo(groups.get(3));
    assertThat(second.has("nextCursor")).isFalse();

    assertThat(json("/analytics/revenue/groups?currency=CHF&" + range).get("items")).hasSize(1);
    JsonNode days =
        json("/analytics/revenue?from=2021-01-01&to=2021-01-05&vehicleClass=CDMR&branchId="
                + compact.getPickupBranchId())
            .get("items");
    assertThat(days.findValues("invoiced").stream().map(it -> it.get("amount").textValue()))
        .containsExactly("100.00", "0.00", "30.00", "0.00");
    assertThat(days.at("/3/credited/amount").textValue()).isEqualTo("20.00");
    assertThat(days.at("/3/revenue/amount").textValue()).isEqualTo("-20.00");
    assertThat(
            json("/analytics/revenue?from=2021-01-02&to=2021-01-03&currency=CHF")
                .at("/items/0/invoiced/amount")
                .textValue())
        .isEqualTo("9.00");
    JsonNode currencies = json("/analytics/summary?" + range).get("revenueByCurrency");
    assertThat(currencies).hasSize(2);
    assertThat(currencies.at("/0/invoiced/currency").textValue()).isEqualTo("CHF");
    assertThat(currencies.at("/1/invoiced/amount").textValue()).isEqualTo("177.00");
  }

  @Test
  void whatIsOverdueCountsOnceOnTheDayItBecameSo() {
    InvoiceSnapshot invoice = invoice(reservation("ECMR"), "129.00");
    service.tell(
        List.of(
            told("invoice.issued", "2021-02-01T10:00:00Z", invoice),
            told("invoice.overdue", "2021-02-15T00:05:00Z", invoice.version(1L)),
            told("invoice.overdue", "2021-02-16T00:05:00Z", invoice.version(2L))));

    JsonNode days = json("/analytics/revenue?from=2021-02-14&to=2021-02-17").get("items");
    assertThat(days.findValues("overdue").stream().map(it -> it.get("amount").textValue()))
        .containsExactly("0.00", "129.00", "0.00");
  }

  @Test
  void utilisationIsTheBookedTimeWithinTheRangeOverTheTimeOfTodaysFleet() {
    UUID branch = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    fleet.has(
        List.of(
            List.of(FleetStub.vehicle("ECMR", branch, "IN_SERVICE")),
            List.of(
                FleetStub.vehicle("ECMR", branch, "OUT_OF_SERVICE"),
                FleetStub.vehicle("ECMR", branch, "RETIRED"),
                FleetStub.vehicle("CDMR", other, "IN_SERVICE"))));
    // Begins a day before the range: one day of it counts.
    ReservationSnapshot before =
        booked("ECMR", branch, "2021-03-09T00:00:00Z", "2021-03-11T00:00:00Z");
    // Comes back a day early.
    ReservationSnapshot returned =
        booked("ECMR", branch, "2021-03-11T00:00:00Z", "2021-03-14T00:00:00Z")
            .status(ReservationStatus.COMPLETED)
            .handback(
                new Handback()
                    .returnedAt(OffsetDateTime.parse("2021-03-13T00:00:00Z"))
                    .odometerKm(2)
                    .fuelLevelPercent(100)
                    .branchId(branch)
                    .damage(List.of()))
            .version(3L);
    ReservationSnapshot extended =
        booked("ECMR", branch, "2021-03-16T00:00:00Z", "2021-03-17T00:00:00Z");
    ReservationSnapshot cancelled =
        booked("ECMR", branch, "2021-03-11T00:00:00Z", "2021-03-19T00:00:00Z")
            .status(ReservationStatus.CANCELLED);
    ReservationSnapshot withoutFleet =
        booked("FVMR", branch, "2021-03-12T00:00:00Z", "2021-03-12T12:00:00Z");
    service.tell(
        List.of(
            told("reservation.created", "2021-03-01T10:00:00Z", before),
            told("reservation.completed", "2021-03-13T00:00:00Z", returned),
            told("reservation.created", "2021-03-01T10:00:00Z", extended),
            told(
                "reservation.modified",
                "2021-03-02T10:00:00Z",
                extended.endsAt(OffsetDateTime.parse("2021-03-18T00:00:00Z")).version(2L)),
            // Overtaken by the change.
            told(
                "reservation.confirmed",
                "2021-03-01T10:00:01Z",
                extended.endsAt(OffsetDateTime.parse("2021-03-17T00:00:00Z")).version(1L)),
            told("reservation.cancelled", "2021-03-01T10:00:00Z", cancelled),
            told("reservation.created", "2021-03-01T10:00:00Z", withoutFleet)));

    String range = "/analytics/utilisation?from=2021-03-10&to=2021-03-20";
    JsonNode rows = json(range).get("items");
    assertThat(rows.findValuesAsText("vehicleClass")).containsExactly("CDMR", "ECMR", "FVMR");
    assertUtilisation(rows.get(0), 0, 0, 1, 14_400, "0.00");
    assertUtilisation(rows.get(1), 3, 5 * 1_440, 2, 28_800, "25.00");
    assertUtilisation(rows.get(2), 1, 720, 0, 0, null);
    JsonNode first = json(range + "&limit=1&branchId=" + branch);
    assertThat(first.at("/items/0/vehicleClass").textValue()).isEqualTo("ECMR");
    assertThat(
            json(range
                    + "&limit=1&branchId=%s&cursor=%s"
                        .formatted(branch, first.get("nextCursor").textValue()))
                .get("items")
                .findValuesAsText("vehicleClass"))
        .containsExactly("FVMR");
    assertThat(json(range + "&vehicleClass=CDMR").get("items")).hasSize(1);
  }

  @Test
  void withoutTheVehicleServiceNothingIsGuessed() {
    String path = "/analytics/utilisation?from=2021-03-10&to=2021-03-20";
    fleet.answers(500);
    assertUnavailable(service.get(path));
    fleet.isSilent();
    assertUnavailable(service.get(path));
    fleet.has(List.of(List.of()));
    assertThat(service.get(path).status()).isEqualTo(200);
  }

  @Test
  void outcomesAreThoseOfTheReservationsMadeInTheRange() {
    service.tell(
        List.of(
            told(
                "reservation.created",
                "2021-04-01T10:00:00Z",
                made("CDMR", ReservationStatus.CONFIRMED, 1)),
            told(
                "reservation.created",
                "2021-04-01T10:00:00Z",
                made("CDMR", ReservationStatus.CANCELLED, 2)),
            told(
                "reservation.created",
                "2021-04-01T10:00:00Z",
                made("CDMR", ReservationStatus.NO_SHOW, 9)),
            told(
                "reservation.created",
                "2021-04-01T10:00:00Z",
                made("ECMR", ReservationStatus.EXPIRED, 2))));

    String range = "/analytics/reservations/outcomes?from=2021-04-01&to=2021-04-02";
    JsonNode answer = json(range + "&byVehicleClass=true");
    assertThat(answer.get("all").toString())
        .isEqualTo(
            "{\"reservations\":4,\"cancelled\":1,\"cancellationPercent\":\"25.00\",\"noShow\":1,"
                + "\"noShowPercent\":\"25.00\",\"expired\":1,\"expiryPercent\":\"25.00\","
                + "\"averageLeadTimeMinutes\":5040,\"medianLeadTimeMinutes\":2880,"
                + "\"averageRentalMinutes\":2880}");
    assertThat(answer.get("vehicleClasses").findValuesAsText("vehicleClass"))
        .containsExactly("CDMR", "ECMR");
    assertThat(answer.at("/vehicleClasses/1/outcome/expiryPercent").textValue())
        .isEqualTo("100.00");
    JsonNode economy = json(range + "&vehicleClass=ECMR");
    assertThat(economy.at("/all/reservations").longValue()).isEqualTo(1);
    assertThat(economy.has("vehicleClasses")).isFalse();
    JsonNode none =
        json("/analytics/reservations/outcomes?from=2019-04-01&to=2019-04-02").get("all");
    assertThat(none.get("cancellationPercent").textValue()).isEqualTo("0.00");
    assertThat(none.has("medianLeadTimeMinutes")).isFalse();
  }

  @Test
  void rentalsOfBeforeCountWhenTheyTookPlace() {
    UUID branch = UUID.randomUUID();
    ReservationSnapshot rented =
        booked("ECMR", branch, "2020-05-11T08:00:00Z", "2020-05-13T08:00:00Z")
            .status(ReservationStatus.COMPLETED)
            .createdAt(OffsetDateTime.parse("2020-05-09T08:00:00Z"))
            .imported(new ImportedRental().reference("2020-17").charged(euros("103.20")));
    ReservationSnapshot cancelled =
        booked("ECMR", branch, "2020-05-12T08:00:00Z", "2020-05-14T08:00:00Z")
            .status(ReservationStatus.CANCELLED)
            .createdAt(OffsetDateTime.parse("2020-05-10T08:00:00Z"))
            .imported(new ImportedRental().reference("2020-18").charged(euros("30.00")));
    service.tell(
        List.of(
            told("reservation.completed", "2021-05-01T10:00:00Z", rented),
            told("reservation.cancelled", "2021-05-01T10:00:00Z", cancelled)));

    String range = "from=2020-05-09&to=2020-05-14";
    JsonNode days = json("/analytics/revenue?%s&branchId=%s".formatted(range, branch)).get("items");
    for (String figure : List.of("invoiced", "paid")) {
      assertThat(days.findValues(figure).stream().map(it -> it.get("amount").textValue()))
          .as(figure)
          .containsExactly("0.00", "30.00", "103.20", "0.00", "0.00");
    }
    JsonNode all = json("/analytics/reservations/outcomes?" + range).get("all");
    assertThat(all.get("reservations").longValue()).isEqualTo(2);
    assertThat(all.get("cancellationPercent").textValue()).isEqualTo("50.00");
    fleet.has(List.of(List.of()));
    assertThat(
            json("/analytics/utilisation?%s&branchId=%s".formatted(range, branch))
                .at("/items/0/bookedMinutes")
                .longValue())
        .isEqualTo(2 * 1_440);
  }

  @Test
  void aRangeIsFoundByItsIndexesAmongManyFacts() {
    service.update(
        """
        insert into reservation_fact (reservation_id, customer_id, vehicle_id, vehicle_class, pickup_branch_id,
          return_branch_id, starts_at, ends_at, status, total_amount, currency, version, created_at, unlogged)
        select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'ECMR', gen_random_uuid(), gen_random_uuid(),
          day, day + interval '3 days', 'CONFIRMED', 129, 'EUR', 1, day - interval '7 days', false
        from (select timestamptz '1980-01-01Z' + n * interval '1 hour' as day from generate_series(1, 40000) n) days
        """);
    service.update(
        """
        insert into invoice_change (invoice_id, version, reservation_id, currency, changed_at, charged_amount, paid_amount)
        select gen_random_uuid(), 0, gen_random_uuid(), 'EUR', timestamptz '1980-01-01Z' + n * interval '1 hour', 129, 0
        from generate_series(1, 40000) n
        """);
    service.update("analyze reservation_fact, invoice_change");
    fleet.has(List.of(List.of()));

    for (String path :
        List.of("revenue", "revenue/groups", "utilisation", "reservations/outcomes", "summary")) {
      json("/analytics/" + path + "?from=1982-03-01&to=1982-03-08");
    }

    for (String index :
        List.of(
            "reservation_fact_occupied", "reservation_fact_booked", "invoice_change_by_moment")) {
      await(index)
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  service.count(
                          "select idx_scan from pg_stat_user_indexes where indexrelname = '%s'"
                              .formatted(index))
                      > 0);
    }
  }

  private static ReservationSnapshot reservation(String vehicleClass) {
    return Snapshots.reservation(UUID.randomUUID()).vehicleClass(vehicleClass);
  }

  private static ReservationSnapshot booked(
      String vehicleClass, UUID branch, String startsAt, String endsAt) {
    return reservation(vehicleClass)
        .pickupBranchId(branch)
        .startsAt(OffsetDateTime.parse(startsAt))
        .endsAt(OffsetDateTime.parse(endsAt));
  }

  /** Made on the first of April, for two days some days later. */
  private static ReservationSnapshot made(
      String vehicleClass, ReservationStatus status, int daysLater) {
    OffsetDateTime made = OffsetDateTime.parse("2021-04-01T10:00:00Z");
    return reservation(vehicleClass)
        .status(status)
        .createdAt(made)
        .startsAt(made.plusDays(daysLater))
        .endsAt(made.plusDays(daysLater + 2));
  }

  private static InvoiceSnapshot invoice(ReservationSnapshot reservation, String total) {
    return Snapshots.invoice(reservation.getCustomerId(), reservation.getId())
        .status(InvoiceSnapshotStatus.ISSUED)
        .total(euros(total))
        .balance(euros(total));
  }

  private static Money francs(String amount) {
    return new Money().amount(new BigDecimal(amount)).currency("CHF");
  }

  private static String told(String type, String time, Object data) {
    return service.event(type, time, data);
  }

  private static JsonNode json(String path) {
    Http.Answer answer = service.get(path);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json();
  }

  private static void assertGroup(
      JsonNode group,
      String vehicleClass,
      String currency,
      String invoiced,
      String credited,
      String revenue) {
    assertThat(group.path("vehicleClass").textValue()).isEqualTo(vehicleClass);
    assertThat(group.get("currency").textValue()).isEqualTo(currency);
    assertThat(group.at("/revenue/invoiced/amount").textValue()).isEqualTo(invoiced);
    assertThat(group.at("/revenue/credited/amount").textValue()).isEqualTo(credited);
    assertThat(group.at("/revenue/revenue/amount").textValue()).isEqualTo(revenue);
  }

  private static void assertUtilisation(
      JsonNode row, long reservations, long booked, long vehicles, long fleetTime, String percent) {
    assertThat(row.get("reservations").longValue()).isEqualTo(reservations);
    assertThat(row.get("bookedMinutes").longValue()).isEqualTo(booked);
    assertThat(row.get("vehicles").longValue()).isEqualTo(vehicles);
    assertThat(row.get("fleetMinutes").longValue()).isEqualTo(fleetTime);
    assertThat(row.path("utilisationPercent").textValue()).isEqualTo(percent);
  }

  private static void assertUnavailable(Http.Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("service-unavailable");
    assertThat(answer.header("Retry-After")).isPresent();
  }
}
