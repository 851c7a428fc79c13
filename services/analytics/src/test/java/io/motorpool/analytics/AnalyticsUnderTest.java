package io.motorpool.analytics;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The whole service in this JVM, with a real database and a real broker of its own. Each test
 * counts on days of its own, so that none is in another's way.
 */
public final class AnalyticsUnderTest implements AutoCloseable {

  private static final String EXCHANGE = "motorpool.events";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ObjectMapper mapper = ObjectMapperProvider.strictMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedPostgres postgres;
  private final EmbeddedBroker broker;
  private final Connection connection;
  private final Channel channel;
  private final Server server;

  private AnalyticsUnderTest(Map<String, String> settings) throws Exception {
    postgres = EmbeddedPostgres.throwAway().with(Database.ANALYTICS);
    broker = EmbeddedBroker.inMemory();
    Map<String, String> all = new HashMap<>(settings);
    all.put("motorpool.port", "0");
    all.put("motorpool.database.url", postgres.urlOf(Database.ANALYTICS));
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
  public static AnalyticsUnderTest start(Map<String, String> settings) {
    try {
      return new AnalyticsUnderTest(settings);
    } catch (Exception e) {
      throw new IllegalStateException("The analytics service did not start", e);
    }
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
      return looking.queueDeclarePassive("analytics.events").getConsumerCount() > 0;
    } catch (IOException | TimeoutException e) {
      return false;
    }
  }

  /** An event's JSON, with an id of its own. */
  public String event(String type, String time, Object data) {
    return mapper
        .createObjectNode()
        .put("specversion", "1.0")
        .put("id", UUID.randomUUID().toString())
        .put(
            "source",
            data instanceof InvoiceSnapshot ? "/motorpool/billing" : "/motorpool/reservation")
        .put("type", type)
        .put("time", time)
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

  /** Publishes events in this order and waits until all of them have had their effect. */
  public void tell(List<String> events) {
    events.forEach(this::publish);
    String ids =
        events.stream()
            .map(event -> "'" + parse(event).get("id").textValue() + "'")
            .distinct()
            .collect(Collectors.joining(","));
    long expected = ids.chars().filter(it -> it == ',').count() + 1;
    await()
        .atMost(PATIENCE)
        .until(
            () -> count("select count(*) from inbox where event_id in (" + ids + ")") == expected);
  }

  /** Waits until so many events are parked. */
  public void awaitParked(long count) {
    await().atMost(PATIENCE).until(() -> count("select count(*) from parked_event") == count);
  }

  /** What the service answers. */
  public HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
              .timeout(PATIENCE)
              .build(),
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
    return parse(answer.body());
  }

  /** Reads JSON. */
  public JsonNode parse(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + json, e);
    }
  }

  /** The only number that a query finds. */
  public long count(String sql) {
    try (java.sql.Connection database =
            DriverManager.getConnection(
                postgres.urlOf(Database.ANALYTICS), "analytics", "analytics");
        Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
