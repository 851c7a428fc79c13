package io.motorpool.analytics;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.liquibase.Database;
import io.motorpool.platform.api.ObjectMapperProvider;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ObjectMapper mapper = ObjectMapperProvider.strictMapper();
  private final ServiceUnderTest service;
  private final Events events;

  private AnalyticsUnderTest(Map<String, String> settings) throws Exception {
    service = ServiceUnderTest.start(Database.ANALYTICS, settings);
    events = service.events();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(service.broker().uri());
    try (Connection connection = factory.newConnection()) {
      await().atMost(PATIENCE).until(() -> consumes(connection));
    }
  }

  /** Starts the service and waits until it hears events. */
  public static AnalyticsUnderTest start(Map<String, String> settings) {
    try {
      return new AnalyticsUnderTest(settings);
    } catch (Exception e) {
      throw new IllegalStateException("The analytics service did not start", e);
    }
  }

  @Override
  public void close() {
    service.close();
  }

  private static boolean consumes(Connection connection) throws IOException {
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
    events.publish(parse(event).path("type").asText(), event.getBytes(StandardCharsets.UTF_8));
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
  public Http.Answer get(String path) {
    return service.http().get(path);
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
    return service.query(Long.class, sql);
  }
}
