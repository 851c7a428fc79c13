package io.motorpool.platform;

import io.motorpool.liquibase.Database;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import io.motorpool.platform.messaging.OutboxFilled;
import io.motorpool.platform.messaging.connector.EventPublisher;
import io.motorpool.platform.messaging.connector.OutgoingEvent;
import io.motorpool.platform.persistence.TestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.reactivestreams.Publisher;

/**
 * The platform as a service has it: all of its beans, wired and configured by Helidon, on a real
 * database. The broker is away all the time, so that nothing leaves the outbox.
 */
public final class PlatformUnderTest implements AutoCloseable {

  /** The queue that this service consumes. */
  public static final String QUEUE = "reservation.events";

  private final TestDatabase database = TestDatabase.of(Database.RESERVATION);
  private final Map<String, String> properties = new HashMap<>();
  private final SeContainer container;

  /** A service that publishes and listens, and has nothing to do with what it hears. */
  @ApplicationScoped
  public static class Service implements EventHandler {

    private final AtomicInteger filled = new AtomicInteger();
    private Inbox inbox;
    private EventPublisher publisher;

    protected Service() {}

    @Inject
    public Service(Inbox inbox, EventPublisher publisher) {
      this.inbox = inbox;
      this.publisher = publisher;
    }

    @Outgoing("events")
    public Publisher<Message<OutgoingEvent>> events() {
      return publisher.channel();
    }

    @Incoming("things")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> on(Message<byte[]> message) {
      return inbox.process(message, this);
    }

    @Override
    public void handle(IncomingEvent event) {
      throw new IllegalStateException("Nothing is heard without a broker");
    }

    void count(@Observes OutboxFilled event) {
      filled.incrementAndGet();
    }

    /** How often it was said that the outbox has something to send. */
    public int filled() {
      return filled.get();
    }
  }

  /** Starts it. */
  public PlatformUnderTest() {
    this(Map.of());
  }

  /**
   * Starts it.
   *
   * @param settings configuration that goes before the platform's own
   */
  public PlatformUnderTest(Map<String, String> settings) {
    properties.putAll(settings);
    properties.put("mp.initializer.allow", "true");
    properties.put("mp.initializer.no-warn", "true");
    properties.put("server.port", "0");
    properties.put("motorpool.service", "reservation");
    properties.putIfAbsent("motorpool.database.url", database.url());
    properties.put("motorpool.identity.issuer", "http://127.0.0.1:1/");
    properties.put("motorpool.identity.keys", "http://127.0.0.1:1/jwks");
    properties.put("motorpool.broker.uri", "amqp://guest:guest@127.0.0.1:1/");
    properties.put("motorpool.relay.enabled", "true");
    properties.put("mp.messaging.outgoing.events.connector", "motorpool-amqp");
    properties.put("mp.messaging.incoming.things.connector", "motorpool-amqp");
    properties.put("mp.messaging.incoming.things.queue", QUEUE);
    properties.put("mp.messaging.incoming.things.routing-keys", "invoice.*");
    properties.forEach(System::setProperty);
    container = SeContainerInitializer.newInstance().addBeanClasses(Service.class).initialize();
  }

  /** A bean of the platform, or the service. */
  public <T> T bean(Class<T> type) {
    return container.select(type).get();
  }

  /** Where it keeps what it keeps. */
  public TestDatabase database() {
    return database;
  }

  @Override
  public void close() {
    container.close();
    properties.keySet().forEach(System::clearProperty);
  }
}
