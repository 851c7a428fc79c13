package io.motorpool.analytics;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The whole service in this JVM, with a real database and a real broker of its own. Each test
 * counts on days of its own, so that none is in another's way.
 */
public final class AnalyticsUnderTest implements AutoCloseable {

  private final ServiceUnderTest service;
  private final Events events;

  private AnalyticsUnderTest(Map<String, String> settings) {
    service = ServiceUnderTest.start(Database.ANALYTICS, settings);
    events = service.events();
  }

  /** Starts the service. */
  public static AnalyticsUnderTest start(Map<String, String> settings) {
    return new AnalyticsUnderTest(settings);
  }

  @Override
  public void close() {
    events.close();
    service.close();
  }

  /** An event's JSON, with an id of its own. */
  public String event(String type, String time, Object data) {
    return Events.event(UUID.randomUUID(), type, time, data);
  }

  /** Publishes an event as it is. */
  public void publish(String event) {
    events.send(event);
  }

  /** Publishes events in this order and waits until all of them have had their effect. */
  public void tell(List<String> events) {
    events.forEach(this::publish);
    events.forEach(service::awaitHandled);
  }

  /** How many events were given up on. */
  public long parked() {
    return service.parked();
  }

  /** Waits until so many events were given up on. */
  public void awaitParked(long count) {
    service.awaitParked(count);
  }

  /** What the service answers. */
  public Http.Answer get(String path) {
    return service.http().get(path);
  }

  /** What the service answers to a request without a body. */
  public Http.Answer post(String path) {
    return service.http().method("POST", path);
  }

  /** Waits until an event has had its effect. */
  public void awaitHandled(String event) {
    service.awaitHandled(event);
  }

  /** Changes what is stored behind the service's back. */
  public void update(String sql, Object... parameters) {
    service.update(sql, parameters);
  }

  /** The only number that a query finds. */
  public long count(String sql) {
    return service.count(sql);
  }
}
