package io.motorpool.platform.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.persistence.SqlState;
import io.motorpool.platform.persistence.Transaction;
import io.motorpool.platform.tracing.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
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
  private volatile boolean stopping;

  /** For the container, which makes the client proxy with it. */
  protected Inbox() {
    this(null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction joins the event's id to its effect
   */
  @Inject
  public Inbox(EntityManager entityManager, Transaction transaction) {
    this.entityManager = entityManager;
    this.transaction = transaction;
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
  public CompletionStage<Void> process(Message<byte[]> message, Consumer<IncomingEvent> handler) {
    byte[] body = message.getPayload();
    try {
      IncomingEvent event = CloudEventJson.read(body);
      TraceParent.enter(TraceParent.continuing(event.traceparent()));
      handle(event, handler);
    } catch (MalformedEvent e) {
      persistently(() -> park(null, body, e, 1));
    } catch (ServiceStopping e) {
      return message.nack(e);
    } catch (RuntimeException e) {
      // Not even parking worked; the message comes again after a pause.
      LOG.log(System.Logger.Level.ERROR, "An event could neither be processed nor parked", e);
      return message.nack(e);
    } finally {
      TraceParent.leave();
    }
    return message.ack();
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    stopping = true;
  }

  private void handle(IncomingEvent event, Consumer<IncomingEvent> handler) {
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

  private void handleOnce(IncomingEvent event, Consumer<IncomingEvent> handler) {
    transaction.run(
        () -> {
          if (record(event)) {
            handler.accept(event);
          }
        });
  }

  /** Whether the event is new; its id is kept in the present transaction. */
  private boolean record(IncomingEvent event) {
    return entityManager
            .createNativeQuery(
                "insert into inbox (source, event_id, type) values (?1, ?2, ?3)"
                    + " on conflict do nothing")
            .setParameter(1, event.source().toString())
            .setParameter(2, event.id())
            .setParameter(3, event.type())
            .executeUpdate()
        == 1;
  }

  private void park(IncomingEvent event, byte[] body, RuntimeException reason, int attempts) {
    String id = event == null ? null : event.id();
    String type = event == null ? null : event.type();
    String said =
        (reason.getClass().getSimpleName() + ": " + reason.getMessage()).replace('\0', '?');
    transaction.run(
        () -> {
          if (event == null || record(event)) {
            entityManager
                .createNativeQuery(
                    "insert into parked_event (id, event_id, type, body, reason, attempts)"
                        + " values (?1, ?2, ?3, ?4, ?5, ?6)")
                .setParameter(1, UuidCreator.getTimeOrderedEpoch())
                .setParameter(2, id)
                .setParameter(3, type)
                .setParameter(4, body)
                .setParameter(5, said.substring(0, Math.min(said.length(), 1000)))
                .setParameter(6, attempts)
                .executeUpdate();
          }
        });
    LOG.log(
        System.Logger.Level.ERROR,
        "Parked event {0} ({1}) after {2} attempts: {3}",
        id,
        type,
        attempts,
        said);
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
