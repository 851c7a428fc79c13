package io.motorpool.notification;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.helidon.microprofile.server.Server;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.embedded.EmbeddedBroker;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.liquibase.Database;
import io.motorpool.platform.api.ObjectMapperProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * The whole service in this JVM, with a real database and a real broker of its own. Each test makes
 * customers of its own, so that none is in another's way.
 */
public final class NotificationUnderTest implements AutoCloseable {

  private static final String EXCHANGE = "motorpool.events";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ObjectMapper mapper = ObjectMapperProvider.strictMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedPostgres postgres;
  private final EmbeddedBroker broker;
  private final Connection connection;
  private final Channel channel;
  private final Server server;

  private NotificationUnderTest(Map<String, String> settings) throws Exception {
    postgres = EmbeddedPostgres.throwAway().with(Database.NOTIFICATION);
    broker = EmbeddedBroker.inMemory();
    Map<String, String> all = new HashMap<>(settings);
    all.put("motorpool.port", "0");
    all.put("motorpool.database.url", postgres.urlOf(Database.NOTIFICATION));
    all.put("motorpool.broker.uri", broker.uri().toString());
    all.put("motorpool.broker.queue-type", "classic");
    all.forEach(System::setProperty);
    server = Server.create().start();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(broker.port());
    factory.setUsername(EmbeddedBroker.USER);
    factory.setPassword(EmbeddedBroker.USER);
    connection = factory.newConnection();
    channel = connection.createChannel();
    await().atMost(PATIENCE).until(this::consumes);
  }

  /** Starts the service. */
  public static NotificationUnderTest start(Map<String, String> settings) {
    try {
      return new NotificationUnderTest(settings);
    } catch (Exception e) {
      throw new IllegalStateException("The notification service did not start", e);
    }
  }

  /** Stops the service alone. */
  public void stopService() {
    server.stop();
  }

  @Override
  public void close() throws IOException {
    server.stop();
    connection.close();
    broker.close();
    postgres.close();
  }

  private boolean consumes() throws IOException {
    try (Channel looking = connection.createChannel()) {
      return looking.queueDeclarePassive("notification.events").getConsumerCount() > 0;
    } catch (IOException | TimeoutException e) {
      return false;
    }
  }

  /** An event's JSON; an id and a moment of its own. */
  public String event(String type, Object data) {
    return event(UUID.randomUUID(), type, data);
  }

  /** An event's JSON with the given id. */
  public String event(UUID id, String type, Object data) {
    return mapper
        .createObjectNode()
        .put("specversion", "1.0")
        .put("id", id.toString())
        .put(
            "source",
            data instanceof InvoiceSnapshot ? "/motorpool/billing" : "/motorpool/reservation")
        .put("type", type)
        .put("time", Instant.now().toString())
        .put("datacontenttype", "application/json")
        .set("data", mapper.valueToTree(data))
        .toString();
  }

  /** Publishes an event as it is. */
  public void publish(String event) {
    try {
      synchronized (channel) {
        channel.basicPublish(
            EXCHANGE,
            mapper.readTree(event).path("type").asText(),
            new BasicProperties.Builder().deliveryMode(2).build(),
            event.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Publishes an event and returns it. */
  public String publish(String type, Object data) {
    String event = event(type, data);
    publish(event);
    return event;
  }

  /** Waits until so many notifications of the customer are stored. */
  public void awaitNotifications(UUID customerId, long count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                count("select count(*) from notification where customer_id = '" + customerId + "'")
                    == count);
  }

  /** Waits until so many events are parked. */
  public void awaitParked(long count) {
    await().atMost(PATIENCE).until(() -> count("select count(*) from parked_event") == count);
  }

  /** The service's address, with the given path. */
  public URI address(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + server.port() + path);
  }

  /** What the service answers. */
  public HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(address("http", path)).timeout(PATIENCE).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The body of an answer. */
  public JsonNode json(HttpResponse<String> answer) {
    try {
      return mapper.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + answer.body(), e);
    }
  }

  /** The only number that a query finds. */
  public long count(String sql) {
    try (java.sql.Connection database =
            DriverManager.getConnection(
                postgres.urlOf(Database.NOTIFICATION), "notification", "notification");
        Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
