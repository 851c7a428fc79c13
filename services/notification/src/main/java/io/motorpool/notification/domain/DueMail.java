package io.motorpool.notification.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail to be sent now.
 *
 * @param notificationId what it tells of; the same each time it is tried
 * @param attempt which attempt this is, from 1 on
 * @param name whom it is for
 * @param email where to send it
 * @param subject what it is about, in a line
 * @param text what the customer is told
 * @param writtenAt when the notification was written
 */
public record DueMail(
    UUID notificationId,
    int attempt,
    String name,
    String email,
    String subject,
    String text,
    Instant writtenAt) {

  /** Without the content, which is personal and could find its way into a log. */
  @Override
  public String toString() {
    return "DueMail " + notificationId + ", attempt " + attempt;
  }
}
