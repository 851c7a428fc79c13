package io.motorpool.notification.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing a customer was told. Its life is short: it is written when the event it tells of comes
 * in, it is read, which leaves all but that moment as it was, and it goes when the customer is
 * erased.
 */
@Entity
public class Notification {

  @Id private UUID id;

  @Column(name = "customer_id")
  private UUID customerId;

  @Column(name = "event_source")
  private String eventSource;

  @Column(name = "event_id")
  private String eventId;

  @Column(name = "event_type")
  private String eventType;

  private String subject;

  private String text;

  @Column(name = "reservation_id")
  private UUID reservationId;

  @Column(name = "invoice_id")
  private UUID invoiceId;

  private Long sequence;

  private String event;

  @Column(name = "occurred_at")
  private Instant occurredAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "read_at")
  private Instant readAt;

  /** For the persistence provider. */
  protected Notification() {}

  /**
   * Writes to the customer what happened.
   *
   * @param id the notification's id, a UUIDv7
   * @param sequence its place among the customer's, from 1 on
   * @param news what happened, in words
   * @param cause the event that tells of it
   * @param now the present moment
   */
  public static Notification of(UUID id, long sequence, News news, Cause cause, Instant now) {
    Notification notification = new Notification();
    notification.id = id;
    notification.customerId = news.customerId();
    notification.eventSource = cause.source();
    notification.eventId = cause.eventId();
    notification.eventType = cause.eventType();
    notification.subject = news.subject();
    notification.text = news.text();
    notification.reservationId = news.reservationId();
    notification.invoiceId = news.invoiceId().orElse(null);
    notification.sequence = sequence;
    notification.event = cause.event();
    notification.occurredAt = cause.occurredAt();
    notification.createdAt = now;
    return notification;
  }

  /**
   * The event a notification tells of.
   *
   * @param source who published it
   * @param eventId its id, unique among the events of its source
   * @param eventType its type, {@code reservation.created} for example
   * @param occurredAt when it happened
   * @param event the whole event, a CloudEvent in JSON
   */
  public record Cause(
      String source, String eventId, String eventType, Instant occurredAt, String event) {}

  /** The notification's id. */
  public UUID id() {
    return id;
  }

  /** Its place among the customer's, from 1 on; missing while an older version writes it. */
  public Optional<Long> sequence() {
    return Optional.ofNullable(sequence);
  }

  /** The CloudEvent it tells of, in JSON, where it was kept. */
  public Optional<String> event() {
    return Optional.ofNullable(event);
  }

  /** Who was told. */
  public UUID customerId() {
    return customerId;
  }

  /** The type of the event it tells of. */
  public String eventType() {
    return eventType;
  }

  /** What it is about, in a line. */
  public String subject() {
    return subject;
  }

  /** What the customer is told. */
  public String text() {
    return text;
  }

  /** The reservation it is about. */
  public UUID reservationId() {
    return reservationId;
  }

  /** The invoice it is about, where there is one. */
  public Optional<UUID> invoiceId() {
    return Optional.ofNullable(invoiceId);
  }

  /** When it happened. */
  public Instant occurredAt() {
    return occurredAt;
  }

  /** When it was written. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When the customer read it for the first time, if they did. */
  public Optional<Instant> readAt() {
    return Optional.ofNullable(readAt);
  }
}
