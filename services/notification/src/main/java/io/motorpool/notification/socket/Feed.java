package io.motorpool.notification.socket;

import io.motorpool.notification.domain.Notification;
import io.motorpool.notification.domain.NotificationService;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * What one client follows, read from the database page by page: what it missed and what is new come
 * the same way, whichever replica wrote it. A client that reads slowly holds one page.
 */
final class Feed {

  private static final int PAGE = 32;

  private final NotificationService notifications;
  private final UUID customerId;
  private final Topic topic;
  private final Semaphore reading;

  /**
   * @param reading bounds how many read at a time, so that requests find a connection, too
   */
  Feed(NotificationService notifications, UUID customerId, Topic topic, Semaphore reading) {
    this.notifications = notifications;
    this.customerId = customerId;
    this.topic = topic;
    this.reading = reading;
  }

  /** One event to send, and its place among the customer's. */
  record Message(long sequence, String text) {}

  /** The place of the last one there is, 0 if there is none. */
  long last() throws InterruptedException {
    reading.acquire();
    try {
      return notifications.lastSequence(customerId);
    } finally {
      reading.release();
    }
  }

  /** The next ones after a place, in order; empty when there is no more at present. */
  List<Message> after(long sequence) throws InterruptedException {
    reading.acquire();
    try {
      return notifications.listAfter(customerId, topic.eventTypes(), sequence, PAGE).stream()
          .map(Feed::message)
          .toList();
    } finally {
      reading.release();
    }
  }

  /**
   * The event as it came, with its place as the CloudEvents extension attribute {@code sequence}:
   * digits of one length, since the extension compares them as text.
   */
  private static Message message(Notification notification) {
    long sequence = notification.sequence().orElseThrow();
    String event = notification.event().orElseThrow();
    int open = event.indexOf('{') + 1;
    return new Message(
        sequence,
        "%s\"sequence\":\"%010d\",%s"
            .formatted(event.substring(0, open), sequence, event.substring(open)));
  }
}
