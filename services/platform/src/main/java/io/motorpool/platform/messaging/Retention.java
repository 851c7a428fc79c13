package io.motorpool.platform.messaging;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Forgets events that nobody asks for any more: those that the broker has had for long, and the ids
 * of those that were processed long ago. In small batches, so that nothing waits for a lock for
 * long.
 *
 * <p>The id of an event that is still parked stays: were the event delivered once more and handled,
 * a replay would be its second time.
 */
@ApplicationScoped
public class Retention {

  private static final System.Logger LOG = System.getLogger(Retention.class.getName());

  private static final int BATCH = 500;

  /** The relay sends in the order of id: the first rows are the ones that were sent first. */
  private static final String FORGET_SENT =
      "delete from outbox where id in (select id from"
          + " (select id, sent_at from outbox order by id limit %d) first"
          + " where sent_at < ?)";

  private static final String FORGET_PROCESSED =
      "delete from inbox where (source, event_id) in (select source, event_id from inbox i"
          + " where received_at < ?"
          + " and not exists (select from parked_event p where p.event_id = i.event_id)"
          + " order by received_at limit %d for update of i skip locked)";

  private final DataSource dataSource;
  private final Clock clock;
  private final boolean publishes;
  private final Instance<EventHandler> handler;
  private final Duration outboxRetention;
  private final Duration inboxRetention;
  private final Duration interval;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** For the container, which makes the client proxy with it. */
  protected Retention() {
    this(null, null, false, null, null, null, null);
  }

  /**
   * @param dataSource the service's own database
   * @param clock says what is old
   * @param publishes whether this service has an outbox
   * @param handler there is one if this service has an inbox
   * @param outboxRetention how long an event is kept after the broker has confirmed it
   * @param inboxRetention how long the id of a processed event is kept; a repetition that comes
   *     later is not recognised, so far longer than a message can lie in a queue
   * @param interval how often to look
   */
  @Inject
  public Retention(
      @Named("motorpool") DataSource dataSource,
      Clock clock,
      @ConfigProperty(name = "motorpool.relay.enabled", defaultValue = "false") boolean publishes,
      Instance<EventHandler> handler,
      @ConfigProperty(name = "motorpool.outbox.retention", defaultValue = "P7D")
          Duration outboxRetention,
      @ConfigProperty(name = "motorpool.inbox.retention", defaultValue = "P30D")
          Duration inboxRetention,
      @ConfigProperty(name = "motorpool.retention.interval", defaultValue = "PT10M")
          Duration interval) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.publishes = publishes;
    this.handler = handler;
    this.outboxRetention = outboxRetention;
    this.inboxRetention = inboxRetention;
    this.interval = interval;
  }

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    requirePositive("motorpool.outbox.retention", outboxRetention);
    requirePositive("motorpool.inbox.retention", inboxRetention);
    requirePositive("motorpool.retention.interval", interval);
    if (publishes || consumes()) {
      Thread.ofPlatform().name("retention").daemon().start(this::forgetUntilStopped);
    }
  }

  void stop(@Observes @Priority(1) @BeforeDestroyed(ApplicationScoped.class) Object event) {
    stopping.countDown();
  }

  private static void requirePositive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(key + " is not above zero");
    }
  }

  private boolean consumes() {
    return !handler.isUnsatisfied();
  }

  private void forgetUntilStopped() {
    try {
      while (!stopping.await(pause(), TimeUnit.MILLISECONDS)) {
        forget();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Replicas that started together do not stay together. */
  private long pause() {
    long most = interval.toMillis();
    return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
  }

  private void forget() throws InterruptedException {
    try {
      if (publishes) {
        forget("sent", FORGET_SENT, outboxRetention);
      }
      if (consumes()) {
        forget("processed", FORGET_PROCESSED, inboxRetention);
      }
    } catch (SQLException e) {
      LOG.log(
          System.Logger.Level.WARNING, "Old events are kept for the time being: {0}", e.toString());
    }
  }

  private void forget(String what, String delete, Duration retention)
      throws SQLException, InterruptedException {
    int forgotten = 0;
    int batch;
    do {
      batch = forgetBatch(delete.formatted(BATCH), retention);
      forgotten += batch;
      // Requests go first.
    } while (batch > 0 && !stopping.await(10, TimeUnit.MILLISECONDS));
    if (forgotten > 0) {
      LOG.log(System.Logger.Level.INFO, "Forgot {0} events {1} long ago", forgotten, what);
    }
  }

  private int forgetBatch(String delete, Duration retention) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(delete)) {
      statement.setObject(1, clock.instant().minus(retention).atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
  }
}
