package io.motorpool.reservation.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Metrics;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.testing.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long the outbox keeps events, and what is shown of those that wait. */
class OutboxKeepingIT {

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String ADD =
      "insert into outbox (event_id, type, subject, body, created_at, sent_at)"
          + " select gen_random_uuid(), ?, gen_random_uuid(), ?, now() - ?::interval,"
          + " now() - ?::interval from generate_series(1, ?)";

  private static final String WAITING = "reservation.created";

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            Database.RESERVATION, Map.of("motorpool.retention.interval", "PT0.2S"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void whatTheBrokerHasHadForLongIsForgotten() {
    service.update(ADD, "test.old", "{}", "30 days", "8 days", 1_200);
    service.update(ADD, "test.recent", "{}", "8 days", "6 days", 3);

    await().atMost(SOON).until(() -> kept("test.old"), kept -> kept == 0);
    assertThat(kept("test.recent")).isEqualTo(3);
  }

  @Test
  void whatWaitsForTheBrokerIsShownAndKept() {
    Metrics metrics = new Metrics(service.http());
    assertThat(metrics.value("motorpool_outbox_backlog")).isZero();
    assertThat(metrics.value("motorpool_outbox_oldest_age_seconds")).isZero();

    service.update(
        "create function never_sent() returns trigger language plpgsql"
            + " as 'begin raise exception ''on purpose''; end'");
    service.update(
        "create trigger never_sent before update on outbox for each row"
            + " execute function never_sent()");
    // It gets to the broker in the end, so that it has to be an event.
    service.update(ADD, WAITING, event(), "240 hours", null, 2);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(metrics.value("motorpool_outbox_backlog")).isEqualTo(2));
    assertThat(metrics.value("motorpool_outbox_oldest_age_seconds"))
        .isBetween(864_000.0, 864_100.0);
    assertThat(kept(WAITING)).isEqualTo(2);

    service.update("drop trigger never_sent on outbox");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(metrics.value("motorpool_outbox_backlog")).isZero());
    assertThat(metrics.value("motorpool_outbox_oldest_age_seconds")).isZero();
  }

  private static String event() {
    Object data = Snapshots.reservation(UUID.randomUUID());
    return Events.event(UUID.randomUUID(), WAITING, Instant.now().toString(), data);
  }

  private static long kept(String type) {
    return service.count("select count(*) from outbox where type = ?", type);
  }
}
