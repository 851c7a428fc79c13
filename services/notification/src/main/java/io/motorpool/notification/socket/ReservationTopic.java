package io.motorpool.notification.socket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;

/** Everything about a customer's reservations, live. */
@Dependent
@ServerEndpoint(value = "/topic/reservations/{customerId}", configurator = HandshakeRules.class)
public class ReservationTopic extends TopicEndpoint {

  /**
   * @param topics who follows whom
   */
  @Inject
  public ReservationTopic(LiveTopics topics) {
    super(topics, Topic.RESERVATIONS);
  }
}
