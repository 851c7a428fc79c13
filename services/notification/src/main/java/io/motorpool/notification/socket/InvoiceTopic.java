package io.motorpool.notification.socket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;

/** Everything about a customer's invoices, live. */
@Dependent
@ServerEndpoint(value = "/topic/invoices/{customerId}", configurator = HandshakeRules.class)
public class InvoiceTopic extends TopicEndpoint {

  /**
   * @param topics who follows whom
   */
  @Inject
  public InvoiceTopic(LiveTopics topics) {
    super(topics, Topic.INVOICES);
  }
}
