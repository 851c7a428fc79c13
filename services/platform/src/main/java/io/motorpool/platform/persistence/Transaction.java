package io.motorpool.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs work in one database transaction. Explicit rather than an annotation, so that a reader sees
 * where a transaction begins and ends, and that no call to a neighbour happens inside it.
 *
 * <p>The work is run again once when PostgreSQL chose it as the victim of a deadlock or of a
 * serialisation conflict, or ended it because this process stood still in it; it must therefore
 * have no effect outside the database. Effects outside belong in {@link #afterCommit}.
 */
@ApplicationScoped
public class Transaction {

  private static final int ATTEMPTS = 2;
  private static final long PAUSE_MILLIS = 100;
  private static final ScopedValue<Consumer<Object>> BEFORE_COMMIT = ScopedValue.newInstance();
  private static final Object AFTER_COMMIT = new Object();

  private final TransactionManager transactionManager;
  private final TransactionSynchronizationRegistry synchronizationRegistry;

  /** For the container, which makes the client proxy with it. */
  protected Transaction() {
    this(null, null);
  }

  /**
   * @param transactionManager begins and ends the transactions
   * @param synchronizationRegistry knows the transaction of the current thread
   */
  @Inject
  public Transaction(
      TransactionManager transactionManager,
      TransactionSynchronizationRegistry synchronizationRegistry) {
    this.transactionManager = transactionManager;
    this.synchronizationRegistry = synchronizationRegistry;
  }

  /**
   * Runs the work in a new transaction and commits it; an exception rolls it back and is thrown on.
   *
   * @throws IllegalStateException if a transaction is already running on this thread
   */
  public <T> T call(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return callOnce(work);
      } catch (RuntimeException failure) {
        if (attempt == ATTEMPTS || !SqlState.of(failure).map(SqlState::isConflict).orElse(false)) {
          throw failure;
        }
        letTheOtherFinish();
      }
    }
  }

  /** At once, the victim of a deadlock could take the same lock before the other is awake. */
  private static void letTheOtherFinish() {
    long pause = ThreadLocalRandom.current().nextLong(PAUSE_MILLIS / 2, PAUSE_MILLIS);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
  }

  /** As {@link #call}, for work without a result. */
  public void run(Runnable work) {
    call(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Runs the action once the present transaction is committed, on the committing thread; not at all
   * if it is rolled back. Several run in the order in which they were asked for, and one that
   * throws does not keep the others from it.
   *
   * @throws IllegalStateException if no transaction is running
   */
  public void afterCommit(Runnable action) {
    actions().add(action);
  }

  /** What the present transaction has to do afterwards. */
  @SuppressWarnings("unchecked")
  private List<Runnable> actions() {
    List<Runnable> actions = (List<Runnable>) synchronizationRegistry.getResource(AFTER_COMMIT);
    if (actions == null) {
      // One for all of them: the transaction manager calls several in the opposite order.
      List<Runnable> fresh = new ArrayList<>();
      synchronizationRegistry.registerInterposedSynchronization(
          new Synchronization() {
            @Override
            public void beforeCompletion() {
              // The actions wait for the outcome.
            }

            @Override
            public void afterCompletion(int status) {
              if (status == Status.STATUS_COMMITTED) {
                fresh.forEach(Transaction::runSafely);
              }
            }
          });
      synchronizationRegistry.putResource(AFTER_COMMIT, fresh);
      return fresh;
    }
    return actions;
  }

  private static void runSafely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      System.getLogger(Transaction.class.getName())
          .log(System.Logger.Level.ERROR, "What follows a transaction has failed", e);
    }
  }

  /**
   * Runs work and has each transaction that it brings to its end store something more: with the
   * action, which is given what the transaction's work returned. The work need not know of it.
   *
   * @param action run inside the transaction, as the last thing before the commit; its exception
   *     rolls the transaction back
   * @param work begins the transactions, on this thread
   */
  public <T> T beforeEachCommit(Consumer<Object> action, Supplier<T> work) {
    return ScopedValue.where(BEFORE_COMMIT, action).call(work::get);
  }

  private <T> T callOnce(Supplier<T> work) {
    begin();
    boolean done = false;
    try {
      T result = work.get();
      if (BEFORE_COMMIT.isBound()) {
        BEFORE_COMMIT.get().accept(result);
      }
      done = true;
      return result;
    } finally {
      if (done) {
        commit();
      } else {
        rollback();
      }
    }
  }

  private void begin() {
    try {
      if (transactionManager.getStatus() != Status.STATUS_NO_TRANSACTION) {
        throw new IllegalStateException("A transaction is already running on this thread");
      }
      transactionManager.begin();
    } catch (NotSupportedException | SystemException e) {
      throw new IllegalStateException("A transaction could not be begun", e);
    }
  }

  private void commit() {
    try {
      transactionManager.commit();
    } catch (RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException e) {
      throw new TransactionFailed(e);
    }
  }

  private void rollback() {
    try {
      transactionManager.rollback();
    } catch (SystemException e) {
      // The connection is gone, and the server rolls back by itself; the work's exception matters
      // more.
      System.getLogger(Transaction.class.getName())
          .log(System.Logger.Level.WARNING, "A rollback failed: {0}", e.getMessage());
    }
  }
}
