package io.motorpool.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.motorpool.liquibase.Database;
import io.motorpool.platform.PlatformUnderTest;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A process that stands still inside a transaction, with a server that is soon out of patience. */
class FrozenTransactionIT {

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static PlatformUnderTest platform;
  private static TestDatabase database;
  private static Transaction transaction;
  private static EntityManager entityManager;

  @BeforeAll
  static void start() {
    // With something to send the relay would lay its lock down for as long as the broker is away.
    TestDatabase.of(Database.RESERVATION).update("truncate outbox");
    platform =
        new PlatformUnderTest(
            Map.of(
                "javax.sql.DataSource.motorpool.dataSource.options",
                "-c idle_in_transaction_session_timeout=" + PATIENCE.toMillis() + "ms"));
    database = platform.database();
    transaction = platform.bean(Transaction.class);
    entityManager = platform.bean(EntityManager.class);
    database.update("create table room (name text primary key, guests int not null)");
    database.update("grant select, insert, update on room to reservation");
    database.update("insert into room values ('only', 0)");
  }

  @AfterAll
  static void stop() {
    database.update("drop table room");
    platform.close();
  }

  @Test
  void losesItsLocksToWhoWaitsForThemAndIsTriedAgain() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<Void> locked = new CompletableFuture<>();
    CompletableFuture<Void> waiter =
        locked.thenRunAsync(() -> database.update("update room set guests = guests + 1"));

    transaction.run(
        () -> {
          enter();
          int process = (Integer) value("select pg_backend_pid()");
          if (attempts.incrementAndGet() == 1) {
            locked.complete(null);
            // Frozen until the server has had enough.
            await().atMost(SOON).until(() -> database.stateOf(process).equals("gone"));
            waiter.join();
          }
          value("select 1");
        });

    waiter.get(30, TimeUnit.SECONDS);
    assertThat(attempts).hasValue(2);
    assertThat(database.count("select guests::bigint from room")).isEqualTo(2);
    // No connection that is dead was left for others.
    for (int i = 0; i < 20; i++) {
      transaction.run(FrozenTransactionIT::enter);
    }
    assertThat(database.count("select guests::bigint from room")).isEqualTo(22);
    database.update("update room set guests = 0");
  }

  @Test
  void theRelayIsNotOneOfThemThoughItHoldsItsLockForEver() {
    await().atMost(SOON).until(() -> lockHolders().size() == 1);
    List<Integer> holder = lockHolders();

    await().during(PATIENCE.multipliedBy(3)).atMost(SOON).until(() -> lockHolders().equals(holder));

    await()
        .atMost(SOON)
        .until(() -> database.stateOf(holder.getFirst()), state -> state.equals("idle"));
  }

  private static void enter() {
    entityManager.createNativeQuery("update room set guests = guests + 1").executeUpdate();
  }

  private static Object value(String query) {
    return entityManager.createNativeQuery(query).getSingleResult();
  }

  private static List<Integer> lockHolders() {
    return database.query(
        Integer.class,
        "select pid from pg_locks join pg_database d on d.oid = database"
            + " where locktype = 'advisory' and granted and datname = current_database()");
  }
}
