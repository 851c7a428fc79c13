package io.motorpool.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.motorpool.platform.PlatformUnderTest;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions of a real database, wired as in a service. */
class TransactionIT {

  private static final String DEADLOCK = "40P01";
  private static final String SERIALIZATION_FAILURE = "40001";

  private static PlatformUnderTest platform;
  private static Transaction transaction;
  private static EntityManager entityManager;

  private final List<String> done = new ArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();

  @BeforeAll
  static void start() {
    platform = new PlatformUnderTest();
    transaction = platform.bean(Transaction.class);
    entityManager = platform.bean(EntityManager.class);
    platform.database().update("create table step (name text primary key, times int default 0)");
    platform.database().update("grant select, insert, update on step to reservation");
  }

  @AfterAll
  static void stop() {
    platform.database().update("drop table step");
    platform.close();
  }

  @BeforeEach
  void beginEmpty() {
    platform.database().update("drop trigger if exists fail_at_commit on step");
    platform.database().update("truncate step");
  }

  @Test
  void whatTheWorkHasDoneIsStoredTogetherAndWhatItReturnsIsReturned() {
    Long result =
        transaction.call(
            () -> {
              store("first");
              store("second");
              assertThat(stored()).isEmpty();
              return transactionId();
            });

    assertThat(stored()).containsExactly("first", "second");
    assertThat(result).isPositive();
  }

  @Test
  void allOfItIsOneTransactionOfTheDatabase() {
    transaction.run(
        () -> {
          long before = transactionId();
          store("first");
          assertThat(transactionId()).isEqualTo(before);
        });
  }

  @Test
  void noConnectionMayStandStillInATransactionOrWaitForALockForEver() {
    assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("15s");
    assertThat(setting("lock_timeout")).isEqualTo("25s");
  }

  private static String setting(String name) {
    return transaction.call(
        () -> (String) entityManager.createNativeQuery("show " + name).getSingleResult());
  }

  @Test
  void anExceptionRollsBackAndIsThrownOn() {
    IllegalStateException failure = new IllegalStateException("thrown on purpose");

    assertThat(
            catchThrowable(
                () ->
                    transaction.run(
                        () -> {
                          store("first");
                          throw failure;
                        })))
        .isSameAs(failure);

    assertThat(stored()).isEmpty();
    transaction.run(() -> store("of the next"));
    assertThat(stored()).containsExactly("of the next");
  }

  @Test
  void anErrorRollsBackToo() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                transaction.run(
                    () -> {
                      store("first");
                      throw new AssertionError("thrown on purpose");
                    }));

    assertThat(stored()).isEmpty();
  }

  @Test
  void whatFollowsACommitFindsItStored() {
    List<String> found = new ArrayList<>();

    transaction.run(
        () -> {
          transaction.afterCommit(() -> found.addAll(stored()));
          store("first");
        });

    assertThat(found).containsExactly("first");
  }

  @Test
  void nothingFollowsACommitThatTheDatabaseRefuses() {
    failAtCommit(SERIALIZATION_FAILURE, Integer.MAX_VALUE);

    assertThatExceptionOfType(TransactionFailed.class)
        .isThrownBy(
            () ->
                transaction.run(
                    () -> {
                      transaction.afterCommit(() -> done.add("never"));
                      store("first");
                    }));

    assertThat(done).isEmpty();
    assertThat(stored()).isEmpty();
  }

  @Test
  void nothingCanFollowATransactionThatDoesNotRun() {
    assertThatIllegalStateException()
        .isThrownBy(() -> transaction.afterCommit(() -> done.add("never")));
  }

  @Test
  void beforeEachCommitSomethingMoreIsStoredWithIt() {
    transaction.beforeEachCommit(
        result -> {
          done.add(result + " in " + transactionId());
          store("more with " + result);
        },
        () -> {
          for (String step : List.of("first", "second")) {
            String id =
                transaction.call(
                    () -> {
                      store(step);
                      done.add(step + " in " + transactionId());
                      return step;
                    });
            assertThat(stored()).contains(id, "more with " + id);
          }
          return null;
        });
    transaction.run(() -> store("third"));

    assertThat(stored())
        .containsExactly("first", "more with first", "more with second", "second", "third");
    assertThat(done).hasSize(4);
    assertThat(done.get(1)).isEqualTo(done.get(0));
    assertThat(done.get(3))
        .isEqualTo(done.get(2))
        .isNotEqualTo(done.get(0).replace("first", "second"));
  }

  @Test
  void whatFailsBeforeTheCommitTakesTheWorkWithIt() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                transaction.beforeEachCommit(
                    result -> {
                      throw new IllegalStateException("thrown on purpose");
                    },
                    () -> transaction.call(() -> store("first"))));

    assertThat(stored()).isEmpty();
  }

  @Test
  void workThatFailsHasNothingMoreToStore() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                transaction.beforeEachCommit(
                    result -> done.add("never"),
                    () ->
                        transaction.call(
                            () -> {
                              throw new IllegalStateException("thrown on purpose");
                            })));

    assertThat(done).isEmpty();
  }

  @Test
  void oneInsideAnotherIsRefusedAndTheOuterOneGoesOn() {
    transaction.run(
        () -> {
          store("outer");
          assertThatIllegalStateException()
              .isThrownBy(() -> transaction.run(() -> store("inner")))
              .withMessageContaining("already running");
        });

    assertThat(stored()).containsExactly("outer");
  }

  @Test
  void theVictimOfADeadlockIsTriedOnceMore() throws Exception {
    transaction.run(
        () -> {
          store("first");
          store("second");
        });
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    CountDownLatch oneIsThrough = new CountDownLatch(1);

    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> one = threads.submit(() -> count("first", "second", bothHoldOne, oneIsThrough));
      Future<?> other = threads.submit(() -> count("second", "first", bothHoldOne, oneIsThrough));
      one.get(30, TimeUnit.SECONDS);
      other.get(30, TimeUnit.SECONDS);
    }

    assertThat(attempts).hasValue(3);
    assertThat(platform.database().query(Integer.class, "select times from step"))
        .containsExactly(2, 2);
  }

  @Test
  void whatFollowsIsDoneOnceThoughTheWorkIsDoneTwice() {
    transaction.run(
        () -> {
          transaction.afterCommit(() -> done.add("follows"));
          if (attempts.incrementAndGet() == 1) {
            fail(DEADLOCK);
          }
        });

    assertThat(attempts).hasValue(2);
    assertThat(done).containsExactly("follows");
  }

  @Test
  void whatIsStoredMoreIsDoneAgainWithTheWork() {
    transaction.beforeEachCommit(
        result -> {
          store("more");
          if (attempts.get() == 1) {
            fail(SERIALIZATION_FAILURE);
          }
        },
        () -> transaction.call(attempts::incrementAndGet));

    assertThat(attempts).hasValue(2);
    assertThat(stored()).containsExactly("more");
  }

  @Test
  void aConflictThatTheCommitFindsIsTriedOnceMoreToo() {
    failAtCommit(SERIALIZATION_FAILURE, 1);

    transaction.run(
        () -> {
          attempts.incrementAndGet();
          store("first");
        });

    assertThat(attempts).hasValue(2);
    assertThat(stored()).containsExactly("first");
  }

  @Test
  void aThirdTimeIsNotTried() {
    Throwable failure =
        catchThrowable(
            () ->
                transaction.run(
                    () -> {
                      attempts.incrementAndGet();
                      fail(DEADLOCK);
                    }));

    assertThat(SqlState.of(failure)).map(SqlState::code).hasValue(DEADLOCK);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void whatCannotSucceedIsNotTriedAgain() {
    transaction.run(() -> store("first"));

    Throwable failure =
        catchThrowable(
            () ->
                transaction.run(
                    () -> {
                      attempts.incrementAndGet();
                      store("first");
                    }));

    assertThat(SqlState.of(failure).orElseThrow().violates("step_pkey")).isTrue();
    assertThat(attempts).hasValue(1);
  }

  private void count(
      String first, String second, CyclicBarrier bothHoldOne, CountDownLatch oneIsThrough) {
    AtomicBoolean again = new AtomicBoolean();
    transaction.run(
        () -> {
          attempts.incrementAndGet();
          boolean firstTime = !again.getAndSet(true);
          if (!firstTime) {
            // Else it might be the victim once more of one that has not gone on yet.
            waitFor(() -> oneIsThrough.await(10, TimeUnit.SECONDS));
          }
          increment(first);
          if (firstTime) {
            waitFor(() -> bothHoldOne.await(10, TimeUnit.SECONDS));
          }
          increment(second);
        });
    oneIsThrough.countDown();
  }

  private static void waitFor(Callable<?> wait) {
    try {
      wait.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void increment(String step) {
    entityManager
        .createNativeQuery("update step set times = times + 1 where name = ?1")
        .setParameter(1, step)
        .executeUpdate();
  }

  /** How the database answers when it has found such a conflict. */
  private static void fail(String sqlState) {
    entityManager
        .createNativeQuery(
            "do $$ begin raise exception 'on purpose' using errcode = '%s'; end $$"
                .formatted(sqlState))
        .executeUpdate();
  }

  /** So many commits that have stored a step fail. */
  private static void failAtCommit(String sqlState, int times) {
    TestDatabase database = platform.database();
    database.update("drop sequence if exists commits cascade");
    database.update("create sequence commits");
    database.update("grant usage on sequence commits to reservation");
    database.update(
        "create or replace function fail_at_commit() returns trigger language plpgsql as $$ begin"
            + " if nextval('commits') <= %d then raise exception 'on purpose' using errcode = '%s';"
                .formatted(times, sqlState)
            + " end if; return null; end $$");
    database.update("drop trigger if exists fail_at_commit on step");
    database.update(
        "create constraint trigger fail_at_commit after insert on step deferrable initially"
            + " deferred for each row execute function fail_at_commit()");
  }

  private static Void store(String step) {
    entityManager
        .createNativeQuery("insert into step (name) values (?1)")
        .setParameter(1, step)
        .executeUpdate();
    return null;
  }

  private static long transactionId() {
    return ((Number)
            entityManager
                .createNativeQuery("select pg_current_xact_id()::text::bigint", Long.class)
                .getSingleResult())
        .longValue();
  }

  private static List<String> stored() {
    return platform.database().query(String.class, "select name from step order by name");
  }
}
