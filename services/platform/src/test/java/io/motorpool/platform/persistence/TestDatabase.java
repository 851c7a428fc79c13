package io.motorpool.platform.persistence;

import com.zaxxer.hikari.HikariDataSource;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.liquibase.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A database of one of the services on a PostgreSQL that the tests of this module share. Statements
 * are run past the code under test, as the owner of the schema.
 */
public final class TestDatabase {

  private static EmbeddedPostgres server;

  private final Database database;

  private TestDatabase(Database database) {
    this.database = database;
  }

  /** The service's database, with every change applied. */
  public static synchronized TestDatabase of(Database database) {
    if (server == null) {
      server = EmbeddedPostgres.throwAway();
    }
    server.with(database);
    return new TestDatabase(database);
  }

  /** Its JDBC URL. */
  public String url() {
    return server.urlOf(database);
  }

  /** The port its server listens at. */
  public int port() {
    return server.port();
  }

  /**
   * A pool of connections with the service's runtime role.
   *
   * @param port where to connect to: the server's own port, or a line to it
   */
  public HikariDataSource pool(int port) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url().replace(":" + port() + "/", ":" + port + "/"));
    pool.setUsername(database.user());
    pool.setPassword(database.user());
    pool.setMaximumPoolSize(2);
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(1_000);
    return pool;
  }

  /** A connection of the owner's. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), database.owner(), database.owner());
  }

  /** Changes something. */
  public void update(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of all rows. */
  public <T> List<T> query(Class<T> type, String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet result = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (result.next()) {
        found.add(result.getObject(1, type));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** What the server says of one of its processes, for example {@code idle in transaction}. */
  public String stateOf(int process) {
    // Only the administrator sees what other roles do.
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "postgres");
        PreparedStatement statement =
            prepare(connection, "select state from pg_stat_activity where pid = ?", process);
        ResultSet result = statement.executeQuery()) {
      return result.next() ? result.getString(1) : "gone";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number that a query finds. */
  public long count(String sql, Object... parameters) {
    return query(Long.class, sql, parameters).getFirst();
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
