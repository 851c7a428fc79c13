package io.motorpool.liquibase;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The six databases, one a service.
 *
 * <p>Each has an owner role that changes its schema and a runtime role that only reads and writes
 * rows; no role of one database can open another.
 */
public enum Database {
  CUSTOMER,
  VEHICLE("btree_gist"),
  RESERVATION("btree_gist"),
  BILLING,
  NOTIFICATION,
  ANALYTICS;

  private final List<String> extensions;

  Database(String... extensions) {
    this.extensions = List.of(extensions);
  }

  /** Finds a database by its name, {@code customerdb} for example. */
  public static Optional<Database> named(String databaseName) {
    return Stream.of(values()).filter(it -> it.databaseName().equals(databaseName)).findFirst();
  }

  /** The service that owns this database, {@code customer} for example. */
  public String service() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of the database on the server and of its resource folder, {@code customerdb}. */
  public String databaseName() {
    return service() + "db";
  }

  /** The role that owns the schema and applies the changes, {@code customer_owner}. */
  public String owner() {
    return service() + "_owner";
  }

  /** The role the service runs with, {@code customer}: rows only, no DDL. */
  public String user() {
    return service();
  }

  /** The extensions an administrator creates in this database before its changes are applied. */
  public List<String> extensions() {
    return extensions;
  }

  String changelog() {
    return databaseName() + "/changelog.yaml";
  }
}
