package io.motorpool.notification.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * What becomes of recipients. Joins the transaction of the event that is the cause, under the lock
 * of the numbering: so nobody is told anything while they are being erased, and transactions that
 * concern several customers do not wait for each other.
 */
@ApplicationScoped
public class RecipientService {

  private final RecipientRepository recipients;
  private final NotificationRepository notifications;
  private final MailQueue mails;

  /** For the container, which makes the client proxy with it. */
  protected RecipientService() {
    this(null, null, null);
  }

  /**
   * @param recipients the stored recipients
   * @param notifications what they were told
   * @param mails what waits for an address
   */
  @Inject
  public RecipientService(
      RecipientRepository recipients, NotificationRepository notifications, MailQueue mails) {
    this.recipients = recipients;
    this.notifications = notifications;
    this.mails = mails;
  }

  /**
   * The customer service tells of a customer. A late or repeated word of it changes nothing.
   *
   * @param version of the customer
   */
  public void known(
      UUID customerId, long version, String firstName, String lastName, String email) {
    notifications.lockNumbering();
    if (recipients.keep(customerId, version, firstName, lastName, email)) {
      mails.addressKnown();
    }
  }

  /**
   * The customer is erased: name, address, all they were told and what was still to be sent.
   *
   * @param version of the customer
   */
  public void erased(UUID customerId, long version) {
    notifications.lockNumbering();
    recipients.erase(customerId, version);
    notifications.deleteAll(customerId);
  }
}
