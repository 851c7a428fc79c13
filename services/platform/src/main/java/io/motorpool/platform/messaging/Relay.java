package io.motorpool.platform.messaging;

import io.motorpool.platform.messaging.connector.Backoff;
import io.motorpool.platform.messaging.connector.EventPublisher;
import io.motorpool.platform.messaging.connector.OutgoingEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hands the outbox to the broker, in the order of the outbox, in batches, each event until the
 * broker has confirmed it. Of all replicas of a service one relays at a time: it holds an advisory
 * lock of the database, on the very connection it reads and marks with, so that a lost lock is a
 * lost connection too and another replica takes over.
 *
 * <p>It looks when the {@link OutboxBell} rings, in whichever replica, and every few seconds
 * besides.
 *
 * <p>An event is marked as sent only together with all that stand before it. After an unanswered
 * confirm it is sent again; consumers recognise the repetition by the event's id.
 */
@ApplicationScoped
public class Relay {

  private static final System.Logger LOG = System.getLogger(Relay.class.getName());

  /** Any number will do, as long as it is the same in all replicas and used for nothing else. */
  private static final long ADVISORY_LOCK = 0x6d6f746f72706f6fL;

  private static final int BATCH = 100;

  private final DataSource dataSource;
  private final EventPublisher publisher;
  private final boolean enabled;
  private final Duration idle;
  private final OutboxBell bell;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
  private Thread thread;

  /** For the container, which makes the client proxy with it. */
  protected Relay() {
    this(null, null, false, Duration.ZERO);
  }

  /**
   * @param dataSource where the outbox is
   * @param publisher the way to the broker
   * @param enabled whether this service has an outbox at all
   * @param idle how often to look, and to try for the lock, though no bell has rung
   */
  @Inject
  public Relay(
      @Named("motorpool") DataSource dataSource,
      EventPublisher publisher,
      @ConfigProperty(name = "motorpool.relay.enabled", defaultValue = "false") boolean enabled,
      @ConfigProperty(name = "motorpool.relay.idle", defaultValue = "PT5S") Duration idle) {
    this.dataSource = dataSource;
    this.publisher = publisher;
    this.bell = new OutboxBell(dataSource);
    this.enabled = enabled;
    this.idle = idle;
  }

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    if (enabled) {
      bell.start();
      thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::relayUntilStopped);
    }
  }

  void wakeUp(@Observes OutboxFilled event) {
    bell.ring();
  }

  void stop(@Observes @Priority(1) @BeforeDestroyed(ApplicationScoped.class) Object event)
      throws InterruptedException {
    stopping.countDown();
    if (thread != null) {
      bell.stop();
      thread.join(Duration.ofSeconds(5));
      thread.interrupt();
    }
  }

  private void relayUntilStopped() {
    while (!isStopping()) {
      try (Connection connection = dataSource.getConnection()) {
        if (lock(connection)) {
          try {
            relayOn(connection);
          } finally {
            unlock(connection);
          }
        } else {
          // Another replica relays.
          stopping.await(idle.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (SQLException | RuntimeException e) {
        // Whatever it was, the events are still there; the relay must outlive it.
        pauseAfter(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void pauseAfter(Exception failure) {
    long pause = backoff.next();
    LOG.log(
        System.Logger.Level.WARNING,
        "The outbox waits, next attempt in {0} ms: {1}",
        pause,
        reason(failure));
    try {
      stopping.await(pause, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopping.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void relayOn(Connection connection) throws SQLException {
    OutboxBell.listenOn(connection);
    while (!isStopping()) {
      List<OutboxRow> batch = unsent(connection);
      if (batch.isEmpty()) {
        OutboxBell.await(connection, idle);
      } else {
        send(connection, batch);
        // Only now is it known that the broker is there; having the lock says nothing of it.
        backoff.reset();
      }
    }
  }

  private void send(Connection connection, List<OutboxRow> batch) throws SQLException {
    List<CompletableFuture<Void>> confirms = new ArrayList<>(batch.size());
    for (OutboxRow row : batch) {
      confirms.add(publisher.publish(row.toEvent()).toCompletableFuture());
    }
    int confirmed = 0;
    try {
      for (CompletableFuture<Void> confirm : confirms) {
        confirm.join();
        confirmed++;
      }
    } finally {
      if (confirmed > 0) {
        markSent(connection, batch.subList(0, confirmed));
      }
    }
  }

  private static boolean lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, ADVISORY_LOCK);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static void unlock(Connection connection) throws SQLException {
    if (connection.isValid(1)) {
      OutboxBell.stopListeningOn(connection);
      try (PreparedStatement statement =
          connection.prepareStatement("select pg_advisory_unlock(?)")) {
        statement.setLong(1, ADVISORY_LOCK);
        statement.execute();
      }
    }
  }

  private static List<OutboxRow> unsent(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, resends, event_id, type, body from outbox where sent_at is null order by id limit "
                + BATCH)) {
      List<OutboxRow> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(
              new OutboxRow(
                  result.getLong(1),
                  result.getInt(2),
                  result.getObject(3, UUID.class),
                  result.getString(4),
                  result.getString(5)));
        }
      }
      return rows;
    }
  }

  private static void markSent(Connection connection, List<OutboxRow> rows) throws SQLException {
    Object[] ids = rows.stream().map(OutboxRow::id).toArray();
    Object[] resends = rows.stream().map(OutboxRow::resends).toArray();
    try (PreparedStatement statement =
        connection.prepareStatement(
            // Not those that are to be sent again since they were read.
            "update outbox o set sent_at = now() from unnest(?, ?) as sent (id, resends)"
                + " where o.id = sent.id and o.resends = sent.resends")) {
      statement.setArray(1, connection.createArrayOf("bigint", ids));
      statement.setArray(2, connection.createArrayOf("integer", resends));
      statement.executeUpdate();
    }
  }

  private static String reason(Exception failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private record OutboxRow(long id, int resends, UUID eventId, String type, String body) {

    OutgoingEvent toEvent() {
      return new OutgoingEvent(type, eventId.toString(), body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
