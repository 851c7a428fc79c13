package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.jms.admin.RMQDestination;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A queue as a stream that never ends by itself. The JMS listener only puts a message down; a
 * thread of the channel's own takes it up when the subscriber has asked for one, so that a slow
 * handler never holds up the client. How many lie there is bounded by the prefetch: the broker
 * delivers no more until some are acknowledged.
 *
 * <p>A negatively acknowledged message stays unacknowledged at the broker and is handed over again
 * from here after a pause. Giving it back instead would bring it back at once, in a loop that
 * consumes the processor and a quorum queue's delivery limit.
 */
final class IncomingChannel
    implements Publisher<ReceivedMessage>,
        Subscription,
        BrokerLink.Attachment,
        ReceivedMessage.Outcome {

  private static final System.Logger LOG = System.getLogger(IncomingChannel.class.getName());

  private final String name;
  private final String queue;
  private final Topology topology;
  private final int prefetch;
  private final Backoff nackDelays;
  private final ScheduledExecutorService scheduler;
  private final BrokerLink link;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All guarded by the lock.
  private final Deque<ReceivedMessage> ready = new ArrayDeque<>();
  private final Set<ReceivedMessage> handedOver = new HashSet<>();
  private Subscriber<? super ReceivedMessage> subscriber;
  private JmsSession session;
  private long demand;
  private boolean stopped;

  IncomingChannel(
      String name,
      String queue,
      Topology topology,
      int prefetch,
      Backoff nackDelays,
      ScheduledExecutorService scheduler,
      BrokerLink link) {
    this.name = name;
    this.queue = queue;
    this.topology = topology;
    this.prefetch = prefetch;
    this.nackDelays = nackDelays;
    this.scheduler = scheduler;
    this.link = link;
  }

  @Override
  public void subscribe(Subscriber<? super ReceivedMessage> newSubscriber) {
    Objects.requireNonNull(newSubscriber, "subscriber");
    lock.lock();
    try {
      if (subscriber != null) {
        throw new IllegalStateException("Channel " + name + " has a subscriber");
      }
      subscriber = newSubscriber;
    } finally {
      lock.unlock();
    }
    newSubscriber.onSubscribe(this);
    Thread.ofPlatform().name("amqp-in-" + name).daemon().start(this::handOver);
    link.add(this);
  }

  @Override
  public void request(long n) {
    lock.lock();
    try {
      if (n > 0) {
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The subscriber wants no more, as when the application is taken down. */
  @Override
  public void cancel() {
    stopListening();
  }

  private void handOver() {
    while (true) {
      ReceivedMessage message;
      try {
        message = next();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (message == null) {
        return;
      }
      try {
        subscriber.onNext(message);
      } catch (RuntimeException | Error e) {
        // The stream must not end over one message.
        LOG.log(Level.ERROR, "Channel " + name + " failed to take " + message, e);
        message.nack(e);
      }
    }
  }

  /** The next message in demand, or null once the channel has stopped. */
  private ReceivedMessage next() throws InterruptedException {
    lock.lock();
    try {
      while (!stopped && (demand == 0 || ready.isEmpty())) {
        changed.await();
      }
      if (stopped) {
        return null;
      }
      if (demand != Long.MAX_VALUE) {
        demand--;
      }
      ReceivedMessage message = ready.poll();
      handedOver.add(message);
      return message;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void acknowledge(ReceivedMessage message) {
    try {
      if (message.session().usable()) {
        message.jms().acknowledge();
      }
    } catch (JMSException | RuntimeException e) {
      // The session died under it: the broker has kept the message and delivers it again.
      LOG.log(Level.DEBUG, "Channel {0}: {1} will be delivered again", name, message);
    } finally {
      settle(message);
    }
  }

  @Override
  public void retry(ReceivedMessage message, Throwable reason) {
    settle(message);
    long delay = nackDelays.delay(message.attempt());
    LOG.log(Level.DEBUG, "Channel {0}: {1} failed, again in {2} ms", name, message, delay);
    try {
      scheduler.schedule(() -> putBack(message), delay, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "Channel {0} stops, the broker keeps {1}", name, message);
    }
  }

  private void settle(ReceivedMessage message) {
    lock.lock();
    try {
      handedOver.remove(message);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void putBack(ReceivedMessage message) {
    lock.lock();
    try {
      if (session == message.session()) {
        ready.addFirst(message.again());
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  String queue() {
    return queue;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean attached() {
    lock.lock();
    try {
      return stopped || session != null && session.usable();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void attach(Connection connection) throws Exception {
    topology.declareOn(connection);
    JmsSession fresh =
        JmsSession.consuming(
            connection, prefetch, cause -> link.repair("Channel " + name + " was closed", cause));
    lock.lock();
    try {
      session = fresh;
    } finally {
      lock.unlock();
    }
    fresh.listen(new RMQDestination(queue, null, null, queue), message -> putDown(message, fresh));
  }

  /** Runs in the JMS client's thread, which must not be held up. */
  private void putDown(jakarta.jms.Message jms, JmsSession from) {
    try {
      ReceivedMessage message = ReceivedMessage.of(jms, from, this);
      lock.lock();
      try {
        if (session == from) {
          ready.add(message);
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    } catch (JMSException | RuntimeException e) {
      // Not even its bytes can be read; it stays with the broker, one place of the prefetch taken.
      LOG.log(Level.ERROR, "Channel " + name + " received a message it cannot read", e);
    }
  }

  @Override
  public void check(Connection connection) throws Exception {
    try (Channel channel = connection.createChannel()) {
      if (channel.queueDeclarePassive(queue).getConsumerCount() == 0) {
        throw new IOException("Nobody consumes the queue any more");
      }
    }
    topology.checkOn(connection);
  }

  @Override
  public void detach() {
    JmsSession old;
    lock.lock();
    try {
      old = session;
      session = null;
      ready.clear();
    } finally {
      lock.unlock();
    }
    if (old != null) {
      old.close();
    }
  }

  private void stopListening() {
    lock.lock();
    try {
      stopped = true;
      ready.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands over no more and waits for what was handed over to be acknowledged.
   *
   * @return whether all of it was
   */
  boolean drain(Duration atMost) throws InterruptedException {
    stopListening();
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!handedOver.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return handedOver.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
