package io.motorpool.notification.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The mails that wait, stored in the transaction of the notification they carry: either both are
 * kept or neither. Every method needs a running transaction.
 */
@ApplicationScoped
public class MailQueue {

  /** Few enough that nothing waits long for their locks. */
  private static final int BATCH = 100;

  private final EntityManager entityManager;
  private final Transaction transaction;
  private final Event<MailQueued> queued;
  private final Clock clock;
  private final boolean enabled;

  /** For the container, which makes the client proxy with it. */
  protected MailQueue() {
    this(null, null, null, null, false);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction tells when the present transaction is committed
   * @param queued tells that there is something to send
   * @param clock the present moment
   * @param enabled whether mails are sent at all; if not, none are kept
   */
  @Inject
  public MailQueue(
      EntityManager entityManager,
      Transaction transaction,
      Event<MailQueued> queued,
      Clock clock,
      @ConfigProperty(name = "motorpool.mail.enabled") boolean enabled) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.queued = queued;
    this.clock = clock;
    this.enabled = enabled;
  }

  /** The customer is to get the notification by e-mail, too. */
  void add(Notification notification) {
    if (enabled) {
      // The notification first: it is what the mail refers to.
      entityManager.flush();
      entityManager.persist(Mail.of(notification, clock.instant()));
      wakeAfterCommit();
    }
  }

  /** What has waited for the customer's address, if anything has, can be sent. */
  void addressKnown() {
    if (enabled) {
      wakeAfterCommit();
    }
  }

  private void wakeAfterCommit() {
    transaction.afterCommit(() -> queued.fire(new MailQueued()));
  }

  /**
   * Of the mails whose customer is known the one that has been due longest, locked, passing over
   * those that others have locked.
   */
  Optional<Mail> lockDue(Instant now) {
    return lock(
            "select notification_id from mail where state = 'WAITING' and due_at <= ?1"
                + " and exists (select from recipient r where r.customer_id = mail.customer_id"
                + " and not r.erased) order by due_at limit 1 for update skip locked",
            now)
        .stream()
        .findFirst();
  }

  /** Some of the mails that were queued before a moment and whose customer is not known, locked. */
  List<Mail> lockWithoutAddress(Instant queuedBefore) {
    return lock(
        "select notification_id from mail where state = 'WAITING' and queued_at < ?1"
            + " and not exists (select from recipient r where r.customer_id = mail.customer_id)"
            + " order by due_at limit "
            + BATCH
            + " for update skip locked",
        queuedBefore);
  }

  /** The mail of a notification, locked; empty if it was deleted with the notification. */
  Optional<Mail> lock(UUID notificationId) {
    return lock(
            "select notification_id from mail where notification_id = ?1 for update",
            notificationId)
        .stream()
        .findFirst();
  }

  /** First the lock, then the state: read with its lock, it could be what it was before. */
  private List<Mail> lock(String ids, Object parameter) {
    return entityManager
        .createNativeQuery(ids, UUID.class)
        .setParameter(1, parameter)
        .getResultList()
        .stream()
        .map(id -> entityManager.find(Mail.class, id))
        .toList();
  }

  /** How many wait. */
  long waiting() {
    return entityManager
        .createQuery("select count(m) from Mail m where m.state = :waiting", Long.class)
        .setParameter("waiting", Mail.State.WAITING)
        .getSingleResult();
  }
}
