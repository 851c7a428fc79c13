package io.motorpool.liquibase;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

/**
 * A PostgreSQL server, and the administrator who may create databases and roles on it.
 *
 * @param url JDBC URL of the administrator's own database, {@code
 *     jdbc:postgresql://127.0.0.1:18432/postgres}
 * @param user the administrator
 * @param password the administrator's password
 */
public record DatabaseServer(String url, String user, String password) {

  private static final String PREFIX = "jdbc:postgresql://";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Checks that the URL names a server and a database.
   *
   * @throws DatabaseException when it does not
   */
  public DatabaseServer {
    if (!url.startsWith(PREFIX) || url.indexOf('/', PREFIX.length()) < 0) {
      throw new DatabaseException(
          "'%s' is not a PostgreSQL URL: expected jdbc:postgresql://<host>:<port>/<database>"
              .formatted(withoutParameters(url)));
    }
  }

  /** The JDBC URL of one of the six databases on this server; parameters of the URL are kept. */
  public String urlOf(Database database) {
    int path = url.indexOf('/', PREFIX.length());
    int query = url.indexOf('?', path);
    return url.substring(0, path + 1)
        + database.databaseName()
        + (query < 0 ? "" : url.substring(query));
  }

  /** Whether the server runs on this machine and is reached over its loopback address only. */
  public boolean isLocal() {
    String host = URI.create(url.substring("jdbc:".length())).getHost();
    return host != null && LOOPBACK.contains(host);
  }

  /** Opens the administrator's own database. */
  Connection connect() {
    return connect(url, user, password);
  }

  /** Opens one of the six databases as the administrator. */
  Connection connect(Database database) {
    return connect(urlOf(database), user, password);
  }

  /** Opens one of the six databases as the given role. */
  Connection connect(Database database, String role, String rolePassword) {
    return connect(urlOf(database), role, rolePassword);
  }

  private static Connection connect(String url, String role, String password) {
    try {
      return DriverManager.getConnection(url, role, password);
    } catch (SQLException e) {
      throw new DatabaseException(
          "Cannot open %s as %s: %s"
              .formatted(withoutParameters(url), role, DatabaseException.firstLine(e)),
          e);
    }
  }

  /** Parameters are nobody's business: there may be the password of a key among them. */
  private static String withoutParameters(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}
