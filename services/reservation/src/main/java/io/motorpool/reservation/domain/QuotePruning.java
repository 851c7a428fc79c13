package io.motorpool.reservation.domain;

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
 * Forgets quotes some time after they have expired, at a fixed pace and a few in a transaction.
 * Several replicas may do so at the same time.
 */
@ApplicationScoped
public class QuotePruning {

  private static final System.Logger LOG = System.getLogger(QuotePruning.class.getName());
  private static final int BATCH = 500;

  private final QuoteService quotes;
  private final Duration keptFor;
  private final Duration interval;
  private ScheduledExecutorService timer;

  /** For the container, which makes the client proxy with it. */
  protected QuotePruning() {
    this(null, null, null);
  }

  /**
   * @param quotes forgets them
   * @param keptFor how long a quote can still be read after it has expired
   * @param interval the pause between two rounds
   */
  @Inject
  public QuotePruning(
      QuoteService quotes,
      @ConfigProperty(name = "motorpool.reservation.quote-kept-for", defaultValue = "PT24H")
          Duration keptFor,
      @ConfigProperty(name = "motorpool.reservation.quote-pruning-interval", defaultValue = "PT10M")
          Duration interval) {
    this.quotes = quotes;
    this.keptFor = keptFor;
    this.interval = interval;
  }

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("quote-pruning").daemon().factory());
    timer.scheduleWithFixedDelay(
        this::prune, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    timer.shutdown();
  }

  private void prune() {
    try {
      while (!timer.isShutdown() && quotes.forget(keptFor, BATCH) == BATCH) {
        // A full batch: there may be more.
      }
    } catch (RuntimeException e) {
      // The timer would end with the exception; the next round tries again.
      LOG.log(System.Logger.Level.WARNING, "Quotes were not pruned: {0}", e.toString());
    }
  }
}
