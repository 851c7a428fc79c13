package io.motorpool.notification.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * A notification on its way to the customer by e-mail.
 *
 * <p>It waits from the transaction of the notification on. Whoever tries to send it takes it for a
 * while, in which nobody else does; if nothing was heard of them by then, they are taken to be lost
 * and it is due again. In the end it is sent or given up.
 */
@Entity
public class Mail {

  /** How a mail can be. */
  public enum State {
    /** To be sent when it is due. */
    WAITING,
    /** The mail server has taken it. */
    SENT,
    /** It was refused, or tried too often, or no address became known. */
    GIVEN_UP
  }

  @Id
  @Column(name = "notification_id")
  private UUID notificationId;

  @Column(name = "customer_id")
  private UUID customerId;

  @Enumerated(EnumType.STRING)
  private State state;

  private int attempts;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "queued_at")
  private Instant queuedAt;

  @Column(name = "settled_at")
  private Instant settledAt;

  private String failure;

  /** For the persistence provider. */
  protected Mail() {}

  /** A mail that is due at once. */
  static Mail of(Notification notification, Instant now) {
    Mail mail = new Mail();
    mail.notificationId = notification.id();
    mail.customerId = notification.customerId();
    mail.state = State.WAITING;
    mail.dueAt = now;
    mail.queuedAt = now;
    return mail;
  }

  /**
   * Someone tries to send it.
   *
   * @param until when they are taken to be lost
   * @return which attempt it is, from 1 on
   */
  int take(Instant until) {
    dueAt = until;
    return ++attempts;
  }

  /**
   * Whether it is still with whoever made that attempt: if not, they were taken to be lost, and
   * what they have to say comes too late.
   */
  boolean isWith(int attempt) {
    return state == State.WAITING && attempts == attempt;
  }

  /** It is to be tried again later. */
  void postpone(Instant until, String why) {
    dueAt = until;
    failure = why;
  }

  /** The mail server has taken it. */
  void sent(Instant now) {
    state = State.SENT;
    settledAt = now;
    failure = null;
  }

  /** It will not be sent. */
  void giveUp(Instant now, String why) {
    state = State.GIVEN_UP;
    settledAt = now;
    failure = why;
  }

  /** The notification that it carries. */
  public UUID notificationId() {
    return notificationId;
  }

  /** Whom it is for. */
  public UUID customerId() {
    return customerId;
  }

  /** How often it was tried. */
  public int attempts() {
    return attempts;
  }
}
