package io.motorpool.platform.messaging;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.persistence.SqlState;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Makes an at-least-once delivery have its effect exactly once: the event's id is stored in the
 * transaction of its effect, and the message is acknowledged only after that transaction.
 *
 * <p>What may pass (a deadlock, a database that is away) is tried again with growing pauses; what
 * cannot be processed is parked in the database and acknowledged, so that the stream goes on. While
 * the database is away nothing can be parked either, and the message simply waits.
 */
@ApplicationScoped
public class Inbox {

  private static final System.Logger LOG = System.getLogger(Inbox.class.getName());
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final EntityManager entityManager;
  private final Transaction transaction;
  private final EventCounters counters;
  private volatile boolean stopping;

  /** For the container, which makes the client proxy with it. */
  protected Inbox() {
    this(null, null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction joins the event's id to its effect
   * @param counters count what becomes of the events
   */
  @Inject
  public Inbox(EntityManager entityManager, Transaction transaction, EventCounters counters) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.counters = counters;
  }

  /**
   * Processes one message to its end: handled, recognised as a repetition, or parked. Never throws;
   * the message is acknowledged in each of these cases, and refused only when the service stops
   * before any of them was reached.
   *
   * @param message a CloudEvent in JSON
   * @param handler the effect, run inside the transaction; throws {@link MalformedEvent} or a
   *     {@link Failure} for what no repetition can mend
   */
  public CompletionStage<Void> process(Message<byte[]> message, EventHandler handler) {
    byte[] body = message.getPayload();
    try {
      IncomingEvent event = CloudEventJson.read(body);
      handle(event, handler);
    } catch (MalformedEvent e) {
      persistently(() -> park(null, body, e, 1));
    } catch (ServiceStopping e) {
      return message.nack(e);
    }
    return message.ack();
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    stopping = true;
  }

  private void handle(IncomingEvent event, EventHandler handler) {
    for (int attempt = 1; ; attempt++) {
      try {
        persistently(() -> handleOnce(event, handler));
        return;
      } catch (ServiceStopping e) {
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
    boolean fresh =
        transaction.call(
            () -> {
              boolean recorded = InboxTables.record(entityManager, event);
              if (recorded) {
                handler.handle(event);
              }
              return recorded;
            });
    if (fresh) {
      counters.consumed();
    } else {
      counters.repeated();
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
      counters.repeated();
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
    long doubled = FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 10);
    long most = Math.min(doubled, LONGEST_PAUSE.toMillis());
    long end =
        System.nanoTime()
            + Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1))
                .toNanos();
    while (System.nanoTime() < end) {
      if (stopping) {
        throw new ServiceStopping();
      }
      try {
        Thread.sleep(Math.min(50, most));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServiceStopping();
      }
    }
  }

  private static final class ServiceStopping extends RuntimeException {
    private ServiceStopping() {
      super("The service stops before the event was processed");
    }
  }
}
