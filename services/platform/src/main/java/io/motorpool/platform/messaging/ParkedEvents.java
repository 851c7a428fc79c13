package io.motorpool.platform.messaging;

import io.motorpool.platform.persistence.SqlState;
import io.motorpool.platform.persistence.Transaction;
import io.motorpool.platform.tracing.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The events that this service gave up on, and what a person can do about them. */
@ApplicationScoped
public class ParkedEvents {

  /** What became of a replayed event. */
  public enum Outcome {
    /** The handler took it. */
    PROCESSED,
    /** The handler had taken the same event before; nothing was done. */
    REPEATED
  }

  /**
   * A replay that succeeded.
   *
   * @param event the event
   * @param outcome what became of it
   */
  public record Replay(IncomingEvent event, Outcome outcome) {}

  private static final System.Logger LOG = System.getLogger(ParkedEvents.class.getName());

  private static final String COLUMNS =
      "id, event_id, type, reason, attempts, octet_length(body), parked_at";

  private final EntityManager entityManager;
  private final Transaction transaction;
  private final Instance<EventHandler> handler;

  /** For the container, which makes the client proxy with it. */
  protected ParkedEvents() {
    this(null, null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction joins an event's effect to its leaving
   * @param handler what a consuming service does with events
   */
  @Inject
  public ParkedEvents(
      EntityManager entityManager, Transaction transaction, Instance<EventHandler> handler) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.handler = handler;
  }

  /**
   * Parked events, the first parked first.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most events to return
   */
  public List<ParkedEvent> list(UUID after, int atMost) {
    return transaction.call(
        () ->
            entityManager
                .createNativeQuery(
                    "select " + COLUMNS + " from parked_event where id > ?1 order by id limit ?2",
                    Object[].class)
                .setParameter(1, after == null ? new UUID(0, 0) : after)
                .setParameter(2, atMost)
                .getResultList()
                .stream()
                .map(row -> parkedEvent((Object[]) row))
                .toList());
  }

  /**
   * One parked event.
   *
   * @throws ParkedEventNotFound if there is none with this id
   */
  public ParkedEvent get(UUID id) {
    return transaction.call(
        () -> parkedEvent(first(id, "select " + COLUMNS + " from parked_event where id = ?1", id)));
  }

  /**
   * Deletes, in the present transaction, the parked events that mention an id: they may hold what
   * is to be forgotten about whoever has it.
   *
   * @param id as it is written in a body
   * @param cause the event that has it forgotten, which may be a parked one itself and stays
   */
  public void forget(UUID id, IncomingEvent cause) {
    entityManager
        .createNativeQuery(
            "delete from parked_event where position(convert_to(?1, 'UTF8') in body) > 0"
                + " and event_id is distinct from ?2")
        .setParameter(1, id.toString())
        .setParameter(2, cause.id())
        .executeUpdate();
  }

  /**
   * The beginning of a parked message, as it was received.
   *
   * @param atMost the most bytes to return
   * @throws ParkedEventNotFound if there is none with this id
   */
  public byte[] body(UUID id, int atMost) {
    return transaction.call(
        () ->
            (byte[])
                first(
                    id,
                    "select substring(body from 1 for ?2), id from parked_event where id = ?1",
                    id,
                    atMost)[0]);
  }

  /**
   * Removes an event that is not to be processed; a repetition of it stays recognised.
   *
   * @param reason why, for the log
   * @throws ParkedEventNotFound if there is none with this id
   */
  public void discard(UUID id, String reason) {
    ParkedEvent discarded =
        transaction.call(
            () -> {
              ParkedEvent event =
                  parkedEvent(
                      first(
                          id,
                          "select " + COLUMNS + " from parked_event where id = ?1 for update",
                          id));
              remove(id);
              return event;
            });
    LOG.log(
        System.Logger.Level.WARNING,
        "Discarded parked event {0}, event {1} ({2}), which had failed with [{3}]: {4}",
        id,
        discarded.eventId(),
        discarded.type(),
        discarded.reason(),
        reason);
  }

  /**
   * Has the service's handler process a parked event; its effect and its leaving are one
   * transaction. Whoever replays or discards the same event meanwhile waits for the outcome.
   *
   * @throws ParkedEventNotFound if there is none with this id
   * @throws ReplayFailed if it failed again; it stays parked, with the new reason
   */
  public Replay replay(UUID id) {
    Replay replay;
    try {
      replay = transaction.call(() -> replayOnce(id));
    } catch (ParkedEventNotFound e) {
      throw e;
    } catch (RuntimeException e) {
      if (SqlState.of(e).map(SqlState::isUnavailable).orElse(false)) {
        throw e;
      }
      String reason = InboxTables.reason(e);
      transaction.run(() -> failedAgain(id, reason));
      LOG.log(System.Logger.Level.WARNING, "Parked event {0} failed again: {1}", id, reason);
      throw new ReplayFailed(reason, e);
    }
    LOG.log(
        System.Logger.Level.INFO,
        "Replayed parked event {0}, event {1} ({2}): {3}",
        id,
        replay.event().id(),
        replay.event().type(),
        replay.outcome());
    return replay;
  }

  private Replay replayOnce(UUID id) {
    Object[] row =
        first(id, "select event_id, body from parked_event where id = ?1 for update", id);
    IncomingEvent event = CloudEventJson.read((byte[]) row[1]);
    boolean fresh = InboxTables.record(entityManager, event);
    // With an event's id it was recorded when it was parked, without its effect. A message that
    // was not understood then was not: the same event may have come again and been processed.
    boolean recordedUnprocessed = row[0] != null;
    boolean process = fresh || recordedUnprocessed;
    if (process) {
      handle(event);
    }
    remove(id);
    return new Replay(event, process ? Outcome.PROCESSED : Outcome.REPEATED);
  }

  /** What the event leads to belongs to its own trace, not to that of the replaying request. */
  private void handle(IncomingEvent event) {
    Optional<TraceParent> request = TraceParent.current();
    TraceParent.enter(TraceParent.continuing(event.traceparent()));
    try {
      handler.get().handle(event);
    } finally {
      request.ifPresentOrElse(TraceParent::enter, TraceParent::leave);
    }
  }

  private void failedAgain(UUID id, String reason) {
    entityManager
        .createNativeQuery(
            "update parked_event set reason = ?2, attempts = attempts + 1 where id = ?1")
        .setParameter(1, id)
        .setParameter(2, reason)
        .executeUpdate();
  }

  private void remove(UUID id) {
    entityManager
        .createNativeQuery("delete from parked_event where id = ?1")
        .setParameter(1, id)
        .executeUpdate();
  }

  private Object[] first(UUID id, String query, Object... parameters) {
    var prepared = entityManager.createNativeQuery(query, Object[].class);
    for (int i = 0; i < parameters.length; i++) {
      prepared.setParameter(i + 1, parameters[i]);
    }
    List<?> found = prepared.getResultList();
    if (found.isEmpty()) {
      throw new ParkedEventNotFound(id);
    }
    return (Object[]) found.getFirst();
  }

  private static ParkedEvent parkedEvent(Object[] row) {
    return new ParkedEvent(
        (UUID) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (Integer) row[4],
        (Integer) row[5],
        (Instant) row[6]);
  }
}
