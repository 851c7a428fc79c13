package io.motorpool.notification.mail;

import io.motorpool.notification.domain.MailOutcome;
import io.motorpool.notification.domain.MailService;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Counts what becomes of mails, since the service started, and shows how many wait. */
@ApplicationScoped
public class MailMetrics {

  private final MetricRegistry metrics;
  private final MailService mails;
  private final MailSettings settings;
  private final Map<MailOutcome, Counter> counters = new EnumMap<>(MailOutcome.class);

  /** For the container, which makes the client proxy with it. */
  protected MailMetrics() {
    this(null, null, null);
  }

  /**
   * @param metrics where they are shown
   * @param mails knows how many wait
   * @param settings whether mails are sent at all; if not, nothing is shown
   */
  @Inject
  public MailMetrics(MetricRegistry metrics, MailService mails, MailSettings settings) {
    this.metrics = metrics;
    this.mails = mails;
    this.settings = settings;
  }

  void show(@Observes @Priority(2999) @Initialized(ApplicationScoped.class) Object event) {
    if (settings.enabled()) {
      counter(MailOutcome.SENT, "sent", "Mails that the mail server has taken");
      counter(MailOutcome.POSTPONED, "postponed", "Attempts that failed and are repeated");
      counter(MailOutcome.GIVEN_UP, "given.up", "Mails that will not be sent");
      metrics.gauge(metadata("waiting", "Mails that wait to be sent"), this::waiting);
    }
  }

  void on(@Observes MailOutcome outcome) {
    Counter counter = counters.get(outcome);
    if (counter != null) {
      counter.inc();
    }
  }

  private void counter(MailOutcome outcome, String name, String description) {
    counters.put(outcome, metrics.counter(metadata(name, description)));
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder()
        .withName("motorpool.mail." + name)
        .withDescription(description)
        .build();
  }

  /** Not a number while the database is away. */
  private double waiting() {
    try {
      return mails.waiting();
    } catch (RuntimeException e) {
      return Double.NaN;
    }
  }
}
