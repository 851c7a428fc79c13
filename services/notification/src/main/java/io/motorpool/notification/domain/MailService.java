package io.motorpool.notification.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hands out mails that are due, and takes what became of them, each in one short transaction;
 * sending happens between two of them. Of any number of replicas one at a time has a mail, until it
 * settles it or is taken to be lost.
 */
@ApplicationScoped
public class MailService {

  private static final System.Logger LOG = System.getLogger(MailService.class.getName());
  private static final String NO_ADDRESS = "No address is known";

  private final MailQueue queue;
  private final NotificationRepository notifications;
  private final RecipientRepository recipients;
  private final Transaction transaction;
  private final Event<MailOutcome> outcomes;
  private final Clock clock;
  private final Duration addressPatience;

  /** For the container, which makes the client proxy with it. */
  protected MailService() {
    this(null, null, null, null, null, null, null);
  }

  /**
   * @param queue the mails that wait
   * @param notifications what they carry
   * @param recipients whom they are for
   * @param transaction makes each step one
   * @param outcomes tells what has become of a mail, once it is stored
   * @param clock the present moment
   * @param addressPatience how long a mail waits for a customer of whom nothing was heard yet
   */
  @Inject
  public MailService(
      MailQueue queue,
      NotificationRepository notifications,
      RecipientRepository recipients,
      Transaction transaction,
      Event<MailOutcome> outcomes,
      Clock clock,
      @ConfigProperty(name = "motorpool.mail.address-patience") Duration addressPatience) {
    this.queue = queue;
    this.notifications = notifications;
    this.recipients = recipients;
    this.transaction = transaction;
    this.outcomes = outcomes;
    this.clock = clock;
    this.addressPatience = addressPatience;
  }

  /**
   * The next mail that is due and whose customer is known, to be sent by the caller and nobody
   * else.
   *
   * @param lease how long the caller may take; after that it is taken to be lost, and the mail is
   *     due again
   * @return empty if none is due
   */
  public Optional<DueMail> take(Duration lease) {
    return transaction.call(
        () -> {
          Instant now = clock.instant();
          return queue.lockDue(now).map(mail -> dueMail(mail, mail.take(now.plus(lease))));
        });
  }

  /** Gives up what has waited too long for a customer of whom nothing was heard. */
  public void giveUpWithoutAddress() {
    transaction.run(
        () ->
            queue
                .lockWithoutAddress(clock.instant().minus(addressPatience))
                .forEach(mail -> giveUp(mail, NO_ADDRESS)));
  }

  private DueMail dueMail(Mail mail, int attempt) {
    Notification notification = notifications.get(mail.notificationId());
    Recipient recipient = recipients.find(mail.customerId()).orElseThrow();
    return new DueMail(
        notification.id(),
        attempt,
        recipient.name(),
        recipient.email(),
        notification.subject(),
        notification.text(),
        notification.createdAt());
  }

  /** The mail server has taken the mail. */
  public void sent(DueMail mail) {
    settle(
        mail,
        (stored, now) -> {
          stored.sent(now);
          tell(MailOutcome.SENT);
        });
  }

  /**
   * It could not be sent; it is tried again.
   *
   * @param pause how long from now
   * @param why without personal data, at most 200 characters
   */
  public void postpone(DueMail mail, Duration pause, String why) {
    settle(
        mail,
        (stored, now) -> {
          stored.postpone(now.plus(pause), why);
          tell(MailOutcome.POSTPONED);
        });
  }

  /**
   * It will not be sent.
   *
   * @param why without personal data, at most 200 characters
   */
  public void giveUp(DueMail mail, String why) {
    settle(mail, (stored, now) -> giveUp(stored, why));
  }

  private void giveUp(Mail mail, String why) {
    mail.giveUp(clock.instant(), why);
    transaction.afterCommit(
        () ->
            LOG.log(
                System.Logger.Level.WARNING,
                "The mail of notification {0} is given up after {1} attempts: {2}",
                mail.notificationId(),
                mail.attempts(),
                why));
    tell(MailOutcome.GIVEN_UP);
  }

  /** How many mails wait. */
  public long waiting() {
    return transaction.call(queue::waiting);
  }

  /** What comes too late, or of a mail that was deleted with its customer, changes nothing. */
  private void settle(DueMail mail, BiConsumer<Mail, Instant> change) {
    transaction.run(
        () ->
            queue
                .lock(mail.notificationId())
                .filter(stored -> stored.isWith(mail.attempt()))
                .ifPresent(stored -> change.accept(stored, clock.instant())));
  }

  private void tell(MailOutcome outcome) {
    transaction.afterCommit(() -> outcomes.fire(outcome));
  }
}
