package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What must exist on the broker before a channel works. Declaring it again is harmless, so it is
 * declared on every (re)connect and a deleted queue comes back. Bindings are only added: one that
 * is no longer configured stays until it is removed by hand.
 *
 * @param exchange a durable topic exchange
 * @param queue a durable queue, or null for a channel that only publishes
 * @param routingKeys the patterns the queue is bound with
 * @param queueArguments what the queue is declared with
 */
record Topology(
    String exchange, String queue, List<String> routingKeys, Map<String, Object> queueArguments) {

  static Topology publishing(String exchange) {
    return new Topology(exchange, null, List.of(), Map.of());
  }

  /**
   * Looks whether it is all still there and declares what of it can be declared under a consumer.
   *
   * @throws IOException if the queue is gone, or nobody consumes it
   */
  void checkOn(Connection connection) throws IOException, TimeoutException {
    if (queue != null) {
      try (Channel channel = connection.createChannel()) {
        if (channel.queueDeclarePassive(queue).getConsumerCount() == 0) {
          throw new IOException("Nobody consumes the queue any more");
        }
      }
    }
    declareOn(connection);
  }

  /**
   * @throws IOException if the broker refuses, for example because the queue exists with other
   *     arguments
   */
  void declareOn(Connection connection) throws IOException, TimeoutException {
    // A channel of its own: a refusal closes the channel it happened on.
    try (Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
      if (queue != null) {
        channel.queueDeclare(queue, true, false, false, queueArguments);
        for (String routingKey : routingKeys) {
          channel.queueBind(queue, exchange, routingKey);
        }
      }
    }
  }
}
