package io.motorpool.notification.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What customers were told, and telling them. */
@ApplicationScoped
public class NotificationService {

  private final NotificationRepository repository;
  private final RecipientRepository recipients;
  private final MailQueue mails;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected NotificationService() {
    this(null, null, null, null, null);
  }

  /**
   * @param repository the stored notifications
   * @param recipients who is written to
   * @param mails takes what is to be sent by e-mail
   * @param transaction for reading
   * @param clock the present moment
   */
  @Inject
  public NotificationService(
      NotificationRepository repository,
      RecipientRepository recipients,
      MailQueue mails,
      Transaction transaction,
      Clock clock) {
    this.repository = repository;
    this.recipients = recipients;
    this.mails = mails;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Tells the customer, unless they were erased. Joins the transaction of the event that is the
   * cause.
   */
  public void tell(News news, Notification.Cause cause) {
    repository.lockNumbering();
    if (recipients.find(news.customerId()).map(Recipient::isErased).orElse(false)) {
      return;
    }
    long sequence = repository.lastSequence(news.customerId()) + 1;
    Notification notification =
        Notification.of(UuidCreator.getTimeOrderedEpoch(), sequence, news, cause, clock.instant());
    repository.add(notification);
    mails.add(notification);
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
   * @param unread only those that were not read, or only those that were; empty for all
   * @param before the id to go on after, or null for the latest
   * @param atMost the most notifications to return
   */
  public List<Notification> list(
      UUID customerId, Optional<Boolean> unread, UUID before, int atMost) {
    return transaction.call(() -> repository.list(customerId, unread, before, atMost));
  }

  /** How many of a customer's notifications were not read. */
  public long countUnread(UUID customerId) {
    return transaction.call(() -> repository.countUnread(customerId));
  }

  /**
   * The customer has read a notification. It keeps the moment of the first reading.
   *
   * @throws NotificationNotFound if there is none with this id
   */
  public Notification markRead(UUID id) {
    return transaction.call(
        () -> {
          repository.markRead(id, clock.instant());
          return repository.get(id);
        });
  }

  /**
   * The customer has read what they were told up to a place, that one included.
   *
   * @return how many are left that were not read
   */
  public long markReadUpTo(UUID customerId, long sequence) {
    return transaction.call(
        () -> {
          repository.markReadUpTo(customerId, sequence, clock.instant());
          return repository.countUnread(customerId);
        });
  }
}
