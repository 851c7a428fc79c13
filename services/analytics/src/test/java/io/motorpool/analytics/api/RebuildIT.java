package io.motorpool.analytics.api;

import static io.motorpool.testing.Snapshots.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.analytics.AnalyticsUnderTest;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshotStatus;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.testing.Http;
import io.motorpool.testing.Snapshots;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The facts are made again from the log, and nobody sees a difference. */
class RebuildIT {

  private static final String REBUILD = "/operations/analytics/rebuild";
  private static final long FACTS = 0x6661637473L;

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
  void figuresAreTheSameBeforeAndAfterAlsoWhenTheFactsWereSpoiled() {
    Random random = new Random(11);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      events.addAll(rental("2022-01", 1 + i % 28, random));
    }
    List<String> disturbed = new ArrayList<>(events);
    disturbed.addAll(events.subList(10, 60));
    Collections.shuffle(disturbed, random);
    service.tell(disturbed);
    List<JsonNode> before = figures("2022-01");

    Http.Answer answer = service.post(REBUILD);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.json().get("events").longValue())
        .isEqualTo(service.count("select count(*) from event_log"))
        .isGreaterThanOrEqualTo(events.size());
    assertThat(figures("2022-01")).isEqualTo(before);

    service.update("update invoice_change set charged_amount = 1, paid_amount = 0");
    service.update(
        "update reservation_fact set cancelled_at = null, logged_events = logged_events + 1");
    assertThat(figures("2022-01")).isNotEqualTo(before);
    assertThat(service.post(REBUILD).status()).isEqualTo(200);
    assertThat(figures("2022-01")).isEqualTo(before);
  }

  @Test
  void eventsThatArriveWhileFactsAreMadeAgainAreNeitherLostNorCountedTwice() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      events.add(service.event("reservation.created", "2022-03-01T10:00:00Z", reservation()));
    }
    CompletableFuture<Void> arriving =
        CompletableFuture.runAsync(() -> events.forEach(service::publish));
    int rebuilds = 0;
    while (!arriving.isDone() || rebuilds == 0) {
      assertThat(service.post(REBUILD).status()).isEqualTo(200);
      rebuilds++;
    }
    arriving.join();
    events.forEach(service::awaitHandled);

    assertThat(created("2022-03-01")).isEqualTo(150);
    assertThat(service.post(REBUILD).status()).isEqualTo(200);
    assertThat(created("2022-03-01")).isEqualTo(150);
  }

  @Test
  void oneRunsAtATimeAndWhatArrivesWaitsForIt() throws Exception {
    CompletableFuture<Http.Answer> first;
    String event = service.event("reservation.created", "2022-04-01T10:00:00Z", reservation());
    try (Connection other = connection();
        Statement statement = other.createStatement()) {
      // An event is just being handled, so the rebuild has to wait for it.
      statement.execute("select pg_advisory_lock_shared(" + FACTS + ")");
      first = CompletableFuture.supplyAsync(() -> service.post(REBUILD));
      await("the rebuild waits").atMost(Duration.ofSeconds(20)).until(() -> waiting() == 1);
      service.publish(event);
      await("the event waits").atMost(Duration.ofSeconds(20)).until(() -> waiting() == 2);

      Http.Answer second = service.post(REBUILD);
      assertThat(second.status()).isEqualTo(409);
      assertThat(second.problem()).isEqualTo("rebuild-running");
    }
    assertThat(first.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
    service.awaitHandled(event);
    assertThat(created("2022-04-01")).isEqualTo(1);
  }

  @Test
  void factsFromBeforeTheLogAreKeptAndGoOn() {
    ReservationSnapshot old = reservation();
    UUID invoiceId = UUID.randomUUID();
    // As the version before the log writes.
    service.update(
        """
        insert into reservation_fact (reservation_id, customer_id, vehicle_id, vehicle_class, pickup_branch_id,
          return_branch_id, starts_at, ends_at, status, total_amount, currency, version, created_at)
        values (?, ?, ?, 'CDMR', ?, ?, '2022-05-10Z', '2022-05-12Z', 'PENDING', 129, 'EUR', 0, '2022-05-01Z')
        """,
        old.getId(),
        old.getCustomerId(),
        old.getVehicleId(),
        old.getPickupBranchId(),
        old.getReturnBranchId());
    service.update(
        """
        insert into invoice_fact (invoice_id, reservation_id, customer_id, status, currency, total_amount,
          paid_amount, balance_amount, version, invoiced_at, invoiced_amount)
        values (?, ?, ?, 'ISSUED', 'EUR', 129, 0, 129, 0, '2022-05-01Z', 129)
        """,
        invoiceId,
        old.getId(),
        old.getCustomerId());
    InvoiceSnapshot invoice =
        Snapshots.invoice(old.getCustomerId(), old.getId()).invoiceId(invoiceId);
    service.tell(
        List.of(
            service.event(
                "reservation.cancelled",
                "2022-05-02T10:00:00Z",
                old.status(ReservationStatus.CANCELLED).version(2L)),
            service.event(
                "invoice.credited",
                "2022-05-02T10:00:00Z",
                invoice
                    .status(InvoiceSnapshotStatus.CREDITED)
                    .balance(euros("0.00"))
                    .version(1L))));
    List<JsonNode> before = figures("2022-05");
    assertThat(before.getFirst().at("/reservations/created").longValue()).isEqualTo(1);
    assertThat(before.getFirst().at("/reservations/cancelled").longValue()).isEqualTo(1);
    assertThat(before.getFirst().at("/revenue/invoiced/amount").textValue()).isEqualTo("129.00");
    assertThat(before.getFirst().at("/revenue/credited/amount").textValue()).isEqualTo("129.00");

    JsonNode rebuild = service.post(REBUILD).json();
    assertThat(rebuild.get("keptReservations").longValue()).isPositive();
    assertThat(rebuild.get("keptInvoiceChanges").longValue()).isPositive();
    assertThat(figures("2022-05")).isEqualTo(before);
  }

  @Test
  void whatAReplicaFromBeforeTheLogAddsToALoggedFactIsKept() {
    ReservationSnapshot reservation = reservation();
    service.tell(
        List.of(service.event("reservation.created", "2022-06-01T10:00:00Z", reservation)));
    service.update(
        "update reservation_fact set confirmed_at = '2022-06-02Z', status = 'CONFIRMED', version = 1"
            + " where reservation_id = ?",
        reservation.getId());
    List<JsonNode> before = figures("2022-06");
    assertThat(before.getFirst().at("/reservations/confirmed").longValue()).isEqualTo(1);

    assertThat(service.post(REBUILD).status()).isEqualTo(200);
    assertThat(figures("2022-06")).isEqualTo(before);
  }

  @Test
  void notEvenTheServiceMayChangeTheLog() throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("delete from event_log"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("update event_log set body = ''"))
          .hasMessageContaining("permission denied");
    }
  }

  private static List<JsonNode> figures(String month) {
    String range = "?from=%1$s-01&to=%1$s-28".formatted(month);
    return List.of(
            "/analytics/summary",
            "/analytics/reservations",
            "/analytics/revenue",
            "/analytics/revenue/groups",
            "/analytics/reservations/outcomes")
        .stream()
        .map(
            path -> {
              Http.Answer answer = service.get(path + range);
              assertThat(answer.status()).as("%s", answer).isEqualTo(200);
              return answer.json();
            })
        .toList();
  }

  private static long created(String day) {
    return service.count(
        "select count(*) from reservation_fact where (created_at at time zone 'UTC')::date = '%s'"
            .formatted(day));
  }

  private static long waiting() {
    return service.count(
        "select count(*) from pg_locks where locktype = 'advisory' and not granted");
  }

  /** As the service itself connects. */
  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(
        System.getProperty("motorpool.database.url"), "analytics", "analytics");
  }

  private static ReservationSnapshot reservation() {
    return Snapshots.reservation(UUID.randomUUID());
  }

  /** A reservation that changes and is then cancelled, or not, with its invoice. */
  private static List<String> rental(String month, int day, Random random) {
    String date = "%s-%02dT%%02d:00:00Z".formatted(month, day);
    ReservationSnapshot reservation =
        reservation().createdAt(OffsetDateTime.parse(date.formatted(8)));
    InvoiceSnapshot invoice = Snapshots.invoice(reservation.getCustomerId(), reservation.getId());
    List<String> events = new ArrayList<>();
    events.add(service.event("reservation.created", date.formatted(8), reservation));
    events.add(service.event("invoice.issued", date.formatted(8), invoice));
    events.add(
        service.event(
            "reservation.confirmed",
            date.formatted(9),
            reservation.status(ReservationStatus.CONFIRMED).version(1L)));
    events.add(
        service.event(
            "reservation.started",
            date.formatted(10),
            reservation.endsAt(reservation.getEndsAt().plusHours(random.nextInt(99))).version(2L)));
    if (random.nextBoolean()) {
      events.add(
          service.event(
              "reservation.cancelled",
              date.formatted(11),
              reservation.status(ReservationStatus.CANCELLED).version(3L)));
      events.add(
          service.event(
              "invoice.credited",
              date.formatted(11),
              invoice.status(InvoiceSnapshotStatus.CREDITED).balance(euros("0.00")).version(1L)));
    }
    return events;
  }
}
