package io.motorpool.platform.messaging.connector;

import java.util.List;

/** What is told to those who publish when a queue is missing and is declared again. */
@FunctionalInterface
public interface RecreatedQueues {

  /**
   * Makes the event; it is published to the queue's exchange.
   *
   * @param queue the queue's name
   * @param routingKeys the patterns the queue is bound with
   */
  OutgoingEvent recreated(String queue, List<String> routingKeys);
}
