package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.testing.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queues of a real RabbitMQ that are deleted with all that waits in them. */
class DeletedQueueIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));

  private static Neighbours neighbours;
  private static ServiceUnderTest service;
  private static Http http;
  private static Events events;

  private final UUID customer = UUID.randomUUID();

  @BeforeAll
  static void start() {
    neighbours = new Neighbours();
    service =
        ServiceUnderTest.startOnRabbitMq(
            Database.RESERVATION,
            neighbours.settings(Map.of("motorpool.broker.check-interval", "PT0.5S")));
    http = service.http();
    events = service.events().listen("queue.recreated");
  }

  @AfterAll
  static void stop() {
    neighbours.close();
    if (service != null) {
      events.close();
      service.close();
    }
  }

  @Test
  void whatWaitedInAnothersQueueIsInItAgain() {
    // Billing does not run, so that all of it waits.
    List<UUID> created = book(20).stream().map(DeletedQueueIT::eventOf).toList();
    service.awaitPublished();
    assertThat(events.drain("vehicle.events")).containsAll(created);

    events.deleteQueue("billing.events");

    awaitIn("billing.events", created);
    // Who lost nothing gets them again, and knows them by their ids.
    awaitIn("vehicle.events", created);
  }

  @Test
  void whatWaitedInItsOwnQueueIsAskedForAndHasItsEffect() {
    List<UUID> reservations = book(5);
    List<String> lost = new ArrayList<>();

    service.restartAfter(
        () -> {
          for (UUID reservation : reservations) {
            lost.add(events.publish("invoice.issued", Snapshots.invoice(customer, reservation)));
          }
          events.deleteQueue("reservation.events");
        });

    // Here the test is billing, which hears of it and sends again what it still has.
    JsonNode told = null;
    while (told == null || !told.at("/data/queue").asText().equals("reservation.events")) {
      told = events.next(SOON);
      assertThat(told).as("queue.recreated").isNotNull();
    }
    assertThat(told.at("/data/routingKeys")).extracting(JsonNode::asText).contains("invoice.*");
    lost.forEach(events::send);
    lost.forEach(service::awaitHandled);
    for (UUID reservation : reservations) {
      assertThat(http.get("/reservations/" + reservation).json().get("status").asText())
          .isEqualTo("CONFIRMED");
    }
    assertThat(service.parked()).isZero();
  }

  private List<UUID> book(int reservations) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < reservations; i++) {
      Http.Answer answer =
          http.post(
              "/reservations",
              Map.of(
                  "customerId", customer,
                  "vehicleId", UUID.randomUUID(),
                  "pickupBranchId", customer,
                  "startsAt", START,
                  "endsAt", START.plusSeconds(7200)));
      assertThat(answer.status()).as("%s", answer).isEqualTo(201);
      ids.add(UUID.fromString(answer.json().get("id").asText()));
    }
    return ids;
  }

  private static UUID eventOf(UUID reservation) {
    return service.query(UUID.class, "select event_id from outbox where subject = ?", reservation);
  }

  private static void awaitIn(String queue, List<UUID> ids) {
    List<UUID> found = new ArrayList<>();
    await(queue)
        .atMost(SOON)
        .until(
            () -> {
              found.addAll(events.drain(queue));
              return found.containsAll(ids);
            });
  }
}
