package io.motorpool.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigratorTest {

  private static final Passwords PASSWORDS = Passwords.development();

  private static LocalServer local;
  private static DatabaseServer server;
  private static Migrator migrator;

  @BeforeAll
  static void startServer() throws Exception {
    local = new LocalServer();
    server = local.asAdministrator();
    for (Database database : Database.values()) {
      new DatabaseProvisioner(server, PASSWORDS).provision(database);
    }
    migrator = new Migrator(server, PASSWORDS);
  }

  @AfterAll
  static void stopServer() throws Exception {
    local.close();
  }

  @ParameterizedTest
  @EnumSource
  void aSecondMigrationAppliesNothing(Database database) {
    migrator.migrate(database);
    assertThat(migrator.migrate(database)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void everyChangeCanBeTakenBackAndAppliedAgain(Database database) {
    migrator.migrate(database);
    migrator.rollBack(database, Integer.MAX_VALUE);
    int all = migrator.migrate(database);
    migrator.rollBack(database, Integer.MAX_VALUE);
    assertThat(migrator.migrate(database)).isEqualTo(all);
  }

  @Test
  void aLockLeftByAMigrationThatWasKilledDoesNotStopTheNextOne() throws SQLException {
    migrator.migrate(Database.CUSTOMER);
    try (Connection owner = asOwner(Database.CUSTOMER);
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          INSERT INTO liquibase.databasechangeloglock (id, locked, lockgranted, lockedby)
          VALUES (1, true, now(), 'somebody gone')
          ON CONFLICT (id) DO UPDATE SET locked = true, lockedby = excluded.lockedby
          """);
    }
    assertThat(migrator.migrate(Database.CUSTOMER)).isZero();
  }

  @Test
  void theRuntimeRoleSeesNothingOfLiquibase() throws SQLException {
    migrator.migrate(Database.ANALYTICS);
    try (Connection user =
            server.connect(
                Database.ANALYTICS,
                Database.ANALYTICS.user(),
                PASSWORDS.ofUser(Database.ANALYTICS));
        Statement statement = user.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT * FROM liquibase.databasechangelog"))
          .hasMessageContaining("permission denied for schema liquibase");
    }
  }

  @Test
  void aServerThatIsNotThereIsOneClearLine() {
    DatabaseServer nowhere =
        new DatabaseServer("jdbc:postgresql://127.0.0.1:1/postgres", "postgres", "postgres");
    assertThatThrownBy(() -> new Migrator(nowhere, PASSWORDS).migrate(Database.CUSTOMER))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith(
            "Cannot open jdbc:postgresql://127.0.0.1:1/customerdb as customer_owner:")
        .hasMessageNotContaining("\n");
  }

  private static Connection asOwner(Database database) {
    return server.connect(database, database.owner(), PASSWORDS.ofOwner(database));
  }
}
