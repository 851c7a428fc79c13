package io.motorpool.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Delivery;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Listens to every event that a service under test publishes, on the broker, where anybody else
 * would, and reports what is not as the AsyncAPI document has it: the routing key, the properties
 * of the message, the CloudEvent and its data, to the last member. The outbox would not do, as a
 * service tells of queues without it and forgets what it told of a customer who is erased. What
 * tests publish by hand is marked as that.
 */
final class EventWatch implements AutoCloseable {

  private static final int PERSISTENT = 2;
  private static final String QUEUE_RECREATED = "queue.recreated";

  private final EventContract contract = EventContract.read();
  private final String source;
  private final Events events;
  private final Set<UUID> news = new HashSet<>();
  private boolean closed;

  /**
   * @param broker the service's
   * @param service its name
   */
  EventWatch(URI broker, String service) {
    this.source = "/motorpool/" + service;
    this.events = new Events(broker, this::hear).listen("#");
  }

  private void hear(Delivery delivery) {
    if (Events.isByHand(delivery)) {
      return;
    }
    String type = delivery.getEnvelope().getRoutingKey();
    String event = new String(delivery.getBody(), UTF_8);
    check(type, event);
    if (type.equals(QUEUE_RECREATED)) {
      synchronized (news) {
        news.add(Events.idOf(event));
      }
    }
    contract
        .message(type)
        .map(EventContract.Message::contentType)
        .filter(it -> !it.equals(delivery.getProperties().getContentType()))
        .ifPresent(
            it -> report(type, "the content type is " + delivery.getProperties().getContentType()));
    if (!Integer.valueOf(PERSISTENT).equals(delivery.getProperties().getDeliveryMode())) {
      report(type, "the message is not persistent");
    }
  }

  /**
   * Compares one event with the document.
   *
   * @param type what it is published under
   * @param event the whole event
   */
  void check(String type, String event) {
    Optional<EventContract.Message> message = contract.message(type);
    if (message.isEmpty()) {
      report(type, "is not in the AsyncAPI document: " + event);
      return;
    }
    message.get().queued().contradictions(event).forEach(what -> report(type, "at " + what));
    if (!event.contains("\"source\":\"" + source + "\"")) {
      report(type, "at #/source it names another service than " + source);
    }
  }

  private static void report(String type, String what) {
    Drift.report("event " + type + ": " + what);
  }

  /** Whether there is still a broker to listen to. */
  synchronized boolean listens() {
    return !closed;
  }

  /** Waits until all that the broker has got is looked at. */
  synchronized void catchUp() {
    if (!closed) {
      events.catchUp();
    }
  }

  /** The ids of the events that have told of missing queues since the last call. */
  Set<UUID> takeNewsOfQueues() {
    catchUp();
    synchronized (news) {
      Set<UUID> taken = Set.copyOf(news);
      news.clear();
      return taken;
    }
  }

  /** Looks at all that the broker has got, and listens no longer. */
  @Override
  public synchronized void close() {
    if (!closed) {
      events.catchUp();
      closed = true;
      events.close();
    }
  }
}
