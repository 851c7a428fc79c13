package io.motorpool.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Counts what becomes of the events that arrive, since the service started. */
@ApplicationScoped
public class EventCounters {

  private final Counter consumed;
  private final Counter repeated;
  private final Counter parked;

  /** For the container, which makes the client proxy with it. */
  protected EventCounters() {
    this.consumed = null;
    this.repeated = null;
    this.parked = null;
  }

  /**
   * @param metrics where the counters are shown
   */
  @Inject
  public EventCounters(MetricRegistry metrics) {
    this.consumed = counter(metrics, "motorpool.events.consumed", "Events whose effect was stored");
    this.repeated =
        counter(metrics, "motorpool.events.duplicates", "Events that had been processed before");
    this.parked =
        counter(metrics, "motorpool.events.parked", "Events that were given up on and parked");
  }

  private static Counter counter(MetricRegistry metrics, String name, String description) {
    return metrics.counter(Metadata.builder().withName(name).withDescription(description).build());
  }

  void consumed(int events) {
    consumed.inc(events);
  }

  void repeated(int events) {
    repeated.inc(events);
  }

  void parked() {
    parked.inc();
  }
}
