package io.motorpool.billing.domain;

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
 * Looks for invoices whose due date has passed, at a fixed pace. Several replicas may do so at the
 * same time: each invoice is locked and looked at again before others hear of it.
 */
@ApplicationScoped
public class OverdueWatch {

  private static final System.Logger LOG = System.getLogger(OverdueWatch.class.getName());

  private final InvoiceService invoices;
  private final Duration interval;
  private ScheduledExecutorService timer;

  /** For the container, which makes the client proxy with it. */
  protected OverdueWatch() {
    this(null, null);
  }

  /**
   * @param invoices finds them
   * @param interval the pause between two looks
   */
  @Inject
  public OverdueWatch(
      InvoiceService invoices,
      @ConfigProperty(name = "motorpool.billing.overdue-interval", defaultValue = "PT1H")
          Duration interval) {
    this.invoices = invoices;
    this.interval = interval;
  }

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("overdue-watch").daemon().factory());
    timer.scheduleWithFixedDelay(
        this::findOverdue, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    timer.shutdown();
  }

  private void findOverdue() {
    try {
      int found = invoices.findOverdue();
      if (found > 0) {
        LOG.log(System.Logger.Level.INFO, "{0} invoices are overdue", found);
      }
    } catch (RuntimeException e) {
      // The timer would end with the exception; the next round tries again.
      LOG.log(
          System.Logger.Level.WARNING, "Overdue invoices could not be found: {0}", e.toString());
    }
  }
}
