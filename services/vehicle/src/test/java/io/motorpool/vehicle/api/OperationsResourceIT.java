package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.DocumentedEvents;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Metrics;
import io.motorpool.testing.ParkedEvents;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.vehicle.Fleet;
import io.motorpool.vehicle.Reservations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsResourceIT {

  private static final String PATH = "/operations/vehicle/parked-events";
  private static final String CONSUMED = "motorpool_events_consumed_total";
  private static final String DUPLICATES = "motorpool_events_duplicates_total";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static ServiceUnderTest service;
  private static Http http;
  private static Events events;
  private static Fleet fleet;

  private ReservationSnapshot reservation;
  private String event;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(Database.VEHICLE, Map.of("motorpool.retention.interval", "PT0.2S"));
    http = service.http();
    events = service.events();
    fleet = new Fleet(http);
  }

  @AfterAll
  static void stop() {
    events.close();
    service.close();
  }

  @BeforeEach
  void makeAnEvent() {
    String branch = fleet.newBranch();
    String vehicle = fleet.newVehicle(fleet.newClass(), branch);
    reservation =
        Reservations.pending(
            vehicle, branch, branch, "2027-03-01T09:00:00Z", "2027-03-08T09:00:00Z");
    event =
        Events.event(UUID.randomUUID(), "reservation.created", "2026-11-20T10:00:00Z", reservation);
  }

  @AfterEach
  void leaveNothingParked() {
    service.update("delete from parked_event");
  }

  @Test
  void whatTheDocumentShowsAsAnEventIsNotParked() {
    DocumentedEvents.check(service);
  }

  @Test
  void whatIsNoEventIsParkedForAPerson() {
    ParkedEvents.check(service, "vehicle", "reservation.created");
  }

  @Test
  void parkedEventsAreListedInPagesWithoutTheirBodies() {
    for (String body : List.of("a", "bb", "ccc")) {
      events.publish("reservation.created", body.getBytes(StandardCharsets.UTF_8));
    }
    service.awaitParked(3);

    List<Integer> sizes = new ArrayList<>();
    String query = "?limit=2";
    while (query != null) {
      JsonNode page = http.get(PATH + query).json();
      page.get("items")
          .forEach(
              item -> {
                sizes.add(item.get("bodyBytes").asInt());
                assertThat(item.has("body")).isFalse();
              });
      query = page.has("nextCursor") ? "?limit=2&cursor=" + page.get("nextCursor").asText() : null;
    }

    assertThat(sizes).containsExactly(1, 2, 3);
  }

  @Test
  void aMessageThatIsNoTextIsShownAsItIs() {
    byte[] body = {(byte) 0xac, (byte) 0xed, 0, 5};
    events.publish("reservation.created", body);
    service.awaitParked(1);

    JsonNode shown = http.get(PATH + "/" + onlyParked()).json();

    assertThat(shown.at("/body/encoding").asText()).isEqualTo("BASE64");
    assertThat(Base64.getDecoder().decode(shown.at("/body/content").asText())).isEqualTo(body);
    assertThat(shown.at("/body/complete").asBoolean()).isTrue();
    assertThat(shown.has("eventId")).isFalse();
  }

  @Test
  void onlyTheBeginningOfAHugeMessageIsShown() {
    events.publish("reservation.created", "x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
    service.awaitParked(1);

    JsonNode shown = http.get(PATH + "/" + onlyParked()).json();

    assertThat(shown.at("/bodyBytes").asInt()).isEqualTo(3_000_000);
    assertThat(shown.at("/body/content").asText()).hasSize(1 << 16);
    assertThat(shown.at("/body/complete").asBoolean()).isFalse();
  }

  @Test
  void anEventWithAnIdThatCannotBeStoredIsParkedToo() {
    String id = Events.idOf(event).toString();
    events.send(event.replace(id, "x".repeat(201)));
    events.send(event.replace(id, "a\\u0000b"));
    events.publish(
        "reservation.created",
        event.replace("reservation.created", "\\u0000").getBytes(StandardCharsets.UTF_8));

    service.awaitParked(3);
    assertThat(scheduled()).isZero();
  }

  @Test
  void aBadEventAmongManyHoldsUpNoneOfThem() {
    double before = counted(CONSUMED);
    // The first takes a while, so that the others wait together.
    service.update(
        "create function take_a_while() returns trigger language plpgsql as 'begin"
            + " if not exists (select from schedule_entry where reservation_id <> new.reservation_id"
            + " and vehicle_id = new.vehicle_id) then perform pg_sleep(1); end if; return new; end'");
    service.update(
        "create trigger take_a_while before insert on schedule_entry"
            + " for each row execute function take_a_while()");

    List<UUID> reservations = new ArrayList<>();
    for (int day = 1; day <= 20; day++) {
      ReservationSnapshot next =
          Reservations.pending(
              reservation.getVehicleId().toString(),
              reservation.getPickupBranchId().toString(),
              reservation.getReturnBranchId().toString(),
              "2027-04-%02dT09:00:00Z".formatted(day),
              "2027-04-%02dT10:00:00Z".formatted(day));
      reservations.add(next.getId());
      events.publish("reservation.created", next);
      if (day == 5) {
        events.publish("reservation.created", next.startsAt(null));
        events.publish("reservation.created", new byte[] {'{'});
      }
    }

    service.awaitParked(2);
    for (UUID id : reservations) {
      await()
          .atMost(SOON)
          .until(
              () ->
                  service.count("select count(*) from schedule_entry where reservation_id = ?", id)
                      == 1);
    }
    service.update("drop trigger take_a_while on schedule_entry");
    awaitCounted(CONSUMED, before + 20);
  }

  @Test
  void anEventIsReplayedOnceWhatStoodInItsWayIsMended() {
    String id = parkForABrokenDatabase();

    Http.Answer tooEarly = http.method("POST", PATH + "/" + id + "/replay");
    assertThat(tooEarly.status()).as("%s", tooEarly).isEqualTo(409);
    assertThat(tooEarly.problem()).isEqualTo("replay-failed");
    JsonNode parked = http.get(PATH + "/" + id).json();
    assertThat(parked.get("attempts").asInt()).isEqualTo(6);
    assertThat(parked.get("eventId").asText()).isEqualTo(Events.idOf(event).toString());
    assertThat(parked.get("type").asText()).isEqualTo("reservation.created");

    mendTheDatabase();
    Http.Answer replayed = http.method("POST", PATH + "/" + id + "/replay");

    assertThat(replayed.status()).as("%s", replayed).isEqualTo(200);
    assertThat(replayed.json().get("outcome").asText()).isEqualTo("PROCESSED");
    assertThat(replayed.json().get("eventId").asText()).isEqualTo(Events.idOf(event).toString());
    assertThat(scheduled()).isEqualTo(1);
    assertThat(service.parked()).isZero();
    assertThat(http.method("POST", PATH + "/" + id + "/replay").problem())
        .isEqualTo("parked-event-not-found");
  }

  @Test
  void manyWhoReplayAnEventAtTheSameTimeHaveItProcessedOnce() throws Exception {
    String id = parkForABrokenDatabase();
    mendTheDatabase();
    // Each time the schedule is written, it is counted, and takes a while.
    service.update("create table written (at timestamptz default clock_timestamp())");
    service.update("grant insert on written to vehicle");
    service.update(
        "create function note_writing() returns trigger language plpgsql as 'begin"
            + " insert into written default values; perform pg_sleep(0.3); return new; end'");
    service.update(
        "create trigger note_writing before insert or update on schedule_entry"
            + " for each row execute function note_writing()");

    List<Integer> answers =
        AtOnce.call(6, () -> http.method("POST", PATH + "/" + id + "/replay").status());
    service.update("drop trigger note_writing on schedule_entry");

    assertThat(answers).containsExactlyInAnyOrder(200, 404, 404, 404, 404, 404);
    assertThat(scheduled()).isEqualTo(1);
    assertThat(service.count("select count(*) from written")).isEqualTo(1);
  }

  @Test
  void aDiscardedEventStaysDiscardedWhenItComesAgain() {
    String id = parkForABrokenDatabase();
    mendTheDatabase();
    double before = counted(DUPLICATES);

    assertThat(http.method("DELETE", PATH + "/" + id + "?reason=two%0Alines").status())
        .isEqualTo(400);
    assertThat(http.method("DELETE", PATH + "/" + id + "?reason=entered+by+hand").status())
        .isEqualTo(204);
    assertThat(http.method("DELETE", PATH + "/" + id + "?reason=again").status()).isEqualTo(404);
    events.send(event);

    awaitCounted(DUPLICATES, before + 1);
    assertThat(scheduled()).isZero();
    assertThat(service.parked()).isZero();
  }

  @Test
  void whatWasNotUnderstoodAndHasComeAgainSinceIsNotProcessedTwice() {
    events.send(event);
    service.awaitHandled(event);
    UUID id = UUID.randomUUID();
    service.update(
        "insert into parked_event (id, body, reason, attempts) values (?, ?, 'not read', 1)",
        id,
        event.getBytes(StandardCharsets.UTF_8));

    Http.Answer replayed = http.method("POST", PATH + "/" + id + "/replay");

    assertThat(replayed.json().get("outcome").asText()).isEqualTo("REPEATED");
    assertThat(service.parked()).isZero();
  }

  @Test
  void idsAreForgottenAfterLongUnlessTheirEventIsParked() {
    String parked = parkForABrokenDatabase();
    mendTheDatabase();
    String recent =
        Events.event(UUID.randomUUID(), "reservation.created", "2026-11-20T10:00:00Z", reservation);
    events.send(recent);
    service.awaitHandled(recent);
    service.update(
        "insert into inbox (source, event_id, type, received_at)"
            + " select '/test', 'old-' || n, 'test', now() - interval '31 days'"
            + " from generate_series(1, 1200) n");
    service.update(
        "update inbox set received_at = now() - interval '31 days' where event_id = ?",
        Events.idOf(event).toString());

    await()
        .atMost(SOON)
        .until(
            () -> service.count("select count(*) from inbox where source = '/test'"),
            kept -> kept == 0);
    assertThat(known(event)).isEqualTo(1);
    assertThat(known(recent)).isEqualTo(1);

    assertThat(http.method("DELETE", PATH + "/" + parked + "?reason=a+test").status())
        .isEqualTo(204);
    await().atMost(SOON).until(() -> known(event), kept -> kept == 0);
  }

  @Test
  void whatIsConsumedIsCounted() {
    double before = counted(CONSUMED);

    events.send(event);

    awaitCounted(CONSUMED, before + 1);
    assertThat(new Metrics(http).find("motorpool_outbox_backlog")).isEmpty();
  }

  @Test
  void refusesWhatTheContractDoesNotHave() {
    assertThat(http.get(PATH + "/no-id").status()).isEqualTo(400);
    assertThat(http.get(PATH + "?limit=0").status()).isEqualTo(400);
    assertThat(http.get(PATH + "?cursor=never").status()).isEqualTo(400);
    assertThat(http.get(PATH + "/" + UUID.randomUUID()).problem())
        .isEqualTo("parked-event-not-found");
    assertThat(http.method("POST", PATH + "/" + UUID.randomUUID() + "/replay").status())
        .isEqualTo(404);
  }

  /** Has the event fail as often as it is tried; the id it is parked under. */
  private String parkForABrokenDatabase() {
    service.update("alter table schedule_entry rename to schedule_entry_broken");
    events.send(event);
    service.awaitParked(1);
    return onlyParked();
  }

  private static void mendTheDatabase() {
    service.update("alter table schedule_entry_broken rename to schedule_entry");
  }

  private static String onlyParked() {
    return http.get(PATH).json().at("/items/0/id").asText();
  }

  private long scheduled() {
    return service.count(
        "select count(*) from schedule_entry where reservation_id = ?", reservation.getId());
  }

  /** What is not shown yet has not been counted. */
  private static double counted(String name) {
    return new Metrics(http).find(name).orElse(0);
  }

  /** Events are counted once their effect is stored. */
  private static void awaitCounted(String name, double count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(counted(name)).isEqualTo(count));
  }

  private static long known(String event) {
    return service.count(
        "select count(*) from inbox where event_id = ?", Events.idOf(event).toString());
  }
}
