package io.motorpool.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.motorpool.platform.PlatformUnderTest;
import io.motorpool.platform.persistence.Transaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is marked to be sent again when a queue was missing. */
class ResendingIT {

  private static PlatformUnderTest platform;
  private static Resending resending;
  private static Transaction transaction;

  @BeforeAll
  static void start() {
    platform = new PlatformUnderTest();
    resending = platform.bean(Resending.class);
    transaction = platform.bean(Transaction.class);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @BeforeEach
  void fillTheOutbox() {
    platform.database().update("truncate outbox");
    sent("reservation.created", "1 hour");
    sent("reservation.cancelled", "1 hour");
    sent("invoice.issued", "1 hour");
  }

  @Test
  void whatWasRoutedToTheQueueIsMarked() {
    handle(missing("billing.events", "reservation.*", "queue.recreated"));

    assertThat(unsent()).containsExactly("reservation.cancelled", "reservation.created");
  }

  @Test
  void eachPatternCounts() {
    handle(missing("notification.events", "invoice.*", "*.cancelled"));

    assertThat(unsent()).containsExactly("invoice.issued", "reservation.cancelled");
  }

  @Test
  void whatWasNeverRoutedToTheQueueIsLeftAlone() {
    handle(missing("other.events", "vehicle.#"));

    assertThat(unsent()).isEmpty();
    assertThat(platform.database().count("select sum(resends) from outbox")).isZero();
  }

  @Test
  void everythingIsMarkedIfTheQueueIsOnesOwn() {
    handle(missing(PlatformUnderTest.QUEUE, "invoice.*"));

    assertThat(unsent())
        .containsExactly("invoice.issued", "reservation.cancelled", "reservation.created");
  }

  @Test
  void itIsCountedSoThatTheRelayDoesNotMarkWhatItReadBefore() {
    handle(missing("billing.events", "reservation.*"));
    handle(missing("billing.events", "*.created"));

    assertThat(resends("reservation.created")).isEqualTo(2);
    assertThat(resends("reservation.cancelled")).isEqualTo(1);
    assertThat(resends("invoice.issued")).isZero();
  }

  @Test
  void whatItsConsumersMayHaveForgottenIsNotSentAgain() {
    // Processed ids are kept for 30 days, and sent events for 7 more after they were sent again.
    sent("reservation.expired", 23 * 24 - 1 + " hours");
    sent("reservation.no_show", 23 * 24 + 1 + " hours");

    handle(missing("billing.events", "reservation.*"));

    assertThat(unsent()).contains("reservation.expired").doesNotContain("reservation.no_show");
  }

  @Test
  void theRelayIsToldOnceItIsCommitted() {
    PlatformUnderTest.Service service = platform.bean(PlatformUnderTest.Service.class);
    int before = service.filled();

    transaction.run(
        () -> {
          resending.handle(event(missing("billing.events", "reservation.*")));
          assertThat(service.filled()).isEqualTo(before);
        });
    handle(missing("other.events", "vehicle.#"));

    assertThat(service.filled()).isEqualTo(before + 1);
  }

  @Test
  void nothingIsMarkedIfTheTransactionFails() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                transaction.run(
                    () -> {
                      resending.handle(event(missing("billing.events", "#")));
                      throw new IllegalStateException("thrown on purpose");
                    }));

    assertThat(unsent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"queue\": \"billing.events\"}",
        "{\"routingKeys\": [\"reservation.*\"]}",
        "{\"queue\": \"billing.events\", \"routingKeys\": []}",
        "{\"queue\": \"billing.events\", \"routingKeys\": [null]}",
        "{\"queue\": \"billing.events\", \"routingKeys\": \"reservation.*\"}",
        "{\"queue\": \"\", \"routingKeys\": [\"reservation.*\"]}",
        "{\"queue\": 7, \"routingKeys\": [\"reservation.*\"]}",
        "{\"queue\": \"billing.events\", \"routingKeys\": [\"\"]}",
        "{\"queue\": \"billing.events\", \"routingKeys\": [\"(\"]}",
        "{\"queue\": \"billing.events\", \"routingKeys\": [\".*\"]}",
        "{\"queue\": \"billing.events\", \"routingKeys\": [\"a|.\"]}",
        "{\"queue\": \"billing.events\", \"routingKeys\": [\"reservation.*\", \"a)|(.\"]}",
        "[]",
        "\"billing.events\"",
        "null"
      })
  void whatTheContractDoesNotHaveIsRefused(String data) {
    String body = written("queue.recreated", Map.of()).replace("\"data\":{}", "\"data\":" + data);

    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(
            () ->
                transaction.run(
                    () ->
                        resending.handle(
                            CloudEventJson.read(body.getBytes(StandardCharsets.UTF_8)))));
    assertThat(unsent()).isEmpty();
  }

  @Test
  void itIsForThisClassOnlyIfItTellsOfAQueue() {
    assertThat(resending.concerns(event(missing("billing.events", "#")))).isTrue();
    assertThat(
            resending.concerns(
                CloudEventJson.read(
                    written("reservation.created", Map.of()).getBytes(StandardCharsets.UTF_8))))
        .isFalse();
  }

  @Test
  void itWaitsForTheBrokerWhereTheQueueIsToBeFirst() {
    assertThatExceptionOfType(BrokerAway.class).isThrownBy(resending::prepare);
  }

  private static void handle(Map<String, Object> queue) {
    transaction.run(() -> resending.handle(event(queue)));
  }

  private static Map<String, Object> missing(String queue, String... routingKeys) {
    return Map.of("queue", queue, "routingKeys", List.of(routingKeys));
  }

  private static IncomingEvent event(Map<String, Object> queue) {
    return CloudEventJson.read(body(queue));
  }

  private static byte[] body(Map<String, Object> data) {
    return written("queue.recreated", data).getBytes(StandardCharsets.UTF_8);
  }

  private static String written(String type, Map<String, Object> data) {
    return CloudEventJson.write(
        UUID.randomUUID().toString(),
        URI.create("/motorpool/notification"),
        type,
        "billing.events",
        Instant.now(),
        data);
  }

  private static void sent(String type, String ago) {
    platform
        .database()
        .update(
            "insert into outbox (event_id, type, subject, body, created_at, sent_at)"
                + " values (gen_random_uuid(), ?, gen_random_uuid(), '{}', now() - ?::interval,"
                + " now())",
            type,
            ago);
  }

  private static List<String> unsent() {
    return platform
        .database()
        .query(String.class, "select type from outbox where sent_at is null order by type");
  }

  private static long resends(String type) {
    return platform.database().count("select resends::bigint from outbox where type = ?", type);
  }
}
