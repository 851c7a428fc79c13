package io.motorpool.platform.idempotency;

import io.motorpool.platform.persistence.Transaction;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Deletes the answers that have been kept long enough, at a fixed pace and a few in a transaction,
 * so that no request waits for it. Several replicas may do so at the same time.
 */
@ApplicationScoped
public class KeyPruning {

  private static final System.Logger LOG = System.getLogger(KeyPruning.class.getName());
  private static final int BATCH = 500;

  private final Transaction transaction;
  private final KeptAnswers answers;
  private final boolean enabled;
  private final Duration keptFor;
  private final Duration interval;
  private ScheduledExecutorService timer;

  /** For the container, which makes the client proxy with it. */
  protected KeyPruning() {
    this(null, null, false, null, null);
  }

  /**
   * @param transaction makes each batch one
   * @param answers the answers that were given
   * @param enabled whether this service keeps answers at all
   * @param keptFor how long an answer is kept at least
   * @param interval the pause between two rounds
   */
  @Inject
  public KeyPruning(
      Transaction transaction,
      KeptAnswers answers,
      @ConfigProperty(name = "motorpool.idempotency.enabled", defaultValue = "false")
          boolean enabled,
      @ConfigProperty(name = "motorpool.idempotency.kept-for", defaultValue = "PT24H")
          Duration keptFor,
      @ConfigProperty(name = "motorpool.idempotency.pruning-interval", defaultValue = "PT10M")
          Duration interval) {
    this.transaction = transaction;
    this.answers = answers;
    this.enabled = enabled;
    this.keptFor = keptFor;
    this.interval = interval;
  }

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    if (enabled) {
      timer =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().name("idempotency-key-pruning").daemon().factory());
      timer.scheduleWithFixedDelay(
          this::prune, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    if (timer != null) {
      timer.shutdown();
    }
  }

  private void prune() {
    try {
      while (!timer.isShutdown()
          && transaction.call(() -> answers.deleteOlderThan(keptFor, BATCH)) == BATCH) {
        // A full batch: there may be more.
      }
    } catch (RuntimeException e) {
      // The timer would end with the exception; the next round tries again.
      LOG.log(System.Logger.Level.WARNING, "Kept answers were not pruned: {0}", e.toString());
    }
  }
}
