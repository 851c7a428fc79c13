package io.motorpool.testing;

import io.helidon.microprofile.server.Server;
import io.motorpool.embedded.EmbeddedBroker;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.liquibase.Database;
import io.motorpool.platform.messaging.connector.ConnectorState;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * One service, started in this JVM on a port of its own, on a throw-away PostgreSQL with its
 * database migrated and on a throw-away broker. The service runs with its runtime role, as it would
 * elsewhere.
 */
public final class ServiceUnderTest implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);

  private final Database database;
  private final EmbeddedPostgres postgres;
  private final EmbeddedBroker broker;
  private final Map<String, String> properties;
  private final Server server;

  private ServiceUnderTest(Database database, Map<String, String> settings) {
    this.database = database;
    this.postgres = EmbeddedPostgres.throwAway().with(database);
    this.broker = EmbeddedBroker.inMemory();
    this.properties = new HashMap<>(settings);
    properties.put("motorpool.database.url", postgres.urlOf(database));
    properties.put("motorpool.broker.uri", broker.uri().toString());
    properties.put("motorpool.broker.queue-type", "classic");
    properties.put("server.port", "0");
    // The services read their configuration when they start, and one runs at a time.
    properties.forEach(System::setProperty);
    this.server = Server.create().start();
    awaitQueues();
  }

  /** Starts the service whose classes are on the class path. */
  public static ServiceUnderTest start(Database database) {
    return start(database, Map.of());
  }

  /**
   * Starts the service whose classes are on the class path.
   *
   * @param settings configuration that goes before the service's own
   */
  public static ServiceUnderTest start(Database database, Map<String, String> settings) {
    return new ServiceUnderTest(database, settings);
  }

  /** Events that are published before a service has its queue are nobody's. */
  private static void awaitQueues() {
    ConnectorState connector = CDI.current().select(ConnectorState.class).get();
    long end = System.nanoTime() + START.toNanos();
    while (!connector.connected()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Not connected to the broker: " + connector.links());
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Where the service answers. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** The service's REST interface. */
  public Http http() {
    return new Http(uri());
  }

  /** The broker that the service is connected to. */
  public EmbeddedBroker broker() {
    return broker;
  }

  /** Publishes to and listens at the service's broker. */
  public Events events() {
    return new Events(broker.uri());
  }

  /**
   * The first column of the first row, as the owner of the schema sees it.
   *
   * @param type what to read it as
   */
  public <T> T query(Class<T> type, String sql, Object... parameters) {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.urlOf(database), database.owner(), database.owner());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getObject(1, type) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    server.stop();
    broker.close();
    postgres.close();
    properties.keySet().forEach(System::clearProperty);
  }
}
