package io.motorpool.platform.messaging;

import io.motorpool.contracts.event.model.QueueEventType;
import io.motorpool.contracts.event.model.RecreatedQueue;
import io.motorpool.platform.messaging.connector.MotorpoolConnector;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * What a service that publishes does when a queue was missing: what the outbox still holds of the
 * events that were routed to that queue is sent once more, to all queues. Who has received them
 * recognises them by their ids, whoever reads the queue that was missing gets what it has lost.
 *
 * <p>If the queue was this service's own, what others had to say of missing queues may have been in
 * it, so that everything is sent again.
 */
@ApplicationScoped
class Resending {

  private static final System.Logger LOG = System.getLogger(Resending.class.getName());

  private final EntityManager entityManager;
  private final Transaction transaction;
  private final Event<OutboxFilled> filled;
  private final MotorpoolConnector connector;
  private final boolean publishes;
  private final Duration reach;

  /** For the container, which makes the client proxy with it. */
  protected Resending() {
    this(null, null, null, null, false, Duration.ZERO, Duration.ZERO);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction tells when the present transaction is committed
   * @param filled tells the relay that there is something to send
   * @param connector declares the queues
   * @param publishes whether this service has an outbox at all
   * @param outboxRetention how long sent events are kept
   * @param inboxRetention how long consumers recognise a repetition
   */
  @Inject
  Resending(
      EntityManager entityManager,
      Transaction transaction,
      Event<OutboxFilled> filled,
      @Connector(MotorpoolConnector.CONNECTOR_NAME) MotorpoolConnector connector,
      @ConfigProperty(name = "motorpool.relay.enabled", defaultValue = "false") boolean publishes,
      @ConfigProperty(name = "motorpool.outbox.retention") Duration outboxRetention,
      @ConfigProperty(name = "motorpool.inbox.retention") Duration inboxRetention) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.filled = filled;
    this.connector = connector;
    this.publishes = publishes;
    // Sent again and again, an event must not outlive its consumers' memory of it.
    this.reach = inboxRetention.minus(outboxRetention);
  }

  /** Whether the event is for this class, and not for the service's own handler. */
  boolean concerns(IncomingEvent event) {
    return publishes && event.type().equals(QueueEventType.QUEUE_RECREATED.toString());
  }

  /**
   * To be called before {@link #handle}, outside a transaction: what is sent again must find the
   * queue, which its reader may not have declared yet.
   *
   * @throws BrokerAway if there is no connection to the broker
   */
  void prepare() {
    try {
      connector.declareQueues();
    } catch (IOException e) {
      throw new BrokerAway(e);
    }
  }

  /**
   * Marks the events as not sent, in the present transaction.
   *
   * @throws MalformedEvent if the event is not as the contract has it
   */
  void handle(IncomingEvent event) {
    RecreatedQueue queue = event.data(RecreatedQueue.class);
    List<String> routingKeys =
        connector.consumes(queue.getQueue()) ? List.of("#") : queue.getRoutingKeys();
    int events =
        entityManager
            .createNativeQuery(
                // The relay may be sending one of them now, and is not to mark it as sent.
                "update outbox set sent_at = null, resends = resends + 1"
                    + " where type ~ ?1 and created_at > ?2")
            .setParameter(1, regularExpression(routingKeys))
            .setParameter(2, Instant.now().minus(reach))
            .executeUpdate();
    if (events == 0) {
      return;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "Queue {0} was missing: {1} events are sent again",
        queue.getQueue(),
        events);
    transaction.afterCommit(() -> filled.fire(new OutboxFilled()));
  }

  /** Patterns of a topic exchange as a regular expression of PostgreSQL. */
  static String regularExpression(List<String> routingKeys) {
    return routingKeys.stream()
        .map(Resending::regularExpression)
        .collect(Collectors.joining("|", "^(", ")$"));
  }

  private static String regularExpression(String routingKey) {
    // "#" is any number of words, none too, so that a point beside it may be missing; that "a.#"
    // then matches "ab" only sends more again.
    return routingKey
        .replace(".", "[.]")
        .replace("*", "[^.]+")
        .replace("[.]#", ".*")
        .replace("#[.]", ".*")
        .replace("#", ".*");
  }
}
