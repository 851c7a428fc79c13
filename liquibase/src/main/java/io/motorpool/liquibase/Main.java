package io.motorpool.liquibase;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of the program; see {@link #USAGE}. */
public final class Main {

  static final String USAGE =
      """
      Usage: java -jar motorpool-liquibase.jar [--migrate-only] [<database> ...]

      Creates the databases and their roles where they are missing, and applies the changes they
      do not have yet. Without a name all six: customerdb vehicledb reservationdb billingdb
      notificationdb analyticsdb.

        --migrate-only    databases and roles exist; no administrator is needed
                          (or MOTORPOOL_DATABASE_MIGRATE_ONLY=true)

        MOTORPOOL_DATABASE_ADMIN_URL        jdbc:postgresql://127.0.0.1:18432/postgres
        MOTORPOOL_DATABASE_ADMIN_USER       postgres
        MOTORPOOL_DATABASE_ADMIN_PASSWORD   postgres
        MOTORPOOL_<SERVICE>_DATABASE_OWNER_PASSWORD   of the role <service>_owner
        MOTORPOOL_<SERVICE>_DATABASE_PASSWORD         of the role <service>
      The last two default to the role's name on a server of this machine, and have no default on
      another one.
      """;

  private Main() {}

  /** Exits with 0 when every database is up to date, 1 when one failed, 2 for a wrong argument. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    boolean migrateOnly = Boolean.parseBoolean(environment.get("MOTORPOOL_DATABASE_MIGRATE_ONLY"));
    List<Database> databases = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--help") || argument.equals("help")) {
        out.print(USAGE);
        return 0;
      } else if (argument.equals("--migrate-only")) {
        migrateOnly = true;
      } else if (Database.named(argument).isPresent()) {
        databases.add(Database.named(argument).get());
      } else {
        err.println("Unknown argument or database: " + argument);
        err.print(USAGE);
        return 2;
      }
    }
    try {
      migrate(
          databases.isEmpty() ? List.of(Database.values()) : databases,
          migrateOnly,
          environment,
          out);
      return 0;
    } catch (DatabaseException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static void migrate(
      List<Database> databases,
      boolean migrateOnly,
      Map<String, String> environment,
      PrintStream out) {
    DatabaseServer server =
        new DatabaseServer(
            environment.getOrDefault(
                "MOTORPOOL_DATABASE_ADMIN_URL", "jdbc:postgresql://127.0.0.1:18432/postgres"),
            environment.getOrDefault("MOTORPOOL_DATABASE_ADMIN_USER", "postgres"),
            environment.getOrDefault("MOTORPOOL_DATABASE_ADMIN_PASSWORD", "postgres"));
    Passwords passwords = Passwords.from(environment, server);
    DatabaseProvisioner provisioner = new DatabaseProvisioner(server, passwords);
    Migrator migrator = new Migrator(server, passwords);
    for (Database database : databases) {
      if (!migrateOnly) {
        provisioner.provision(database);
      }
      int applied = migrator.migrate(database);
      out.printf(
          "%-15s %s%n",
          database.databaseName(),
          applied == 0
              ? "up to date"
              : applied + (applied == 1 ? " change applied" : " changes applied"));
    }
  }
}
