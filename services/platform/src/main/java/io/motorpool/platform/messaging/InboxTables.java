package io.motorpool.platform.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.EntityManager;

/** What the inbox stores, in the present transaction: events that are known, and parked ones. */
final class InboxTables {

  private static final int LONGEST_REASON = 1_000;

  private InboxTables() {}

  /** Keeps the event's id; whether it was new. */
  static boolean record(EntityManager entityManager, IncomingEvent event) {
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

  /**
   * Keeps a message that was given up on.
   *
   * @param event the event, or null if the body is none
   */
  static void park(
      EntityManager entityManager, IncomingEvent event, byte[] body, String reason, int attempts) {
    entityManager
        .createNativeQuery(
            "insert into parked_event (id, event_id, type, body, reason, attempts)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6)")
        .setParameter(1, UuidCreator.getTimeOrderedEpoch())
        .setParameter(2, event == null ? null : event.id())
        .setParameter(3, event == null ? null : event.type())
        .setParameter(4, body)
        .setParameter(5, reason)
        .setParameter(6, attempts)
        .executeUpdate();
  }

  /** Why something failed, fit to be stored and to be logged: one line of bounded length. */
  static String reason(RuntimeException failure) {
    // What a message quotes may hold anything, U+0000 too, which the database does not store.
    String said =
        (failure.getClass().getSimpleName() + ": " + failure.getMessage())
            .replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
    return said.codePointCount(0, said.length()) <= LONGEST_REASON
        ? said
        : said.substring(0, said.offsetByCodePoints(0, LONGEST_REASON));
  }
}
