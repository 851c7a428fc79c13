package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/**
 * The AMQP channel below a JMS session. RabbitMQ's JMS client shows it to nobody, does not tell
 * when the broker cancels a consumer, and closes the channel over a message whose headers it cannot
 * read, which would be delivered again at once. So it is given this connection instead of the real
 * one: the first channel it opens is watched, and deliveries are tidied before it sees them.
 */
final class WatchedChannel {

  private final Connection connection;
  private final Runnable cancelled;
  private Channel channel;
  private Consumer consumer;

  /**
   * @param connection where the channel is opened
   * @param cancelled called when the broker cancels the consumer, as it does for a deleted queue
   */
  WatchedChannel(Connection connection, Runnable cancelled) {
    this.connection = connection;
    this.cancelled = cancelled;
  }

  /** The channel, once a session has been created on {@link #connection}. */
  Channel channel() {
    return channel;
  }

  /** What a JMS connection is built on. Closing it closes the session only. */
  Connection connection() {
    return proxy(
        Connection.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "createChannel" -> createChannel(method, arguments);
              // Other sessions share the connection, and BrokerLink watches it.
              case "close", "abort", "addShutdownListener" -> null;
              default -> call(connection, method, arguments);
            });
  }

  private Object createChannel(Method method, Object[] arguments) throws Throwable {
    Channel opened = (Channel) call(connection, method, arguments);
    if (channel != null) {
      return opened;
    }
    channel = opened;
    return proxy(
        Channel.class,
        (self, called, given) ->
            switch (called.getName()) {
              case "basicConsume" -> basicConsume(called, given);
              case "basicCancel" -> basicCancel(called, given);
              default -> call(opened, called, given);
            });
  }

  private Object basicConsume(Method method, Object[] arguments) throws Throwable {
    Object[] watched = arguments.clone();
    int last = watched.length - 1;
    if (watched[last] instanceof Consumer original) {
      consumer = original;
      watched[last] = new WatchedConsumer(original);
    }
    return call(channel, method, watched);
  }

  private Object basicCancel(Method method, Object[] arguments) throws Throwable {
    if (channel.isOpen() || consumer == null) {
      return call(channel, method, arguments);
    }
    // The answer will never come; without it the JMS session's close waits and leaves a thread.
    consumer.handleCancelOk((String) arguments[0]);
    return null;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * What the JMS client can read of a message: its body, its ids, and headers of simple types. It
   * knows nothing of routing keys, so this one is told as if it were a header.
   */
  private static BasicProperties readable(Envelope envelope, BasicProperties properties) {
    Map<String, Object> headers = new HashMap<>();
    if (properties.getHeaders() != null) {
      properties
          .getHeaders()
          .forEach(
              (name, value) -> {
                if (isReadable(name, value)) {
                  headers.put(name, value);
                }
              });
    }
    headers.put(ReceivedMessage.ROUTING_KEY, envelope.getRoutingKey());
    return new BasicProperties.Builder()
        .contentType(properties.getContentType())
        .deliveryMode(properties.getDeliveryMode())
        .messageId(properties.getMessageId())
        .correlationId(properties.getCorrelationId())
        .headers(headers)
        .build();
  }

  private static boolean isReadable(String name, Object value) {
    // JMS headers say what a message is to be read as; here every body is bytes.
    boolean reserved = name.startsWith("JMS") || name.startsWith("rmq.");
    boolean count = name.equals("x-delivery-count") || name.equals("x-acquired-count");
    return !reserved
        && (value instanceof Number
            || !count && (value instanceof Boolean || value instanceof CharSequence)
            || !count && value instanceof com.rabbitmq.client.LongString);
  }

  private final class WatchedConsumer implements Consumer {

    private final Consumer original;

    WatchedConsumer(Consumer original) {
      this.original = original;
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, BasicProperties properties, byte[] body)
        throws IOException {
      original.handleDelivery(consumerTag, envelope, readable(envelope, properties), body);
    }

    @Override
    public void handleCancel(String consumerTag) throws IOException {
      original.handleCancel(consumerTag);
      cancelled.run();
    }

    @Override
    public void handleConsumeOk(String consumerTag) {
      original.handleConsumeOk(consumerTag);
    }

    @Override
    public void handleCancelOk(String consumerTag) {
      original.handleCancelOk(consumerTag);
    }

    @Override
    public void handleShutdownSignal(String consumerTag, ShutdownSignalException signal) {
      original.handleShutdownSignal(consumerTag, signal);
    }

    @Override
    public void handleRecoverOk(String consumerTag) {
      original.handleRecoverOk(consumerTag);
    }
  }
}
