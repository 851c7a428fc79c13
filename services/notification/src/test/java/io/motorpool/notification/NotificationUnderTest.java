package io.motorpool.notification;

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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * The whole service in this JVM, with a real database and a real broker of its own. Each test makes
 * customers of its own, so that none is in another's way.
 */
public final class NotificationUnderTest implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ObjectMapper mapper = ObjectMapperProvider.strictMapper();
  private final ServiceUnderTest service;
  private final Events events;

  private NotificationUnderTest(Map<String, String> settings) throws Exception {
    service = ServiceUnderTest.start(Database.NOTIFICATION, settings);
    events = service.events();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(service.broker().uri());
    try (Connection connection = factory.newConnection()) {
      await().atMost(PATIENCE).until(() -> consumes(connection));
    }
  }

  /** Starts the service and waits until it hears events. */
  public static NotificationUnderTest start(Map<String, String> settings) {
    try {
      return new NotificationUnderTest(settings);
    } catch (Exception e) {
      throw new IllegalStateException("The notification service did not start", e);
    }
  }

  @Override
  public void close() {
    service.close();
  }

  private static boolean consumes(Connection connection) throws IOException {
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
    events.publish(parse(event).path("type").asText(), event.getBytes(StandardCharsets.UTF_8));
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
    return URI.create(scheme + "://" + service.uri().getAuthority() + path);
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

  /** Changes the stored data behind the service's back. */
  public void change(String sql) {
    service.query(UUID.class, sql + " returning id");
  }
}
