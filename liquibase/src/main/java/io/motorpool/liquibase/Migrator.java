package io.motorpool.liquibase;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Applies the changes of a database that it does not have yet, as the role that owns its schema.
 *
 * <p>Liquibase keeps its own tables in a schema beside the service's, where the runtime role sees
 * nothing of them.
 */
public final class Migrator {

  private static final String BOOKKEEPING_SCHEMA = "liquibase";

  // Held, because a logger nobody holds forgets its level.
  private static final Logger LIQUIBASE_LOG = Logger.getLogger("liquibase");

  static {
    LIQUIBASE_LOG.setLevel(Level.WARNING);
  }

  private final DatabaseServer server;
  private final Passwords passwords;

  /**
   * Creates a migrator; it needs the owner roles only, not the administrator.
   *
   * @param server the server of the databases, which exist already
   * @param passwords the passwords of the owner roles
   */
  public Migrator(DatabaseServer server, Passwords passwords) {
    this.server = server;
    this.passwords = passwords;
  }

  /**
   * Brings one database to its newest version.
   *
   * @return how many changes were applied; 0 when there was nothing to do
   * @throws DatabaseException when the database cannot be opened or a change fails
   */
  public int migrate(Database database) {
    return withLiquibase(
        database,
        liquibase -> {
          int pending = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).size();
          if (pending > 0) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update(new Contexts(), new LabelExpression());
          }
          return pending;
        });
  }

  /**
   * Takes back the last changes of a database.
   *
   * @param count how many changes to take back
   * @throws DatabaseException when the database cannot be opened or a change cannot be undone
   */
  public void rollBack(Database database, int count) {
    withLiquibase(
        database,
        liquibase -> {
          liquibase.rollback(count, null, new Contexts(), new LabelExpression());
          return count;
        });
  }

  private int withLiquibase(Database database, Work work) {
    try (Connection connection =
        server.connect(database, database.owner(), passwords.ofOwner(database))) {
      try (Statement statement = connection.createStatement()) {
        // Held by the session: unlike Liquibase's own lock it ends with a process that is killed.
        statement.execute("SELECT pg_advisory_lock(hashtext('motorpool.migrate'))");
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + BOOKKEEPING_SCHEMA);
      }
      return Scope.child(quiet(), () -> run(database, connection, work));
    } catch (DatabaseException e) {
      throw e;
    } catch (Exception e) {
      throw new DatabaseException(
          "Cannot migrate %s: %s"
              .formatted(database.databaseName(), DatabaseException.firstLine(e)),
          e);
    }
  }

  private static int run(Database database, Connection connection, Work work)
      throws LiquibaseException {
    liquibase.database.Database target =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    target.setLiquibaseSchemaName(BOOKKEEPING_SCHEMA);
    try (Liquibase liquibase =
        new Liquibase(database.changelog(), new ClassLoaderResourceAccessor(), target)) {
      // Nobody else is at work, or the lock above were not ours: one that is left over is void.
      liquibase.forceReleaseLocks();
      return work.with(liquibase);
    }
  }

  private static Map<String, Object> quiet() {
    LoggerUIService ui = new LoggerUIService();
    ui.setStandardLogLevel(Level.FINE);
    return Map.of(
        Scope.Attr.ui.name(),
        ui,
        "liquibase.analytics.enabled",
        "false",
        "liquibase.showBanner",
        "false");
  }

  /** What to do with an opened Liquibase. */
  private interface Work {
    int with(Liquibase liquibase) throws LiquibaseException;
  }
}
