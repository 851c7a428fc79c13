package io.motorpool.analytics.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Makes the facts again from the {@link EventLog}, in one transaction: until it is committed
 * everybody sees the old ones. Whoever has an event meanwhile waits for that, and then applies it
 * to the new ones.
 *
 * <p>A fact that an event from before the log had an effect on cannot be made again. It is kept,
 * and the logged events are applied to it once more, which changes nothing that was right: a state
 * only moves to a higher version, and a moment is the earliest told.
 *
 * <p>Not in a transaction of the container, which ends one after a minute.
 */
@ApplicationScoped
public class FactRebuild {

  private static final System.Logger LOG = System.getLogger(FactRebuild.class.getName());

  /** Any number will do, as long as all replicas use it and for nothing else. */
  private static final long ONE_AT_A_TIME = 0x72656275696cL;

  private final DataSource dataSource;
  private final Clock clock;

  /** How an event becomes facts. */
  @FunctionalInterface
  public interface Replay {
    /** Adds what the event tells. */
    void apply(LoggedEvent event, FactBatch facts) throws SQLException;
  }

  /** For the container, which makes the client proxy with it. */
  protected FactRebuild() {
    this(null, null);
  }

  /**
   * @param dataSource the service's own database
   * @param clock says when it began and ended
   */
  @Inject
  public FactRebuild(@Named("motorpool") DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * Makes the facts again. If that fails they are as they were.
   *
   * @throws RebuildRunning if somebody does so already, on any replica
   */
  public Rebuild run(Replay replay) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Rebuild rebuild = rebuild(connection, replay);
        connection.commit();
        LOG.log(System.Logger.Level.INFO, "Made the facts again: {0}", rebuild);
        return rebuild;
      } finally {
        // Of nothing, if it was committed.
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The facts could not be made again", e);
    }
  }

  private Rebuild rebuild(Connection connection, Replay replay) throws SQLException {
    Instant startedAt = clock.instant();
    if (!lock(connection)) {
      throw new RebuildRunning();
    }
    EventLog.close(connection);
    throwAway(connection);
    try (FactBatch facts = new FactBatch(connection)) {
      long events = EventLog.read(connection, event -> replay.apply(event, facts), facts::write);
      return new Rebuild(
          events,
          count(connection, "select count(*) from reservation_fact"),
          count(connection, "select count(*) from reservation_fact where unlogged"),
          count(connection, "select count(*) from invoice_change"),
          count(connection, "select count(*) from invoice_change where unlogged"),
          startedAt,
          clock.instant());
    }
  }

  private static boolean lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
      statement.setLong(1, ONE_AT_A_TIME);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static void throwAway(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from reservation_fact where not unlogged");
      statement.executeUpdate("update reservation_fact set logged_events = 0 where unlogged");
      statement.executeUpdate("delete from invoice_change where not unlogged");
    }
  }

  private static long count(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}
