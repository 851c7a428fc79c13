package io.motorpool.testing;

import static org.awaitility.Awaitility.await;

import io.helidon.microprofile.server.Server;
import io.motorpool.embedded.EmbeddedBroker;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.embedded.FreePorts;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
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

  /** One runs at a time. */
  private static volatile ServiceUnderTest running;

  private final Database database;
  private final EmbeddedPostgres postgres;
  private final AutoCloseable broker;
  private final URI brokerUri;
  private final Map<String, String> properties;
  private final EventWatch eventWatch;
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
    this.properties = new HashMap<>(Tokens.settings());
    properties.putAll(settings);
    properties.put("motorpool.database.url", postgres.urlOf(database));
    properties.put("motorpool.broker.uri", brokerUri.toString());
    properties.put("motorpool.broker.queue-type", queueType);
    properties.put("server.port", Integer.toString(FreePorts.next()));
    properties.put(Drift.FILE, Drift.ofOthers().toString());
    properties.putIfAbsent("motorpool.stop.drain", "PT0S");
    // The machine may stand still for a while, and what follows of that is not what is tested.
    properties.putIfAbsent("javax.sql.DataSource.motorpool.connectionTimeout", "30000");
    properties.putIfAbsent("mp.messaging.connector.motorpool-amqp.confirm-timeout", "PT30S");
    // The services read their configuration when they start, and one runs at a time.
    properties.forEach(System::setProperty);
    // Before the service, so that nothing that it publishes is missed.
    this.eventWatch = new EventWatch(brokerUri, database.service());
    this.server = Server.create().start();
    awaitQueues();
    running = this;
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

  /**
   * Events that are published before a service has its queue are nobody's. And that its queue was
   * missing, on a new broker, it hears in that queue, and then sends again what it has published:
   * that is over before a test counts what it hears.
   */
  private void awaitQueues() {
    ConnectorState connector = CDI.current().select(ConnectorState.class).get();
    await("connected to the broker").atMost(START).until(connector::connected);
    if (ConfigProvider.getConfig()
        .getOptionalValue("motorpool.relay.enabled", Boolean.class)
        .orElse(false)) {
      for (UUID news : eventWatch.takeNewsOfQueues()) {
        await("news of a queue").atMost(PATIENCE).until(() -> hasHandled(news));
      }
    }
  }

  /**
   * Waits until what was said to the service that runs, and by it, is compared with its contracts.
   */
  static void watchAllThatIsOnItsWay() {
    TrafficWatch.awaitAnswers();
    ServiceUnderTest service = running;
    if (service != null) {
      service.eventWatch.catchUp();
    }
  }

  /** As {@link #watchAllThatIsOnItsWay}, with all events that it has decided to publish. */
  static void watchAllThatIsToCome() {
    ServiceUnderTest service = running;
    if (service != null && service.eventWatch.listens() && service.publishes()) {
      service.awaitPublished();
    }
    watchAllThatIsOnItsWay();
  }

  private boolean publishes() {
    return query(Boolean.class, "select to_regclass('outbox') is not null");
  }

  /** Stops the service and starts it again at the same address, on the data of its first life. */
  public void restart() {
    restartAfter(() -> {});
  }

  /** As {@link #restart}, with something done while the service is away. */
  public void restartAfter(Runnable deed) {
    server.stop();
    deed.run();
    server = Server.create().start();
    awaitQueues();
  }

  /** The service's name, as in its paths. */
  String name() {
    return database.service();
  }

  /** Where the service answers. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** The service's REST interface, called by the staff. */
  public Http http() {
    return new Http(uri());
  }

  /** Ends the broker that the service is connected to. */
  public void stopBroker() {
    eventWatch.close();
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

  /**
   * All that is stored, once everything is published: of each table how many rows it has, and a
   * digest of them. Twice the same means that nothing was stored in between, in whatever table.
   */
  public Map<String, String> contents() {
    if (publishes()) {
      awaitPublished();
    }
    String eachTable =
        query(
            String.class,
            """
            select string_agg(
              format(
                'select %L as name, concat(count(*), '' rows '', md5(string_agg(t::text, chr(10) order by t::text))) as rows from %I t',
                tablename, tablename),
              ' union all ')
            from pg_tables
            where schemaname = current_schema() and tablename not like 'databasechangelog%'
            """);
    return sql(
        eachTable,
        new Object[0],
        statement -> {
          Map<String, String> contents = new TreeMap<>();
          try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
              contents.put(result.getString("name"), result.getString("rows"));
            }
          }
          return contents;
        });
  }

  /** Changes what is stored behind the service's back, as the owner of the schema. */
  public void update(String sql, Object... parameters) {
    sql(sql, parameters, PreparedStatement::executeUpdate);
  }

  /** Does something while a transaction holds the locks of a query, and is then rolled back. */
  public void whileLocked(String query, List<?> parameters, Runnable deed) {
    sql(
        query,
        parameters.toArray(),
        statement -> {
          statement.getConnection().setAutoCommit(false);
          statement.executeQuery();
          deed.run();
          statement.getConnection().rollback();
          return null;
        });
  }

  /** Waits until a transaction waits for a lock that another one holds. */
  public void awaitBlocked() {
    await("a transaction that waits for a lock")
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from pg_locks where not granted") > 0);
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
    await("handled " + Events.idOf(event)).atMost(PATIENCE).until(() -> hasHandled(event));
  }

  /** Whether an event has had its effect, was found to be one that has none, or was given up on. */
  boolean hasHandled(String event) {
    return hasHandled(Events.idOf(event));
  }

  private boolean hasHandled(UUID event) {
    return count("select count(*) from inbox where event_id = ?", event.toString()) == 1;
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

  /** The events that the broker does not have yet, and may never get. */
  private void watchWhatWasNotSent() {
    if (publishes()) {
      sql(
          "select type, body from outbox where sent_at is null",
          new Object[0],
          statement -> {
            try (ResultSet unsent = statement.executeQuery()) {
              while (unsent.next()) {
                eventWatch.check(unsent.getString("type"), unsent.getString("body"));
              }
            }
            return null;
          });
    }
  }

  /**
   * Stops the service and all that it needs.
   *
   * @throws AssertionError if the service was seen to differ from the contracts
   */
  @Override
  public void close() {
    running = null;
    server.stop();
    TrafficWatch.awaitAnswers();
    watchWhatWasNotSent();
    stopBroker();
    postgres.close();
    properties.keySet().forEach(System::clearProperty);
    // Where no extension of JUnit does it, as with other engines.
    Drift.failIfFound();
  }
}
