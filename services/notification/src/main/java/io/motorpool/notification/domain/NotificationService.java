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
    repository.add(
        Notification.of(UuidCreator.getTimeOrderedEpoch(), news, cause, clock.instant()));
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
