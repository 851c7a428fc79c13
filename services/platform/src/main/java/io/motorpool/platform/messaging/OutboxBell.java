package io.motorpool.platform.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Wakes up the replica that relays, when any replica has filled the outbox: by the database's
 * NOTIFY, as it is the one thing they all are connected to.
 *
 * <p>It rings after the commit and from a thread of its own. Inside the transaction it would make
 * all commits that ring wait for each other, flush included, which is how PostgreSQL keeps
 * notifications in order; and a request need not wait for it.
 */
final class OutboxBell {

  private static final System.Logger LOG = System.getLogger(OutboxBell.class.getName());
  private static final String CHANNEL = "motorpool_outbox";

  private final DataSource dataSource;
  private final Semaphore rings = new Semaphore(0);
  private volatile boolean stopping;
  private Thread thread;

  OutboxBell(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void start() {
    thread = Thread.ofPlatform().name("outbox-bell").daemon().start(this::ringUntilStopped);
  }

  /** Returns at once; what is rung for while the bell still sounds is rung for once. */
  void ring() {
    // Who is woken up reads all there is.
    if (rings.availablePermits() == 0) {
      rings.release();
    }
  }

  /** Rings once more, so that the relay notices that it is to stop. */
  void stop() throws InterruptedException {
    stopping = true;
    rings.release();
    thread.join(Duration.ofSeconds(2));
    thread.interrupt();
  }

  private void ringUntilStopped() {
    try {
      do {
        rings.acquire();
        rings.drainPermits();
        sound();
      } while (!stopping);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sound() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("notify " + CHANNEL);
    } catch (SQLException | RuntimeException e) {
      // The relay looks by itself before long.
      LOG.log(System.Logger.Level.DEBUG, "The outbox bell did not ring: {0}", e.getMessage());
    }
  }

  /** To be called before the relay looks for the first time, so that it misses no ring after it. */
  static void listenOn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + CHANNEL);
    }
  }

  /** To be called before the connection is used for something else. */
  static void stopListeningOn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("unlisten " + CHANNEL);
    }
  }

  /** Waits for the bell, or for some time. */
  static void await(Connection connection, Duration atMost) throws SQLException {
    connection.unwrap(PGConnection.class).getNotifications((int) atMost.toMillis());
  }
}
