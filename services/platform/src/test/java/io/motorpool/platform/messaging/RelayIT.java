package io.motorpool.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.motorpool.embedded.TcpLine;
import io.motorpool.liquibase.Database;
import io.motorpool.platform.persistence.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From the outbox of a real PostgreSQL to a publisher's channel, at which the test is the broker.
 */
class RelayIT {

  private static final TestDatabase DATABASE = TestDatabase.of(Database.BILLING);

  private static final Duration NEVER_BY_ITSELF = Duration.ofHours(1);

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration A_WHILE = Duration.ofMillis(500);

  private final BrokerStandIn broker = new BrokerStandIn();
  private final List<AutoCloseable> started = new ArrayList<>();

  @BeforeEach
  void beginEmpty() {
    DATABASE.update("truncate outbox restart identity");
  }

  @AfterEach
  void stopAll() throws Exception {
    for (AutoCloseable part : started.reversed()) {
      part.close();
    }
  }

  @Test
  void sendsWhatIsThereInTheOrderOfTheOutboxAndMarksIt() {
    List<String> events = fill(250);

    start(broker);

    await().atMost(SOON).until(() -> unsent().isEmpty());
    assertThat(broker.received()).isEqualTo(events);
  }

  @Test
  void sendsNoMoreThanABatchBeforeAllOfItIsConfirmed() {
    List<String> events = fill(150);
    broker.leave(event -> true);
    start(broker);
    await().atMost(SOON).until(() -> broker.unanswered().size() == 100);

    for (int i = 0; i < 99; i++) {
      broker.confirmFirst();
    }
    await()
        .during(A_WHILE)
        .atMost(SOON)
        .until(() -> broker.received().size() == 100 && unsent().size() == 150);
    broker.confirmFirst();

    await().atMost(SOON).until(() -> broker.received().size() == 150);
    assertThat(unsent()).isEqualTo(events.subList(100, 150));
    assertThat(broker.received()).isEqualTo(events);
  }

  @Test
  void whatIsRefusedIsSentAgainAndNothingAfterItIsMarkedBefore() {
    List<String> events = fill(5);
    String third = events.get(2);
    broker.leave(event -> event.messageId().equals(third));
    start(broker);
    await().atMost(SOON).until(() -> broker.received().size() == 5);

    broker.refuseFirst();

    await().atMost(SOON).until(() -> broker.received().size() == 8);
    assertThat(unsent()).isEqualTo(events.subList(2, 5));
    broker.confirmFirst();
    await().atMost(SOON).until(() -> unsent().isEmpty());
    assertThat(broker.received().subList(5, 8)).isEqualTo(events.subList(2, 5));
  }

  @Test
  void nothingIsMarkedWhileTheFirstWaitsForItsConfirm() {
    List<String> events = fill(3);
    broker.leave(event -> event.messageId().equals(events.getFirst()));

    start(broker);

    await().atMost(SOON).until(() -> broker.received().size() == 3);
    await().during(A_WHILE).atMost(SOON).until(() -> unsent().equals(events));
    broker.refuseFirst();
    await().atMost(SOON).until(() -> broker.received().size() == 6);
    assertThat(unsent()).isEqualTo(events);
  }

  @Test
  void goesOnAskingABrokerThatRefusesEverything() {
    List<String> events = fill(1);
    broker.leave(event -> true);
    start(broker);

    for (int attempt = 1; attempt <= 3; attempt++) {
      await().atMost(SOON).until(() -> !broker.unanswered().isEmpty());
      broker.refuseFirst();
    }
    await().atMost(SOON).until(() -> !broker.unanswered().isEmpty());
    broker.leave(event -> false);
    broker.refuseFirst();

    await().atMost(SOON).until(() -> unsent().isEmpty());
    assertThat(broker.received()).hasSize(5).containsOnly(events.getFirst());
  }

  @Test
  void isWokenUpByWhatIsStored() {
    Relay relay = start(broker, NEVER_BY_ITSELF);
    for (int i = 0; i < 3; i++) {
      fill(1);
      relay.wakeUp(new OutboxFilled());

      await().atMost(SOON).until(() -> unsent().isEmpty());
    }
  }

  @Test
  void isWokenUpByWhatAnotherReplicaStores() {
    start(broker, NEVER_BY_ITSELF);
    await().atMost(SOON).until(() -> lockHolders().size() == 1);
    Relay another = start(new BrokerStandIn(), NEVER_BY_ITSELF);

    List<String> events = fill(1);
    another.wakeUp(new OutboxFilled());

    await().atMost(SOON).until(() -> unsent().isEmpty());
    assertThat(broker.received()).isEqualTo(events);
  }

  @Test
  void findsWithoutBeingToldWhatAnotherReplicaHasStored() {
    start(broker);
    await().atMost(SOON).until(() -> lockHolders().size() == 1);

    List<String> events = fill(1);

    await().atMost(SOON).until(() -> unsent().isEmpty());
    assertThat(broker.received()).isEqualTo(events);
  }

  @Test
  void aServiceWithoutAnOutboxNeverAsksForTheLock() {
    Relay relay = start(broker, pool(DATABASE.port()), false, Duration.ofSeconds(1));
    fill(1);

    relay.wakeUp(new OutboxFilled());

    await().during(A_WHILE).atMost(SOON).until(() -> lockHolders().isEmpty());
    assertThat(broker.received()).isEmpty();
  }

  @Test
  void ofTwoRelaysOneSends() {
    start(broker);
    await().atMost(SOON).until(() -> lockHolders().size() == 1);
    BrokerStandIn other = new BrokerStandIn();
    Relay second = start(other);

    List<String> events = fill(250);
    second.wakeUp(new OutboxFilled());

    await().atMost(SOON).until(() -> unsent().isEmpty());
    assertThat(broker.received()).isEqualTo(events);
    assertThat(other.received()).isEmpty();
    assertThat(lockHolders()).hasSize(1);
  }

  @Test
  void theOtherTakesOverWhenTheConnectionOfTheFirstIsLost() throws Exception {
    TcpLine line = TcpLine.to(DATABASE.port());
    started.add(line);
    List<String> events = fill(5);
    String third = events.get(2);
    broker.leave(event -> event.messageId().equals(third));
    start(broker, pool(line.port()), true, Duration.ofSeconds(1));
    await().atMost(SOON).until(() -> broker.received().size() == 5);
    BrokerStandIn other = new BrokerStandIn();
    Relay second = start(other);

    line.cut();

    await()
        .atMost(SOON)
        .until(
            () -> {
              second.wakeUp(new OutboxFilled());
              return unsent().isEmpty();
            });
    // None of the first one's batch was marked, so all of it is repeated.
    assertThat(other.received()).isEqualTo(events);

    // Its confirm comes after all, to a relay that has nothing to say any more.
    other.leave(event -> true);
    DATABASE.update("update outbox set sent_at = null");
    broker.confirmFirst();
    second.wakeUp(new OutboxFilled());
    await().atMost(SOON).until(() -> other.unanswered().size() == 5);
    await().during(A_WHILE).atMost(SOON).until(() -> unsent().equals(events));
    assertThat(broker.received()).hasSize(5);
  }

  @Test
  void goesOnWhenTheDatabaseIsBack() {
    TcpLine line = TcpLine.to(DATABASE.port());
    started.add(line);
    Relay relay = start(broker, pool(line.port()), true, Duration.ofSeconds(1));
    await().atMost(SOON).until(() -> lockHolders().size() == 1);
    line.cut();
    await().atMost(SOON).until(() -> lockHolders().isEmpty());
    List<String> events = fill(3);
    relay.wakeUp(new OutboxFilled());

    line.mend();

    await().atMost(SOON).until(() -> unsent().isEmpty());
    assertThat(broker.received()).isEqualTo(events);
  }

  @Test
  void aRelayThatStopsLetsTheOtherGoOnAtOnce() throws Exception {
    Relay first = start(broker, NEVER_BY_ITSELF);
    await().atMost(SOON).until(() -> lockHolders().size() == 1);

    first.stop(null);

    await().atMost(SOON).until(() -> lockHolders().isEmpty());
  }

  @Test
  void whatIsAskedForAgainWhileItIsBeingSentStaysUnsent() {
    List<String> events = fill(3);
    String second = events.get(1);
    broker.leave(event -> event.messageId().equals(events.getLast()));
    start(broker);
    await().atMost(SOON).until(() -> broker.received().size() == 3);

    askAgainFor(second);
    broker.confirmFirst();

    await().atMost(SOON).until(() -> unsent().isEmpty());
    assertThat(broker.received()).containsExactly(events.get(0), second, events.get(2), second);
  }

  @Test
  void whatIsAskedForAgainWhenItWasSentIsSentOnceMore() {
    List<String> events = fill(3);
    Relay relay = start(broker, NEVER_BY_ITSELF);
    await().atMost(SOON).until(() -> unsent().isEmpty());

    Collections.reverse(events);
    events.forEach(RelayIT::askAgainFor);
    relay.wakeUp(new OutboxFilled());

    await().atMost(SOON).until(() -> unsent().isEmpty());
    assertThat(broker.received().subList(3, 6)).isEqualTo(events.reversed());
  }

  @Test
  void waitsWithItsLockOutsideOfATransaction() {
    fill(1);
    start(broker);

    await().atMost(SOON).until(() -> unsent().isEmpty());

    // The server ends connections that wait in a transaction; this one is to wait for ever.
    await()
        .atMost(SOON)
        .until(() -> DATABASE.stateOf(lockHolders().getFirst()), state -> state.equals("idle"));
  }

  private Relay start(BrokerStandIn at) {
    return start(at, Duration.ofSeconds(1));
  }

  private Relay start(BrokerStandIn at, Duration idle) {
    return start(at, pool(DATABASE.port()), true, idle);
  }

  private Relay start(BrokerStandIn at, HikariDataSource pool, boolean enabled, Duration idle) {
    Relay relay = new Relay(pool, at.publisher, enabled, idle);
    relay.start(null);
    started.add(
        () -> {
          // Whoever waits for a confirm would hold up the end.
          at.leave(event -> false);
          while (!at.unanswered().isEmpty()) {
            at.confirmFirst();
          }
          relay.stop(null);
        });
    return relay;
  }

  private HikariDataSource pool(int port) {
    HikariDataSource pool = DATABASE.pool(port);
    started.add(pool);
    return pool;
  }

  /** Stores so many more events; their ids. */
  private static List<String> fill(int events) {
    return DATABASE.query(
        String.class,
        "insert into outbox (event_id, type, subject, body)"
            + " select gen_random_uuid(), 'thing.done', gen_random_uuid(), '{}'"
            + " from generate_series(1, ?) returning event_id::text",
        events);
  }

  private static void askAgainFor(String event) {
    DATABASE.update(
        "update outbox set sent_at = null, resends = resends + 1 where event_id = ?::uuid", event);
  }

  /** The ids of the events that are not marked as sent. */
  private static List<String> unsent() {
    return DATABASE.query(
        String.class, "select event_id::text from outbox where sent_at is null order by id");
  }

  /** The server's processes that hold an advisory lock of this database. */
  private static List<Integer> lockHolders() {
    return DATABASE.query(
        Integer.class,
        "select pid from pg_locks join pg_database d on d.oid = database"
            + " where locktype = 'advisory' and granted and datname = current_database()");
  }
}
