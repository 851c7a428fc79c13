package io.motorpool.platform.messaging;

import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.embedded.FreePorts;
import io.motorpool.embedded.RabbitMqServer;
import io.motorpool.liquibase.Database;
import io.motorpool.platform.messaging.connector.ConnectorState;
import io.motorpool.platform.messaging.connector.EventPublisher;
import io.motorpool.platform.messaging.connector.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.reactivestreams.Publisher;

/**
 * Prints how many events a second the relay brings from the outbox to the broker, confirmed and
 * marked, and how many a second then go through the connector and the inbox with an effect of one
 * row. The container, PostgreSQL with fsync on and RabbitMQ with a quorum queue are real, and all
 * on this machine. Not a test; the argument is the number of events.
 */
public final class RelayBenchmark {

  private static final Database DATABASE = Database.RESERVATION;
  private static final int DATA_BYTES = 1_000;

  private RelayBenchmark() {}

  /** A service that publishes, and listens to itself once it is told to. */
  @ApplicationScoped
  public static class Service implements EventHandler {

    private final CountDownLatch open = new CountDownLatch(1);
    private Inbox inbox;
    private EventPublisher publisher;
    private EntityManager entityManager;

    protected Service() {}

    @Inject
    public Service(Inbox inbox, EventPublisher publisher, EntityManager entityManager) {
      this.inbox = inbox;
      this.publisher = publisher;
      this.entityManager = entityManager;
    }

    @Outgoing("events")
    public Publisher<Message<OutgoingEvent>> events() {
      return publisher.channel();
    }

    @Incoming("things")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> on(Message<byte[]> message) throws InterruptedException {
      open.await();
      return inbox.process(message, this);
    }

    @Override
    public void handle(IncomingEvent event) {
      entityManager
          .createNativeQuery("insert into benchmark_effect (event_id) values (?1)")
          .setParameter(1, event.id())
          .executeUpdate();
    }

    /** Lets what has arrived, and what comes, be handled. */
    public void open() {
      open.countDown();
    }
  }

  public static void main(String[] arguments) throws Exception {
    int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    Path folder = Files.createTempDirectory("motorpool-benchmark");
    int port = FreePorts.next();
    try (RabbitMqServer broker = RabbitMqServer.start();
        EmbeddedPostgres postgres =
            EmbeddedPostgres.durable(folder.resolve("data"), port, folder.resolve("log"))
                .with(DATABASE);
        Connection connection =
            DriverManager.getConnection(
                postgres.urlOf(DATABASE), DATABASE.owner(), DATABASE.owner())) {
      execute(connection, "create table benchmark_effect (event_id varchar(200) primary key)");
      execute(connection, "grant insert on benchmark_effect to " + DATABASE.user());
      configure(postgres, broker);
      try (SeContainer container =
          SeContainerInitializer.newInstance().addBeanClasses(Service.class).initialize()) {
        measure(container, connection, events);
      }
    }
    System.exit(0);
  }

  private static void measure(SeContainer container, Connection connection, int events)
      throws Exception {
    ConnectorState connector = container.select(ConnectorState.class).get();
    while (!connector.connected()) {
      Thread.sleep(10);
    }
    // The first part warms up.
    for (int part = 1; part <= 2; part++) {
      fill(connection, events);
      long begin = System.nanoTime();
      container.getBeanManager().getEvent().select(OutboxFilled.class).fire(new OutboxFilled());
      until(connection, "select not exists (select from outbox where sent_at is null)");
      print("Relayed, confirmed and marked, part " + part, events, begin);
    }
    long begin = System.nanoTime();
    container.select(Service.class).get().open();
    until(connection, "select count(*) >= %d from benchmark_effect".formatted(events));
    print("Consumed through the inbox, part 1", events, begin);
    begin = System.nanoTime();
    until(connection, "select count(*) = %d from benchmark_effect".formatted(2 * events));
    print("Consumed through the inbox, part 2", events, begin);
    begin = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      execute(connection, "insert into benchmark_effect values ('probe-" + i + "')");
    }
    print("For comparison, commits of one row by one client", 1_000, begin);
  }

  private static void configure(EmbeddedPostgres postgres, RabbitMqServer broker) {
    Map.ofEntries(
            Map.entry("mp.initializer.allow", "true"),
            Map.entry("mp.initializer.no-warn", "true"),
            Map.entry("server.port", "0"),
            Map.entry("motorpool.port", "0"),
            Map.entry("motorpool.service", "reservation"),
            Map.entry("motorpool.database.url", postgres.urlOf(DATABASE)),
            Map.entry("motorpool.broker.uri", broker.uri()),
            Map.entry("motorpool.relay.enabled", "true"),
            Map.entry("mp.messaging.outgoing.events.connector", "motorpool-amqp"),
            Map.entry("mp.messaging.incoming.things.connector", "motorpool-amqp"),
            Map.entry("mp.messaging.incoming.things.queue", "benchmark.events"),
            Map.entry("mp.messaging.incoming.things.routing-keys", "thing.*"))
        .forEach(System::setProperty);
  }

  private static void fill(Connection connection, int events) throws SQLException {
    execute(
        connection,
        """
        insert into outbox (event_id, type, subject, body)
        select id, 'thing.done', id, json_build_object(
            'specversion', '1.0', 'id', id, 'source', '/motorpool/benchmark',
            'type', 'thing.done', 'subject', id, 'time', '2026-11-20T10:00:00Z',
            'datacontenttype', 'application/json',
            'data', json_build_object('text', repeat('x', %d)))::text
        from (select gen_random_uuid() as id from generate_series(1, %d)) ids
        """
            .formatted(DATA_BYTES, events));
    execute(connection, "analyze outbox");
  }

  private static void until(Connection connection, String condition) throws Exception {
    while (true) {
      try (PreparedStatement statement = connection.prepareStatement(condition);
          ResultSet result = statement.executeQuery()) {
        result.next();
        if (result.getBoolean(1)) {
          return;
        }
      }
      Thread.sleep(20);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static void print(String what, int events, long begin) {
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1_000.0;
    System.out.printf("%s: %d, %.0f a second%n", what, events, events / seconds);
  }
}
