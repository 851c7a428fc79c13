package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.jms.admin.RMQDestination;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A stream of events into an exchange. Every message is answered, once: acknowledged when the
 * broker has confirmed it, negatively acknowledged when the broker refused it, when there is no
 * connection (at once, so that the sender may try again), when the connection is lost, or when the
 * confirm did not come in time. After all but a confirm the broker may have it none the less.
 *
 * <p>An event no queue is bound for is confirmed too. So that none is lost to a listener that has
 * not started yet, the listeners' queues are declared before the first event is sent.
 */
final class OutgoingChannel implements Subscriber<Message<?>>, BrokerLink.Attachment {

  private static final System.Logger LOG = System.getLogger(OutgoingChannel.class.getName());

  /**
   * The JMS client looks through all numbers a session has ever used when the broker confirms
   * several at once; a new session now and then keeps that short.
   */
  private static final int SENT_PER_SESSION = 10_000;

  private final String name;
  private final Topology topology;
  private final Duration confirmTimeout;
  private final int window;
  private final ScheduledExecutorService scheduler;
  private final ExecutorService answers;
  private final BrokerLink link;

  private final BlockingQueue<Pending> toSend = new LinkedBlockingQueue<>();
  private final Set<Pending> unanswered = ConcurrentHashMap.newKeySet();
  private volatile Subscription subscription;
  private volatile Sending sending;
  private volatile boolean stopped;
  private Thread sender;

  /** The event in hand; only the sending thread writes and, inside send, reads it. */
  private OutgoingEvent inHand;

  OutgoingChannel(
      String name,
      Topology topology,
      Duration confirmTimeout,
      int window,
      ScheduledExecutorService scheduler,
      ExecutorService answers,
      BrokerLink link) {
    this.name = name;
    this.topology = topology;
    this.confirmTimeout = confirmTimeout;
    this.window = window;
    this.scheduler = scheduler;
    this.answers = answers;
    this.link = link;
  }

  @Override
  public void onSubscribe(Subscription newSubscription) {
    if (subscription != null) {
      newSubscription.cancel();
      return;
    }
    subscription = newSubscription;
    sender = Thread.ofPlatform().name("amqp-out-" + name).daemon().start(this::sendUntilStopped);
    long sweep = Math.clamp(confirmTimeout.toMillis() / 10, 20, 500);
    scheduler.scheduleWithFixedDelay(this::giveUpWhatIsLate, sweep, sweep, TimeUnit.MILLISECONDS);
    link.add(this);
    newSubscription.request(window);
  }

  @Override
  public void onNext(Message<?> message) {
    Pending pending = new Pending(message, System.nanoTime() + confirmTimeout.toNanos());
    unanswered.add(pending);
    toSend.add(pending);
  }

  @Override
  public void onError(Throwable failure) {
    LOG.log(Level.ERROR, "What publishes into channel " + name + " has failed", failure);
  }

  @Override
  public void onComplete() {
    LOG.log(Level.DEBUG, "What publishes into channel {0} has completed", name);
  }

  private void sendUntilStopped() {
    while (!stopped) {
      try {
        Pending next = toSend.take();
        if (!next.answered.get()) {
          send(next);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void send(Pending pending) {
    Sending current = sending;
    if (current == null || !current.session.usable()) {
      pending.fail(new NotConfirmed("There is no connection to the broker"));
      return;
    }
    if (link.blocked()) {
      pending.fail(new NotConfirmed("The broker is short of resources and takes nothing"));
      return;
    }
    if (!(pending.message.getPayload() instanceof OutgoingEvent event)) {
      pending.fail(new IllegalArgumentException("The payload is not an OutgoingEvent"));
      return;
    }
    try {
      current = renewed(current);
      pending.session = current.session;
      inHand = event;
      BytesMessage message = current.session.session().createBytesMessage();
      message.writeBytes(event.body());
      RMQDestination destination =
          new RMQDestination(
              topology.publishedTo(), topology.publishedTo(), event.routingKey(), null);
      current.sent++;
      current.producer.send(destination, message, pending);
      if (!current.session.usable()) {
        // It may have died after its outstanding messages were failed, without this one.
        pending.fail(new NotConfirmed("The connection to the broker was lost"));
      }
    } catch (JMSException | RuntimeException e) {
      pending.fail(new NotConfirmed("The event could not be sent", e));
      link.repair("Channel " + name + " failed to send", e);
      current.session.close();
    }
  }

  /** The session to send with: the present one, or a fresh one when it has sent enough. */
  private Sending renewed(Sending current) throws JMSException {
    if (current.sent < SENT_PER_SESSION) {
      return current;
    }
    Sending fresh = open(current.connection);
    sending = fresh;
    // The old one still gets its last confirms.
    scheduler.schedule(
        current.session::close, confirmTimeout.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    return fresh;
  }

  private Sending open(Connection connection) throws JMSException {
    JmsSession[] own = new JmsSession[1];
    JmsSession session =
        JmsSession.publishing(
            connection,
            (properties, message) -> describe(properties),
            cause -> sessionLost(own[0], cause));
    own[0] = session;
    return new Sending(connection, session, session.producer());
  }

  private BasicProperties.Builder describe(BasicProperties.Builder properties) {
    return properties
        .contentType(OutgoingEvent.CONTENT_TYPE)
        .messageId(inHand.messageId())
        .timestamp(new Date());
  }

  private void sessionLost(JmsSession session, Throwable cause) {
    link.repair("Channel " + name + " was closed", cause);
    for (Pending pending : unanswered) {
      if (pending.session == session && session != null) {
        pending.fail(new NotConfirmed("The connection to the broker was lost"));
      }
    }
  }

  private void giveUpWhatIsLate() {
    long now = System.nanoTime();
    for (Pending pending : unanswered) {
      if (now - pending.deadline > 0) {
        pending.fail(
            new NotConfirmed(
                "The broker did not confirm within " + confirmTimeout.toMillis() + " ms"));
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean attached() {
    Sending current = sending;
    return current != null && current.session.usable();
  }

  @Override
  public void attach(Connection connection) throws Exception {
    topology.declareOn(connection);
    sending = open(connection);
  }

  @Override
  public void check(Connection connection) throws Exception {
    topology.checkOn(connection);
  }

  @Override
  public void detach() {
    Sending old = sending;
    sending = null;
    if (old != null) {
      old.session.close();
      for (Pending pending : unanswered) {
        if (pending.session == old.session) {
          pending.fail(new NotConfirmed("The connection to the broker was given up"));
        }
      }
    }
  }

  /** Takes no more, waits for the outstanding confirms, and fails what is left. */
  void drain(Duration atMost) throws InterruptedException {
    if (subscription != null) {
      subscription.cancel();
    }
    long end = System.nanoTime() + atMost.toNanos();
    while (!unanswered.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    stopped = true;
    if (sender != null) {
      sender.interrupt();
    }
    for (Pending pending : unanswered) {
      pending.fail(new NotConfirmed("The service stops"));
    }
  }

  /** A session, and how much was sent with it. */
  private static final class Sending {

    private final Connection connection;
    private final JmsSession session;
    private final MessageProducer producer;
    private int sent;

    Sending(Connection connection, JmsSession session, MessageProducer producer) {
      this.connection = connection;
      this.session = session;
      this.producer = producer;
    }
  }

  /** A message that waits for its answer. */
  private final class Pending implements CompletionListener {

    private final Message<?> message;
    private final long deadline;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile JmsSession session;

    Pending(Message<?> message, long deadline) {
      this.message = message;
      this.deadline = deadline;
    }

    @Override
    public void onCompletion(jakarta.jms.Message confirmed) {
      answer(message::ack);
    }

    @Override
    public void onException(jakarta.jms.Message refused, Exception reason) {
      fail(new NotConfirmed("The broker refused the event"));
    }

    void fail(Exception reason) {
      answer(() -> message.nack(reason));
    }

    /** In another thread: this one may be the connection's, which must not be held up. */
    private void answer(Runnable how) {
      if (!answered.compareAndSet(false, true)) {
        return;
      }
      unanswered.remove(this);
      try {
        answers.execute(
            () -> {
              try {
                how.run();
              } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Channel " + name + ": an answer was not taken", e);
              }
              subscription.request(1);
            });
      } catch (RejectedExecutionException e) {
        how.run();
      }
    }
  }
}
