package io.motorpool.platform.messaging;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.messaging.connector.Backoff;
import io.motorpool.platform.messaging.connector.ReceivedMessage;
import io.motorpool.platform.persistence.SqlState;
import io.motorpool.platform.persistence.Transaction;
import io.motorpool.platform.tracing.TraceParent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Makes an at-least-once delivery have its effect exactly once: the event's id is stored in the
 * transaction of its effect, and the message is acknowledged only after that transaction. Messages
 * that wait are handled together, in their order and in one transaction; if that fails, each alone.
 *
 * <p>What may pass (a deadlock, a database that is away) is tried again with growing pauses; what
 * cannot be processed is parked in the database and acknowledged, so that the stream goes on. While
 * the database is away nothing can be parked either, and the message simply waits.
 */
@ApplicationScoped
public class Inbox {

  private static final System.Logger LOG = System.getLogger(Inbox.class.getName());
  private static final int ATTEMPTS = 5;

  /** Enough that the commit no longer counts; few, so that locks are held for milliseconds. */
  private static final int BATCH = 16;

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  private final EntityManager entityManager;
  private final Transaction transaction;
  private final EventCounters counters;
  private final Resending resending;
  private final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
  private Thread worker;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** For the container, which makes the client proxy with it. */
  protected Inbox() {
    this(null, null, null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction joins the event's id to its effect
   * @param counters count what becomes of the events
   * @param resending takes what is told of missing queues
   */
  @Inject
  public Inbox(
      EntityManager entityManager,
      Transaction transaction,
      EventCounters counters,
      Resending resending) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.counters = counters;
    this.resending = resending;
  }

  /**
   * Takes charge of one message and returns at once. It is processed on the inbox's own thread, in
   * the order of the calls, to its end: handled, recognised as a repetition, or parked. The message
   * is acknowledged in each of these cases, and refused only when the service stops before any of
   * them was reached. How many may wait is bounded by the channel, which knows what is not
   * acknowledged.
   *
   * @param message a CloudEvent in JSON
   * @param handler the effect, run inside the transaction; throws {@link MalformedEvent} or a
   *     {@link Failure} for what no repetition can mend
   */
  public CompletionStage<Void> process(Message<byte[]> message, EventHandler handler) {
    synchronized (arrived) {
      if (worker == null) {
        worker = Thread.ofPlatform().name("inbox").daemon().start(this::processUntilEnded);
      }
    }
    arrived.add(new Delivery(message, handler));
    return CompletableFuture.completedStage(null);
  }

  private void processUntilEnded() {
    List<Delivery> batch = new ArrayList<>(BATCH);
    try {
      while (true) {
        batch.clear();
        batch.add(arrived.take());
        arrived.drainTo(batch, BATCH - 1);
        process(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void process(List<Delivery> batch) {
    try {
      if (batch.size() == 1 || !processTogether(batch)) {
        batch.forEach(this::processAlone);
      }
    } catch (RuntimeException | Error e) {
      // Out of memory, say. The thread must not end over it; what is settled already stays so.
      LOG.log(System.Logger.Level.ERROR, "Events failed beyond what is retried here", e);
      batch.forEach(delivery -> delivery.message().nack(e));
    }
  }

  /**
   * Handles what has arrived meanwhile in one transaction, since each costs the disk a write that
   * is waited for. Either all of it is stored or nothing is.
   *
   * @return false if one of them failed; nothing has happened then, and each is to be tried alone
   */
  private boolean processTogether(List<Delivery> batch) {
    int consumed;
    try {
      List<IncomingEvent> events = batch.stream().map(Delivery::event).toList();
      if (events.stream().anyMatch(resending::concerns)) {
        return false;
      }
      consumed =
          transaction.call(
              () -> {
                int fresh = 0;
                for (int i = 0; i < events.size(); i++) {
                  if (recordAndHandle(events.get(i), batch.get(i).handler())) {
                    fresh++;
                  }
                  // Each handler sees the database, not what the one before it has read.
                  entityManager.clear();
                }
                return fresh;
              });
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "Of {0} events one failed: {1}", batch.size(), e);
      return false;
    }
    counters.consumed(consumed);
    counters.repeated(batch.size() - consumed);
    batch.forEach(delivery -> delivery.message().ack());
    return true;
  }

  private void processAlone(Delivery delivery) {
    try {
      try {
        handle(delivery.event(), delivery.handler());
      } catch (MalformedEvent e) {
        persistently(() -> park(null, delivery.message().getPayload(), e, 1));
      }
      delivery.message().ack();
    } catch (ServiceStopping | BrokerAway e) {
      delivery.message().nack(e);
    } catch (RuntimeException e) {
      // Not even parking worked; the message comes again after a pause.
      LOG.log(System.Logger.Level.ERROR, "An event could neither be processed nor parked", e);
      delivery.message().nack(e);
    }
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    stopping.countDown();
  }

  /** The channels have drained by then. */
  @PreDestroy
  void end() {
    synchronized (arrived) {
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  private void handle(IncomingEvent event, EventHandler handler) {
    for (int attempt = 1; ; attempt++) {
      try {
        persistently(() -> handleOnce(event, handler));
        return;
      } catch (ServiceStopping | BrokerAway e) {
        throw e;
      } catch (MalformedEvent | Failure e) {
        int attempts = attempt;
        persistently(() -> park(event, event.body().getBytes(StandardCharsets.UTF_8), e, attempts));
        return;
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS) {
          persistently(
              () -> park(event, event.body().getBytes(StandardCharsets.UTF_8), e, ATTEMPTS));
          return;
        }
        LOG.log(
            System.Logger.Level.WARNING,
            "Event {0} ({1}) failed, attempt {2}: {3}",
            event.id(),
            event.type(),
            attempt,
            e.toString());
        pause(attempt);
      }
    }
  }

  private void handleOnce(IncomingEvent event, EventHandler handler) {
    boolean aboutQueues = resending.concerns(event);
    if (aboutQueues) {
      resending.prepare();
    }
    boolean fresh =
        transaction.call(() -> recordAndHandle(event, aboutQueues ? resending::handle : handler));
    counters.consumed(fresh ? 1 : 0);
    counters.repeated(fresh ? 0 : 1);
  }

  /** Whether the event is new; its id and its effect are stored in the present transaction. */
  private boolean recordAndHandle(IncomingEvent event, EventHandler handler) {
    // What it leads to belongs to the event's trace.
    TraceParent.enter(TraceParent.continuing(event.traceparent()));
    try {
      boolean fresh = InboxTables.record(entityManager, event);
      if (fresh) {
        handler.handle(event);
        entityManager.flush();
      }
      return fresh;
    } finally {
      TraceParent.leave();
    }
  }

  private void park(IncomingEvent event, byte[] body, RuntimeException failure, int attempts) {
    String reason = InboxTables.reason(failure);
    boolean parked =
        transaction.call(
            () -> {
              boolean fresh = event == null || InboxTables.record(entityManager, event);
              if (fresh) {
                InboxTables.park(entityManager, event, body, reason, attempts);
              }
              return fresh;
            });
    if (!parked) {
      counters.repeated(1);
      return;
    }
    counters.parked();
    LOG.log(
        System.Logger.Level.ERROR,
        "Parked event {0} ({1}) after {2} attempts: {3}",
        event == null ? null : event.id(),
        event == null ? null : event.type(),
        attempts,
        reason);
  }

  /** Tries as long as the database is away: nothing can be decided without it. */
  private void persistently(Runnable work) {
    for (int attempt = 1; ; attempt++) {
      try {
        work.run();
        return;
      } catch (RuntimeException e) {
        if (!SqlState.of(e).map(SqlState::isUnavailable).orElse(false)) {
          throw e;
        }
        LOG.log(System.Logger.Level.WARNING, "The database is away, an event waits for it");
        pause(attempt);
      }
    }
  }

  private void pause(int attempt) {
    try {
      if (stopping.await(BACKOFF.delay(attempt), TimeUnit.MILLISECONDS)) {
        throw new ServiceStopping();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceStopping();
    }
  }

  private record Delivery(Message<byte[]> message, EventHandler handler) {

    /**
     * The event. The broker knows who may publish which routing keys, and nothing of what a message
     * says of itself, so both have to be the same.
     *
     * @throws MalformedEvent if the message is none, or came under another event's routing key
     */
    IncomingEvent event() {
      IncomingEvent event = CloudEventJson.read(message.getPayload());
      if (message instanceof ReceivedMessage received
          && !event.type().equals(received.routingKey())) {
        throw new MalformedEvent(
            "It was published as %s and calls itself %s"
                .formatted(received.routingKey(), event.type()),
            null);
      }
      return event;
    }
  }

  private static final class ServiceStopping extends RuntimeException {
    private ServiceStopping() {
      super("The service stops before the event was processed");
    }
  }
}
