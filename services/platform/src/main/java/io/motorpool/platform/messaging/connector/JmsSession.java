package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.jms.client.ConnectionParams;
import com.rabbitmq.jms.client.RMQConnection;
import com.rabbitmq.jms.client.RMQSession;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A JMS session on a shared connection that says when it is no longer of use. It never comes back:
 * another takes its place, so that what belongs to a dead one is recognised by the session it came
 * from.
 */
final class JmsSession {

  private static final System.Logger LOG = System.getLogger(JmsSession.class.getName());

  /** A listener only hands over; this leaves room for a long pause of the whole process. */
  private static final int ON_MESSAGE_MILLIS = 60_000;

  private static final int TERMINATION_MILLIS = 2_000;

  private final RMQConnection jms;
  private final Session session;
  private final WatchedChannel watched;
  private final AtomicBoolean useless = new AtomicBoolean();
  private final Consumer<Throwable> broken;

  private JmsSession(
      Connection connection,
      int acknowledgeMode,
      ConnectionParams parameters,
      Consumer<Throwable> broken)
      throws JMSException {
    this.broken = broken;
    this.watched = new WatchedChannel(connection, () -> breakOff(null));
    this.jms =
        new RMQConnection(
            parameters
                .setRabbitConnection(watched.connection())
                .setTerminationTimeout(TERMINATION_MILLIS)
                .setOnMessageTimeoutMs(ON_MESSAGE_MILLIS));
    this.session = jms.createSession(false, acknowledgeMode);
    watched.channel().addShutdownListener(this::shutDown);
  }

  /**
   * A session to consume with.
   *
   * @param prefetch the most messages the broker delivers ahead of their acknowledgement
   * @param broken called once, from any thread, when nothing more will come; the cause is null when
   *     the broker cancelled the consumer
   */
  static JmsSession consuming(Connection connection, int prefetch, Consumer<Throwable> broken)
      throws JMSException {
    return new JmsSession(
        connection,
        RMQSession.CLIENT_INDIVIDUAL_ACKNOWLEDGE,
        new ConnectionParams().setChannelsQos(prefetch),
        broken);
  }

  /**
   * A session to publish with.
   *
   * @param properties sets the AMQP properties of a message that is sent
   * @param broken called once, from any thread, when nothing more can be sent
   */
  static JmsSession publishing(
      Connection connection,
      BiFunction<BasicProperties.Builder, Message, BasicProperties.Builder> properties,
      Consumer<Throwable> broken)
      throws JMSException {
    return new JmsSession(
        connection,
        Session.AUTO_ACKNOWLEDGE,
        new ConnectionParams()
            .setChannelsQos(RMQConnection.NO_CHANNEL_QOS)
            .setAmqpPropertiesCustomiser(properties),
        broken);
  }

  private void shutDown(ShutdownSignalException cause) {
    if (!cause.isInitiatedByApplication()) {
      breakOff(cause);
    }
  }

  private void breakOff(Throwable cause) {
    if (useless.compareAndSet(false, true)) {
      broken.accept(cause);
    }
  }

  Session session() {
    return session;
  }

  boolean usable() {
    return !useless.get() && watched.channel().isOpen();
  }

  /** Begins to consume. */
  MessageConsumer listen(Queue queue, MessageListener listener) throws JMSException {
    MessageConsumer consumer = session.createConsumer(queue);
    consumer.setMessageListener(listener);
    jms.start();
    return consumer;
  }

  MessageProducer producer() throws JMSException {
    return session.createProducer(null);
  }

  /** Closes it, quietly; what was consumed and not acknowledged goes back to the queue. */
  void close() {
    useless.set(true);
    try {
      jms.close();
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A session that was given up did not close", e);
    }
  }
}
