package io.motorpool.notification.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What customers were told, and telling them. */
@ApplicationScoped
public class NotificationService {

  private final NotificationRepository repository;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected NotificationService() {
    this(null, null, null);
  }

  /**
   * @param repository the stored notifications
   * @param transaction for reading
   * @param clock the present moment
   */
  @Inject
  public NotificationService(
      NotificationRepository repository, Transaction transaction, Clock clock) {
    this.repository = repository;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Tells the customer. Joins the transaction of the event that is the cause. */
  public void tell(News news, Notification.Cause cause) {
    repository.lockNumbering();
    long sequence = repository.lastSequence(news.customerId()) + 1;
    repository.add(
        Notification.of(UuidCreator.getTimeOrderedEpoch(), sequence, news, cause, clock.instant()));
    repository.announce(news.customerId());
  }

  /** The place of the customer's last notification, 0 if there is none. */
  public long lastSequence(UUID customerId) {
    return transaction.call(() -> repository.lastSequence(customerId));
  }

  /**
   * What a customer was told after a place, the earliest first, as far as the events were kept.
   *
   * @param eventTypes how the types of the events begin; empty for all
   * @param after the place to go on after
   * @param atMost the most notifications to return
   */
  public List<Notification> listAfter(UUID customerId, String eventTypes, long after, int atMost) {
    return transaction.call(() -> repository.listAfter(customerId, eventTypes, after, atMost));
  }

  /**
   * One notification.
   *
   * @throws NotificationNotFound if there is none with this id
   */
  public Notification get(UUID id) {
    return transaction.call(() -> repository.get(id));
  }

  /**
   * A customer's notifications, the latest first.
   *
   * @param before the id to go on after, or null for the latest
   * @param atMost the most notifications to return
   */
  public List<Notification> list(UUID customerId, UUID before, int atMost) {
    return transaction.call(() -> repository.list(customerId, before, atMost));
  }
}
