package io.motorpool.platform.messaging;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;

/**
 * Shows what waits: events that the broker does not have yet, and parked ones. Every replica shows
 * the same, since it is read from the database they share; not a number while that is away.
 */
@ApplicationScoped
public class Backlog {

  private static final System.Logger LOG = System.getLogger(Backlog.class.getName());

  /** One reading serves all gauges of a scrape, and whoever asks too often. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private static final int QUERY_SECONDS = 2;

  private final DataSource dataSource;
  private final MetricRegistry metrics;
  private final boolean publishes;
  private final Instance<EventHandler> handler;
  private Reading last;

  /** For the container, which makes the client proxy with it. */
  protected Backlog() {
    this(null, null, false, null);
  }

  /**
   * @param dataSource the service's own database
   * @param metrics where the gauges are shown
   * @param publishes whether this service has an outbox
   * @param handler there is one if this service has an inbox
   */
  @Inject
  public Backlog(
      @Named("motorpool") DataSource dataSource,
      MetricRegistry metrics,
      @ConfigProperty(name = "motorpool.relay.enabled", defaultValue = "false") boolean publishes,
      Instance<EventHandler> handler) {
    this.dataSource = dataSource;
    this.metrics = metrics;
    this.publishes = publishes;
    this.handler = handler;
  }

  void show(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    if (consumes()) {
      gauge(
          "motorpool.parked.events",
          "Parked events that wait for a person",
          MetricUnits.NONE,
          () -> reading().parked());
    }
    if (publishes) {
      gauge(
          "motorpool.outbox.backlog",
          "Events that the broker has not confirmed yet",
          MetricUnits.NONE,
          () -> reading().unsent());
      gauge(
          "motorpool.outbox.oldest.age",
          "How long the first event of the backlog has waited; 0 without a backlog",
          MetricUnits.SECONDS,
          () -> reading().oldestAge());
    }
  }

  private void gauge(String name, String description, String unit, Supplier<Double> value) {
    metrics.gauge(
        Metadata.builder().withName(name).withDescription(description).withUnit(unit).build(),
        value);
  }

  private boolean consumes() {
    return !handler.isUnsatisfied();
  }

  private synchronized Reading reading() {
    if (last == null || System.nanoTime() - last.at() > FRESH.toNanos()) {
      last = read();
    }
    return last;
  }

  private Reading read() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(query())) {
      statement.setQueryTimeout(QUERY_SECONDS);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return new Reading(
            System.nanoTime(), result.getDouble(1), result.getDouble(2), result.getDouble(3));
      }
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "What waits is not known: {0}", e.getMessage());
      return new Reading(System.nanoTime(), Double.NaN, Double.NaN, Double.NaN);
    }
  }

  /** One round trip; each part is answered from an index that holds only what waits. */
  private String query() {
    List<String> columns = new ArrayList<>();
    columns.add(consumes() ? "(select count(*) from parked_event)" : "0");
    columns.add(publishes ? "(select count(*) from outbox where sent_at is null)" : "0");
    columns.add(
        publishes
            ? "coalesce((select extract(epoch from now() - created_at) from outbox"
                + " where sent_at is null order by id limit 1), 0)"
            : "0");
    return "select " + String.join(", ", columns);
  }

  private record Reading(long at, double parked, double unsent, double oldestAge) {}
}
