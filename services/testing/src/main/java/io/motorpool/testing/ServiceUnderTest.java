package io.motorpool.testing;

import static org.awaitility.Awaitility.await;

import io.helidon.microprofile.server.Server;
import io.motorpool.embedded.EmbeddedBroker;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.embedded.RabbitMqServer;
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
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * One service, started in this JVM on a port of its own, on a throw-away PostgreSQL with its
 * database migrated and on a throw-away broker. The service runs with its runtime role, as it would
 * elsewhere.
 */
public final class ServiceUnderTest implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static ServiceUnderTest shared;

  private final Database database;
  private final EmbeddedPostgres postgres;
  private final AutoCloseable broker;
  private final URI brokerUri;
  private final Map<String, String> properties;
  private Server server;

  private ServiceUnderTest(
      Database database,
      Map<String, String> settings,
      AutoCloseable broker,
      URI brokerUri,
      String queueType) {
    this.database = database;
    this.postgres = EmbeddedPostgres.throwAway().with(database);
    this.broker = broker;
    this.brokerUri = brokerUri;
    this.properties = new HashMap<>(settings);
    properties.put("motorpool.database.url", postgres.urlOf(database));
    properties.put("motorpool.broker.uri", brokerUri.toString());
    properties.put("motorpool.broker.queue-type", queueType);
    properties.put("server.port", "0");
    properties.putIfAbsent("motorpool.stop.drain", "PT0S");
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
    EmbeddedBroker broker = EmbeddedBroker.inMemory();
    return new ServiceUnderTest(database, settings, broker, broker.uri(), "classic");
  }

  /**
   * As {@link #start}, on a RabbitMQ of its own with quorum queues. Where none is installed the
   * test is skipped aloud, or fails, in CI.
   */
  public static ServiceUnderTest startOnRabbitMq(Database database, Map<String, String> settings) {
    if (!RabbitMqServer.isInstalled()) {
      RabbitMqServer.sayThatItIsMissing();
      Assumptions.abort("no RabbitMQ");
    }
    RabbitMqServer broker = RabbitMqServer.start();
    return new ServiceUnderTest(database, settings, broker, URI.create(broker.uri()), "quorum");
  }

  /**
   * The service whose classes are on the class path, started by the first call. It serves every
   * class of tests that asks for it, runs until the JVM ends, and is not to be closed.
   */
  public static synchronized ServiceUnderTest shared(Database database) {
    if (shared == null) {
      shared = start(database);
    }
    return shared;
  }

  /** Events that are published before a service has its queue are nobody's. */
  private static void awaitQueues() {
    ConnectorState connector = CDI.current().select(ConnectorState.class).get();
    await("connected to the broker").atMost(START).until(connector::connected);
  }

  /** Stops the service and starts it again at the same address, on the data of its first life. */
  public void restart() {
    restartAfter(() -> {});
  }

  /** As {@link #restart}, with something done while the service is away. */
  public void restartAfter(Runnable deed) {
    String port = Integer.toString(server.port());
    server.stop();
    deed.run();
    properties.put("server.port", port);
    System.setProperty("server.port", port);
    server = Server.create().start();
    awaitQueues();
  }

  /** Where the service answers. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** The service's REST interface. */
  public Http http() {
    return new Http(uri());
  }

  /** Ends the broker that the service is connected to. */
  public void stopBroker() {
    try {
      broker.close();
    } catch (Exception e) {
      throw new IllegalStateException("The broker did not end", e);
    }
  }

  /** Publishes to and listens at the service's broker. */
  public Events events() {
    return new Events(brokerUri);
  }

  /**
   * The first column of the first row, as the owner of the schema sees it.
   *
   * @param type what to read it as
   */
  public <T> T query(Class<T> type, String sql, Object... parameters) {
    return sql(
        sql,
        parameters,
        statement -> {
          try (ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getObject(1, type) : null;
          }
        });
  }

  /** The number that a query finds. */
  public long count(String sql, Object... parameters) {
    return query(Long.class, sql, parameters);
  }

  /** Changes what is stored behind the service's back, as the owner of the schema. */
  public void update(String sql, Object... parameters) {
    sql(sql, parameters, PreparedStatement::executeUpdate);
  }

  private <T> T sql(String sql, Object[] parameters, Work<T> work) {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.urlOf(database), database.owner(), database.owner());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return work.with(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /**
   * Waits until an event has had its effect, or was found to be one that has none.
   *
   * @param event the whole event
   */
  public void awaitHandled(String event) {
    UUID id = Events.idOf(event);
    await("handled " + id)
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from inbox where event_id = ?", id.toString()) == 1);
  }

  /** How many events were given up on. */
  public long parked() {
    return count("select count(*) from parked_event");
  }

  /** Waits until so many events were given up on. */
  public void awaitParked(long count) {
    await("parked events").atMost(PATIENCE).until(this::parked, parked -> parked == count);
  }

  /** Waits until the broker has all that the service decided to publish. */
  public void awaitPublished() {
    await("published")
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from outbox where sent_at is null") == 0);
  }

  @Override
  public void close() {
    server.stop();
    stopBroker();
    postgres.close();
    properties.keySet().forEach(System::clearProperty);
  }
}
