package io.motorpool.analytics.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * All events that were consumed since there is the log, each stored in the transaction of its
 * effect and never changed. Unlike the inbox it forgets nothing: the facts can be made again from
 * it.
 */
@ApplicationScoped
public class EventLog {

  /** Any number will do, as long as all replicas use it and for nothing else. */
  private static final long FACTS = 0x6661637473L;

  /** The lock is in the statement, so that it takes no round trip of its own. */
  private static final String APPEND =
      """
      with facts as (select pg_advisory_xact_lock_shared(%d))
      insert into event_log (source, event_id, type, happened_at, body)
      select :source, :id, :type, :time, :body from facts
      on conflict (source, event_id) do nothing
      """
          .formatted(FACTS);

  private static final String PAGE =
      "select position, source, event_id, type, happened_at, body from event_log"
          + " where position > ? order by position limit 500";

  private final EntityManager entityManager;

  /** What is done with each event that is read. */
  @FunctionalInterface
  interface Reader {
    void read(LoggedEvent event) throws SQLException;
  }

  /** For the container, which makes the client proxy with it. */
  protected EventLog() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public EventLog(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores an event in the present transaction, before its effect. While the facts are made again
   * from the log this waits until that is done, and as long as the transaction runs, that waits.
   */
  public void append(LoggedEvent event) {
    entityManager
        .createNativeQuery(APPEND)
        .setParameter("source", event.source())
        .setParameter("id", event.id())
        .setParameter("type", event.type())
        .setParameter("time", event.time().atOffset(ZoneOffset.UTC))
        .setParameter("body", event.body())
        .executeUpdate();
  }

  /** Keeps everybody from appending, until the end of the connection's transaction. */
  static void close(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      statement.setLong(1, FACTS);
      statement.execute();
    }
  }

  /**
   * Reads all events, in the order they were stored.
   *
   * @param afterEachPage called after every few hundred events, and at the end
   * @return how many there are
   */
  static long read(Connection connection, Reader reader, PageEnd afterEachPage)
      throws SQLException {
    long events = 0;
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      long position = 0;
      while (true) {
        statement.setLong(1, position);
        long before = events;
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            position = row.getLong(1);
            reader.read(
                new LoggedEvent(
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getObject(5, OffsetDateTime.class).toInstant(),
                    row.getString(6)));
            events++;
          }
        }
        if (events == before) {
          return events;
        }
        afterEachPage.reached();
      }
    }
  }

  /** What is done between two pages. */
  @FunctionalInterface
  interface PageEnd {
    void reached() throws SQLException;
  }
}
