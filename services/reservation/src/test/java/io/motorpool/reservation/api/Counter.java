package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.testing.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** The service with willing neighbours, and what a desk does with it, for tests of single steps. */
final class Counter implements AutoCloseable {

  /** All that a pick-up of {@link #held()} needs. */
  static final Map<String, Object> PICK_UP =
      Map.of(
          "odometerKm", 1_000,
          "fuelLevelPercent", 100,
          "deposit", Map.of("amount", Snapshots.euros("300.00"), "method", "CARD"));

  private static final Duration SOON = Duration.ofSeconds(15);

  final Neighbours neighbours = new Neighbours();
  final ServiceUnderTest service;
  final Http http;
  final Events events;

  /**
   * @param settings configuration that goes before the service's own
   */
  Counter(Map<String, String> settings) {
    service = ServiceUnderTest.start(Database.RESERVATION, neighbours.settings(settings));
    http = service.http();
    events = service.events().listen("reservation.*");
  }

  /** Two days at 40.00 EUR that begin in ten days, held; each for another vehicle. */
  JsonNode held() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));
    return held(UUID.randomUUID(), start, start.plus(Duration.ofDays(2)));
  }

  /** A hold of a vehicle. */
  JsonNode held(UUID vehicle, Instant startsAt, Instant endsAt) {
    Answer answer =
        http.post(
            "/reservations",
            Map.of(
                "customerId", UUID.randomUUID(),
                "vehicleId", vehicle,
                "pickupBranchId", UUID.randomUUID(),
                "startsAt", startsAt,
                "endsAt", endsAt));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  /** The path of a reservation as of {@link #held()}, once billing has confirmed it. */
  String confirmed() {
    return confirmed(held());
  }

  /** The path of the hold, once billing has confirmed it. */
  String confirmed(JsonNode held) {
    UUID id = UUID.fromString(held.get("id").asText());
    UUID customer = UUID.fromString(held.get("customerId").asText());
    events.publish("invoice.issued", Snapshots.invoice(customer, id));
    String path = "/reservations/" + id;
    awaitStatus(path, "CONFIRMED");
    return path;
  }

  /** As {@link #confirmed()}, and moved so that it begins after this time; negative is before. */
  String confirmedAndStartingIn(Duration time) {
    String path = confirmed();
    startIn(path, time);
    return path;
  }

  /** The path of a reservation whose vehicle is with the customer, at 1,000 km. */
  String active() {
    String path = confirmedAndStartingIn(Duration.ZERO);
    Answer pickedUp = http.post(path + "/pick-up", PICK_UP);
    assertThat(pickedUp.status()).as(pickedUp.toString()).isEqualTo(200);
    return path;
  }

  /** Moves a reservation so that it begins after this time, behind the service's back. */
  void startIn(String path, Duration time) {
    service.update(
        "update reservation set starts_at = ?, ends_at = ends_at - starts_at + ? where id = ?",
        Instant.now().plus(time).atOffset(ZoneOffset.UTC),
        Instant.now().plus(time).atOffset(ZoneOffset.UTC),
        idOf(path));
  }

  /** Waits until the reservation is in a state. */
  void awaitStatus(String path, String status) {
    await().atMost(SOON).until(() -> status(path), status::equals);
  }

  /** The reservation's state. */
  String status(String path) {
    return http.get(path).json().get("status").asText();
  }

  /** The id of a reservation. */
  static UUID idOf(String path) {
    return UUID.fromString(path.substring("/reservations/".length()));
  }

  @Override
  public void close() {
    events.close();
    service.close();
    neighbours.close();
  }
}
