package io.motorpool.billing.domain;

import io.motorpool.platform.time.Rounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks for invoices whose due date has passed, at a fixed pace. Several replicas may do so at the
 * same time: each invoice is locked and looked at again before others hear of it.
 */
@ApplicationScoped
public class OverdueWatch {

  private final InvoiceService invoices;
  private final Duration interval;
  private Rounds rounds;

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
    rounds = Rounds.begin("overdue-watch", interval, invoices::findOverdue);
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    rounds.end();
  }
}
