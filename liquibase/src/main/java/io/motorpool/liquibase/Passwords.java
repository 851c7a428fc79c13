package io.motorpool.liquibase;

import java.util.Map;
import java.util.Optional;

/**
 * The passwords of the twelve roles, taken from the environment.
 *
 * <p>{@code MOTORPOOL_CUSTOMER_DATABASE_PASSWORD} is the runtime role's, {@code
 * MOTORPOOL_CUSTOMER_DATABASE_OWNER_PASSWORD} the owner's, and so on for each service. A role
 * without one has its own name for a password, but only on a server of this machine: a server
 * others can reach never gets a password that anyone could guess.
 */
public final class Passwords {

  private final Map<String, String> environment;
  private final boolean development;

  private Passwords(Map<String, String> environment, boolean development) {
    this.environment = Map.copyOf(environment);
    this.development = development;
  }

  /** Every role has its own name for a password; for tests and for development. */
  public static Passwords development() {
    return new Passwords(Map.of(), true);
  }

  /** What the environment says, with development passwords if the server is a local one. */
  public static Passwords from(Map<String, String> environment, DatabaseServer server) {
    return new Passwords(environment, server.isLocal());
  }

  /**
   * The password of the role that owns the schema.
   *
   * @throws DatabaseException when none is configured and the server is not a local one
   */
  public String ofOwner(Database database) {
    return required(ownerVariable(database), database.owner());
  }

  /**
   * The password of the role the service runs with.
   *
   * @throws DatabaseException when none is configured and the server is not a local one
   */
  public String ofUser(Database database) {
    return required(userVariable(database), database.user());
  }

  boolean isConfiguredForOwner(Database database) {
    return configured(ownerVariable(database)).isPresent();
  }

  boolean isConfiguredForUser(Database database) {
    return configured(userVariable(database)).isPresent();
  }

  private static String ownerVariable(Database database) {
    return "MOTORPOOL_%s_DATABASE_OWNER_PASSWORD".formatted(database.name());
  }

  private static String userVariable(Database database) {
    return "MOTORPOOL_%s_DATABASE_PASSWORD".formatted(database.name());
  }

  private Optional<String> configured(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(it -> !it.isEmpty());
  }

  private String required(String variable, String role) {
    return configured(variable)
        .or(() -> development ? Optional.of(role) : Optional.empty())
        .orElseThrow(
            () ->
                new DatabaseException("Role %s has no password: set %s".formatted(role, variable)));
  }
}
