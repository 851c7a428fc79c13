package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What must exist on the broker before a channel works. Declaring it again is harmless, so it is
 * declared on every (re)connect and a deleted queue comes back. Bindings are only added: one that
 * is no longer configured stays until it is removed by hand.
 *
 * <p>A queue that is missing may have been deleted with all that waited in it, so before it is
 * declared it is said that it was missing, and once more afterwards: the first, so that it is said
 * even if this process ends in between; the second, so that it reaches who reads that very queue.
 * With the exchange all bindings are gone, so that every queue may lack something.
 *
 * @param exchange a durable topic exchange
 * @param queues durable queues that are bound to it
 * @param queueArguments what a queue is declared with
 * @param recreated makes what is said of a missing queue
 */
record Topology(
    String exchange,
    List<Queue> queues,
    Map<String, Object> queueArguments,
    RecreatedQueues recreated) {

  private static final int PERSISTENT = 2;
  private static final long CONFIRM_MILLIS = 5_000;

  /**
   * A queue.
   *
   * @param name its name
   * @param routingKeys the patterns it is bound with
   */
  record Queue(String name, List<String> routingKeys) {}

  /**
   * @throws IOException if the broker refuses, for example because a queue exists with other
   *     arguments
   */
  void declareOn(Connection connection) throws IOException, TimeoutException {
    boolean bare = !exists(connection, channel -> channel.exchangeDeclarePassive(exchange));
    List<Queue> missing = new ArrayList<>();
    for (Queue queue : queues) {
      if (bare || !exists(connection, channel -> channel.queueDeclarePassive(queue.name()))) {
        missing.add(queue);
      }
    }
    List<OutgoingEvent> news =
        missing.stream()
            .map(queue -> recreated.recreated(queue.name(), queue.routingKeys()))
            .toList();
    // A channel of its own: a refusal closes the channel it happened on.
    try (Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
      publish(channel, news);
      for (Queue queue : queues) {
        channel.queueDeclare(queue.name(), true, false, false, queueArguments);
        for (String routingKey : queue.routingKeys()) {
          channel.queueBind(queue.name(), exchange, routingKey);
        }
      }
      publish(channel, news);
    }
  }

  private void publish(Channel channel, List<OutgoingEvent> events)
      throws IOException, TimeoutException {
    if (events.isEmpty()) {
      return;
    }
    channel.confirmSelect();
    for (OutgoingEvent event : events) {
      BasicProperties properties =
          new BasicProperties.Builder()
              .contentType(OutgoingEvent.CONTENT_TYPE)
              .deliveryMode(PERSISTENT)
              .messageId(event.messageId())
              .timestamp(new Date())
              .build();
      channel.basicPublish(exchange, event.routingKey(), properties, event.body());
    }
    try {
      channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a missing queue was told of", e);
    }
  }

  private interface Look {
    Object at(Channel channel) throws IOException;
  }

  private static boolean exists(Connection connection, Look look)
      throws IOException, TimeoutException {
    Channel channel = connection.createChannel();
    try {
      look.at(channel);
      return true;
    } catch (IOException e) {
      if (isNotFound(e)) {
        return false;
      }
      throw e;
    } finally {
      if (channel.isOpen()) {
        channel.close();
      }
    }
  }

  private static boolean isNotFound(IOException failure) {
    return failure.getCause() instanceof ShutdownSignalException signal
        && signal.getReason() instanceof AMQP.Channel.Close close
        && close.getReplyCode() == AMQP.NOT_FOUND;
  }
}
