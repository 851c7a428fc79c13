package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.helidon.microprofile.server.Server;
import io.motorpool.embedded.EmbeddedBroker;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.liquibase.Database;
import io.motorpool.platform.api.ObjectMapperProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The whole service in this JVM, with a real database and a real broker, started once for all
 * tests. Each test makes customers and reservations of its own, so that none is in another's way.
 */
final class BillingUnderTest {

  private static final String EXCHANGE = "motorpool.events";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static BillingUnderTest running;

  private final ObjectMapper mapper = ObjectMapperProvider.strictMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<JsonNode> published = new CopyOnWriteArrayList<>();
  private final EmbeddedPostgres postgres;
  private final Channel channel;
  private final URI address;

  private BillingUnderTest() throws Exception {
    postgres = EmbeddedPostgres.throwAway().with(Database.BILLING);
    EmbeddedBroker broker = EmbeddedBroker.inMemory();
    channel = listen(broker);
    Map.of(
            "motorpool.port",
            "0",
            "motorpool.database.url",
            postgres.urlOf(Database.BILLING),
            "motorpool.broker.uri",
            broker.uri().toString(),
            "motorpool.broker.queue-type",
            "classic")
        .forEach(System::setProperty);
    Server server = Server.create().start();
    address = URI.create("http://127.0.0.1:" + server.port());
    await().atMost(PATIENCE).until(this::consumes);
  }

  /** The running service. */
  static synchronized BillingUnderTest running() {
    if (running == null) {
      try {
        running = new BillingUnderTest();
      } catch (Exception e) {
        throw new IllegalStateException("Billing did not start", e);
      }
    }
    return running;
  }

  private Channel listen(EmbeddedBroker broker) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(broker.port());
    factory.setUsername(EmbeddedBroker.USER);
    factory.setPassword(EmbeddedBroker.USER);
    Connection connection = factory.newConnection();
    Channel listening = connection.createChannel();
    listening.exchangeDeclare(EXCHANGE, BuiltinExchangeType.TOPIC, true);
    String queue = listening.queueDeclare().getQueue();
    listening.queueBind(queue, EXCHANGE, "invoice.*");
    listening.basicConsume(
        queue,
        true,
        (tag, delivery) -> {
          JsonNode event = mapper.readTree(delivery.getBody());
          assertThat(delivery.getEnvelope().getRoutingKey())
              .isEqualTo(event.get("type").textValue());
          published.add(event);
        },
        tag -> {});
    return connection.createChannel();
  }

  private boolean consumes() throws IOException {
    try (Channel looking = channel.getConnection().createChannel()) {
      return looking.queueDeclarePassive("billing.events").getConsumerCount() > 0;
    } catch (IOException | java.util.concurrent.TimeoutException e) {
      return false;
    }
  }

  /** Publishes an event of the reservation service and returns its id. */
  UUID publish(String type, Object reservation) {
    UUID id = UUID.randomUUID();
    publish(id, type, reservation);
    return id;
  }

  /** Publishes an event of the reservation service under a given id. */
  void publish(UUID id, String type, Object reservation) {
    JsonNode data = mapper.valueToTree(reservation);
    JsonNode event =
        mapper
            .createObjectNode()
            .put("specversion", "1.0")
            .put("id", id.toString())
            .put("source", "/motorpool/reservation")
            .put("type", type)
            .put("subject", data.path("id").asText())
            .put("time", Instant.now().toString())
            .put("datacontenttype", "application/json")
            .set("data", data);
    try {
      // Tests publish from several threads, and a channel takes one at a time.
      synchronized (channel) {
        channel.basicPublish(
            EXCHANGE,
            type,
            new BasicProperties.Builder().deliveryMode(2).build(),
            event.toString().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until an event has had its effect, or was given up on. */
  void awaitHandled(UUID eventId) {
    await()
        .atMost(PATIENCE)
        .until(() -> count("select count(*) from inbox where event_id = '" + eventId + "'") == 1);
  }

  /** What billing published about a reservation, in the order it arrived. */
  List<JsonNode> heardOf(UUID reservationId) {
    return published.stream()
        .filter(
            event -> reservationId.toString().equals(event.at("/data/reservationId").textValue()))
        .toList();
  }

  /** Waits for the first event of a type about a reservation and returns its data. */
  JsonNode awaitEvent(String type, UUID reservationId) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                heardOf(reservationId).stream()
                    .filter(event -> event.get("type").textValue().equals(type))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow()
        .get("data");
  }

  /** Waits until all that billing decided to publish is published, and has arrived. */
  void awaitQuiet() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                count("select count(*) from outbox where sent_at is null") == 0
                    && published.size() >= count("select count(*) from outbox"));
  }

  /** The types of what billing published about a reservation. */
  List<String> typesHeardOf(UUID reservationId) {
    awaitQuiet();
    return heardOf(reservationId).stream().map(event -> event.get("type").textValue()).toList();
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The body of an answer. */
  JsonNode json(HttpResponse<String> answer) {
    try {
      return mapper.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + answer.body(), e);
    }
  }

  /** The only number that a query finds. */
  long count(String sql) {
    return sql(
        statement -> {
          try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
          }
        });
  }

  /** Changes the stored data behind the service's back. */
  void change(String sql) {
    sql(statement -> statement.executeUpdate(sql));
  }

  private <T> T sql(Work<T> work) {
    try (java.sql.Connection connection =
            DriverManager.getConnection(postgres.urlOf(Database.BILLING), "billing", "billing");
        Statement statement = connection.createStatement()) {
      return work.with(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Work<T> {
    T with(Statement statement) throws SQLException;
  }
}
