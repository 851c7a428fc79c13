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
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What must exist on the broker before a channel works. It is looked for on every (re)connect and
 * every check, and what is missing is declared, so that a deleted queue comes back. What is there
 * is left as it is, whatever arguments it was declared with; bindings are only added: one that is
 * no longer configured stays until it is removed by hand.
 *
 * <p>A queue that is missing may have been deleted with all that waited in it, so before it is
 * declared it is said that it was missing, and once more afterwards: the first, so that it is said
 * even if this process ends in between; the second, so that it reaches who reads that very queue.
 * With the exchange all bindings are gone, so that every queue may lack something.
 *
 * <p>A service that may publish to an exchange of its own only may declare its own queues only;
 * exchanges are the business of the broker's administrator. Who publishes may read its news before
 * the queue is there, and cannot look, so it is said only afterwards, and a second queue that
 * exists from before to then sees to it that it is said in any case.
 *
 * @param exchange a durable topic exchange, which queues are bound to
 * @param ownExchange what is published to instead, where that is all the service may
 * @param queues durable queues that are bound to the exchange
 * @param queueArguments what a queue is declared with
 * @param recreated makes what is said of a missing queue
 */
record Topology(
    String exchange,
    Optional<String> ownExchange,
    List<Queue> queues,
    Map<String, Object> queueArguments,
    RecreatedQueues recreated) {

  /** Ends the name of the queue that stands for news still to be told of another. */
  private static final String UNTOLD = ".untold";

  private static final int PERSISTENT = 2;
  private static final long CONFIRM_MILLIS = 5_000;

  /**
   * A queue.
   *
   * @param name its name
   * @param routingKeys the patterns it is bound with
   */
  record Queue(String name, List<String> routingKeys) {}

  /** Where events are published to. */
  String publishedTo() {
    return ownExchange.orElse(exchange);
  }

  /**
   * To be called before a channel begins to work. Only what was found missing is declared: what is
   * deleted after it was looked at makes this fail instead of coming back without a word.
   *
   * @throws IOException if the broker refuses, or if something was deleted meanwhile; to be tried
   *     again
   */
  void declareOn(Connection connection) throws IOException, TimeoutException {
    if (ownExchange.isEmpty()) {
      declareAll(connection);
    } else {
      declareOwn(connection, true);
    }
  }

  /**
   * As {@link #declareOn}, for a channel that works and is looked at now and then.
   *
   * @throws IOException as there
   */
  void checkOn(Connection connection) throws IOException, TimeoutException {
    if (ownExchange.isEmpty()) {
      declareAll(connection);
    } else {
      // What was left untold is told by a channel that begins; the broker logs each look in vain.
      declareOwn(connection, false);
    }
  }

  private void declareAll(Connection connection) throws IOException, TimeoutException {
    boolean bare = !exists(connection, channel -> channel.exchangeDeclarePassive(exchange));
    List<Queue> absent = new ArrayList<>();
    for (Queue queue : queues) {
      if (!exists(connection, queue.name())) {
        absent.add(queue);
      }
    }
    List<OutgoingEvent> news = news(bare ? queues : absent);
    // A channel of its own: a refusal closes the channel it happened on.
    try (Channel channel = connection.createChannel()) {
      if (bare) {
        channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
      }
      publish(channel, news);
      for (Queue queue : absent) {
        declare(channel, queue.name());
      }
      for (Queue queue : queues) {
        bind(channel, queue);
      }
      publish(channel, news);
    }
  }

  private void declareOwn(Connection connection, boolean begins)
      throws IOException, TimeoutException {
    for (String name : List.of(exchange, publishedTo())) {
      if (!existsOrIsHidden(connection, channel -> channel.exchangeDeclarePassive(name))) {
        try (Channel channel = connection.createChannel()) {
          for (Queue queue : queues) {
            declare(channel, queue.name() + UNTOLD);
          }
        }
        throw new IOException(
            "The exchange " + name + " is missing; the broker's definitions have to declare it");
      }
    }
    for (Queue queue : queues) {
      boolean absent = !exists(connection, queue.name());
      boolean untold = absent || begins && exists(connection, queue.name() + UNTOLD);
      try (Channel channel = connection.createChannel()) {
        if (absent) {
          declare(channel, queue.name() + UNTOLD);
          declare(channel, queue.name());
        }
        bind(channel, queue);
        if (untold) {
          publish(channel, news(List.of(queue)));
          channel.queueDelete(queue.name() + UNTOLD);
        }
      }
    }
  }

  private List<OutgoingEvent> news(List<Queue> missing) {
    return missing.stream()
        .map(queue -> recreated.recreated(queue.name(), queue.routingKeys()))
        .toList();
  }

  private void declare(Channel channel, String queue) throws IOException {
    channel.queueDeclare(queue, true, false, false, queueArguments);
  }

  private void bind(Channel channel, Queue queue) throws IOException {
    for (String routingKey : queue.routingKeys()) {
      channel.queueBind(queue.name(), exchange, routingKey);
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
      channel.basicPublish(publishedTo(), event.routingKey(), properties, event.body());
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

  private static boolean exists(Connection connection, String queue)
      throws IOException, TimeoutException {
    return exists(connection, channel -> channel.queueDeclarePassive(queue));
  }

  /** RabbitMQ 4.2.6 lets nobody look who could not declare it, too. */
  private static boolean existsOrIsHidden(Connection connection, Look look)
      throws IOException, TimeoutException {
    try {
      return exists(connection, look);
    } catch (IOException e) {
      if (is(AMQP.ACCESS_REFUSED, e)) {
        return true;
      }
      throw e;
    }
  }

  private static boolean exists(Connection connection, Look look)
      throws IOException, TimeoutException {
    Channel channel = connection.createChannel();
    try {
      look.at(channel);
      return true;
    } catch (IOException e) {
      if (is(AMQP.NOT_FOUND, e)) {
        return false;
      }
      throw e;
    } finally {
      if (channel.isOpen()) {
        channel.close();
      }
    }
  }

  private static boolean is(int replyCode, IOException failure) {
    return failure.getCause() instanceof ShutdownSignalException signal
        && signal.getReason() instanceof AMQP.Channel.Close close
        && close.getReplyCode() == replyCode;
  }
}
