package io.motorpool.liquibase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Creates a database with its two roles, and closes it to everybody else.
 *
 * <p>Every step may be repeated: what exists is left as it is, except that rights are set again and
 * a password that is configured replaces the one the role has.
 */
public final class DatabaseProvisioner {

  private final DatabaseServer server;
  private final Passwords passwords;

  /**
   * Creates a provisioner that acts as the server's administrator.
   *
   * @param server where to create databases; the administrator may create roles and databases
   * @param passwords the passwords new roles get
   */
  public DatabaseProvisioner(DatabaseServer server, Passwords passwords) {
    this.server = server;
    this.passwords = passwords;
  }

  /**
   * Creates what is missing of the database, its roles, rights and extensions.
   *
   * @throws DatabaseException when the server cannot be reached or refuses
   */
  public void provision(Database database) {
    try {
      createRolesAndDatabase(database);
      prepareInside(database);
    } catch (SQLException e) {
      throw new DatabaseException(
          "Cannot create %s: %s".formatted(database.databaseName(), DatabaseException.firstLine(e)),
          e);
    }
  }

  private void createRolesAndDatabase(Database database) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      // Two provisioners at once would both find a role missing and both create it.
      statement.execute("SELECT pg_advisory_lock(hashtext('motorpool.provision'))");
      createRole(
          statement,
          database.owner(),
          passwords.ofOwner(database),
          passwords.isConfiguredForOwner(database));
      createRole(
          statement,
          database.user(),
          passwords.ofUser(database),
          passwords.isConfiguredForUser(database));
      if (!isSuperuser(statement)) {
        // An ordinary administrator may give a database only to a role he is a member of.
        statement.execute("GRANT %s TO CURRENT_USER".formatted(database.owner()));
      }
      String name = database.databaseName();
      if (!exists(statement, "SELECT FROM pg_database WHERE datname = " + literal(name))) {
        statement.execute(
            "CREATE DATABASE %s OWNER %s ENCODING 'UTF8' TEMPLATE template0"
                .formatted(name, database.owner()));
      }
      statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
      statement.execute("GRANT CONNECT ON DATABASE %s TO %s".formatted(name, database.user()));
    }
  }

  private void prepareInside(Database database) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (String extension : database.extensions()) {
        statement.execute("CREATE EXTENSION IF NOT EXISTS " + extension);
      }
      String owner = database.owner();
      String user = database.user();
      statement.execute("ALTER SCHEMA public OWNER TO " + owner);
      statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
      statement.execute("GRANT USAGE ON SCHEMA public TO " + user);
      statement.execute(
          "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %s"
              .formatted(owner, user));
      statement.execute(
          "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public GRANT USAGE ON SEQUENCES TO %s"
              .formatted(owner, user));
    }
  }

  private static void createRole(
      Statement statement, String role, String password, boolean replacePassword)
      throws SQLException {
    if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = " + literal(role))) {
      statement.execute("CREATE ROLE %s LOGIN PASSWORD %s".formatted(role, literal(password)));
    } else if (replacePassword) {
      statement.execute("ALTER ROLE %s PASSWORD %s".formatted(role, literal(password)));
    }
  }

  private static boolean isSuperuser(Statement statement) throws SQLException {
    return exists(statement, "SELECT FROM pg_roles WHERE rolname = CURRENT_USER AND rolsuper");
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  // CREATE ROLE and its like take no parameters, so that a literal has to be written.
  private static String literal(String text) throws SQLException {
    return "'" + org.postgresql.core.Utils.escapeLiteral(null, text, true) + "'";
  }
}
