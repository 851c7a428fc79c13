package io.motorpool.platform.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The events a service has decided to publish, stored in the transaction of the change they tell
 * of: either both are kept or neither (the transactional outbox). The broker is not needed for it;
 * the {@link Relay} takes over once the transaction is committed.
 */
@ApplicationScoped
public class Outbox {

  private final EntityManager entityManager;

  private final Transaction transaction;
  private final Event<OutboxFilled> filled;
  private final URI source;

  /** For the container, which makes the client proxy with it. */
  protected Outbox() {
    this(null, null, null, "");
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction tells when the present transaction is committed
   * @param filled tells the relay that there is something to send
   * @param service the name of this service, the last part of the events' source
   */
  @Inject
  public Outbox(
      EntityManager entityManager,
      Transaction transaction,
      Event<OutboxFilled> filled,
      @ConfigProperty(name = "motorpool.service") String service) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.filled = filled;
    this.source = URI.create("/motorpool/" + service);
  }

  /**
   * Stores one event. A transaction must be running.
   *
   * @param type the event's type, which is its routing key too, for example {@code
   *     reservation.created}
   * @param subject the id of the thing the event is about
   * @param data the full state of that thing, written as JSON
   */
  public void add(String type, UUID subject, Object data) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    String body =
        CloudEventJson.write(id.toString(), source, type, subject.toString(), Instant.now(), data);
    entityManager
        .createNativeQuery(
            "insert into outbox (event_id, type, subject, body) values (?1, ?2, ?3, ?4)")
        .setParameter(1, id)
        .setParameter(2, type)
        .setParameter(3, subject)
        .setParameter(4, body)
        .executeUpdate();
    transaction.afterCommit(() -> filled.fire(new OutboxFilled()));
  }

  /**
   * Forgets what is kept of the events about a subject, sent or not, in the present transaction:
   * none of it is sent again. Consumers learn what they need from the event that is added next.
   */
  public void forget(UUID subject) {
    entityManager
        .createNativeQuery("delete from outbox where subject = ?1")
        .setParameter(1, subject)
        .executeUpdate();
  }
}
