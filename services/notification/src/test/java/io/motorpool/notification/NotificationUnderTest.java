package io.motorpool.notification;

import static org.awaitility.Awaitility.await;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Metrics;
import io.motorpool.testing.ServiceUnderTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The whole service in this JVM, with a real database and a real broker of its own. Each test makes
 * customers of its own, so that none is in another's way.
 */
public final class NotificationUnderTest implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ServiceUnderTest service;
  private final Events events;

  private NotificationUnderTest(Map<String, String> settings) {
    service = ServiceUnderTest.start(Database.NOTIFICATION, settings);
    events = service.events();
  }

  /** Starts the service. */
  public static NotificationUnderTest start(Map<String, String> settings) {
    return new NotificationUnderTest(settings);
  }

  @Override
  public void close() {
    events.close();
    service.close();
  }

  /** An event's JSON with the given id. */
  public String event(UUID id, String type, Object data) {
    return Events.event(id, type, Instant.now().toString(), data);
  }

  /** Publishes an event as it is. */
  public void publish(String event) {
    events.send(event);
  }

  /** Publishes an event and returns it. */
  public String publish(String type, Object data) {
    return events.publish(type, data);
  }

  /** Waits until so many notifications of the customer are stored. */
  public void awaitNotifications(UUID customerId, long count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                service.count("select count(*) from notification where customer_id = ?", customerId)
                    == count);
  }

  /** Waits until so many events were given up on. */
  public void awaitParked(long count) {
    service.awaitParked(count);
  }

  /** The service's address, with the given path. */
  public URI address(String scheme, String path) {
    return URI.create(scheme + "://" + service.uri().getAuthority() + path);
  }

  /** What the service answers. */
  public Http.Answer get(String path) {
    return service.http().get(path);
  }

  /** How many events were given up on. */
  public long parked() {
    return service.parked();
  }

  /** Changes the stored data behind the service's back. */
  public void change(String sql) {
    service.update(sql);
  }

  /** What the service answers to a body that is posted. */
  public Http.Answer post(String path, Object body) {
    return service.http().post(path, body);
  }

  /** The number that a query finds in the service's database. */
  public long count(String sql, Object... parameters) {
    return service.count(sql, parameters);
  }

  /** The text that a query finds in the service's database. */
  public String text(String sql, Object... parameters) {
    return service.query(String.class, sql, parameters);
  }

  /** Waits until an event has had its effect, or was found to be one that has none. */
  public void awaitHandled(String event) {
    service.awaitHandled(event);
  }

  /** What the service shows of itself. */
  public Metrics metrics() {
    return new Metrics(service.http());
  }
}
