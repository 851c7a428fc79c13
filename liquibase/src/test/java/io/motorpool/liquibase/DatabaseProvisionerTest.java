package io.motorpool.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseProvisionerTest {

  private static final Passwords PASSWORDS = Passwords.development();

  private static LocalServer local;
  private static DatabaseServer server;

  @BeforeAll
  static void startServer() throws Exception {
    local = new LocalServer();
    server = local.asAdministrator();
    DatabaseProvisioner provisioner = new DatabaseProvisioner(server, PASSWORDS);
    for (Database database : Database.values()) {
      provisioner.provision(database);
    }
  }

  @AfterAll
  static void stopServer() throws Exception {
    local.close();
  }

  @ParameterizedTest
  @EnumSource
  void theRuntimeRoleReadsAndWritesWhatTheOwnerCreates(Database database) throws SQLException {
    try (Connection owner = asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("CREATE TABLE notes (id bigserial PRIMARY KEY, text varchar(20))");
    }
    try (Connection user = asUser(database);
        Statement statement = user.createStatement()) {
      statement.execute("INSERT INTO notes (text) VALUES ('one'), ('two')");
      statement.execute("UPDATE notes SET text = 'three' WHERE text = 'two'");
      statement.execute("DELETE FROM notes WHERE text = 'one'");
      try (ResultSet rows = statement.executeQuery("SELECT text FROM notes")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("three");
        assertThat(rows.next()).isFalse();
      }
      assertThatThrownBy(() -> statement.execute("TRUNCATE notes"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("ALTER TABLE notes ADD COLUMN more int"))
          .hasMessageContaining("must be owner");
    } finally {
      try (Connection owner = asOwner(database);
          Statement statement = owner.createStatement()) {
        statement.execute("DROP TABLE notes");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRuntimeRoleCreatesNothing(Database database) throws SQLException {
    try (Connection user = asUser(database);
        Statement statement = user.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (id int)"))
          .hasMessageContaining("permission denied for schema public");
      assertThatThrownBy(() -> statement.execute("CREATE SCHEMA mine"))
          .hasMessageContaining("permission denied for database");
      assertThatThrownBy(() -> statement.execute("CREATE TEMPORARY TABLE mine (id int)"))
          .hasMessageContaining("permission denied to create temporary tables");
    }
  }

  @ParameterizedTest
  @EnumSource
  void noRoleOpensAnotherServicesDatabase(Database database) {
    for (Database other : Database.values()) {
      if (other != database) {
        assertThatThrownBy(
                () -> server.connect(other, database.user(), PASSWORDS.ofUser(database)).close())
            .hasMessageContaining("permission denied for database");
        assertThatThrownBy(
                () -> server.connect(other, database.owner(), PASSWORDS.ofOwner(database)).close())
            .hasMessageContaining("permission denied for database");
      }
    }
  }

  @Test
  void theDatabasesThatExcludeOverlapsHaveTheExtensionForIt() throws SQLException {
    try (Connection owner = asOwner(Database.RESERVATION);
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          CREATE TABLE bookings (vehicle_id uuid, period tstzrange,
            EXCLUDE USING gist (vehicle_id WITH =, period WITH &&))
          """);
      statement.execute("DROP TABLE bookings");
    }
  }

  @Test
  void provisioningAgainKeepsTheDataAndTheRights() throws SQLException {
    try (Connection owner = asOwner(Database.BILLING);
        Statement statement = owner.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT 1 AS id");
      new DatabaseProvisioner(server, PASSWORDS).provision(Database.BILLING);
      try (Connection user = asUser(Database.BILLING);
          Statement query = user.createStatement();
          ResultSet rows = query.executeQuery("SELECT count(*) FROM kept")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
      statement.execute("DROP TABLE kept");
    }
  }

  @Test
  void anAdministratorWhoIsNoSuperuserCreatesTheDatabasesToo() throws SQLException {
    try (LocalServer managed = new LocalServer()) {
      try (Connection connection = managed.asAdministrator().connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE ROLE keeper LOGIN CREATEDB CREATEROLE PASSWORD 'keeper'");
      }
      DatabaseServer asKeeper =
          new DatabaseServer(managed.asAdministrator().url(), "keeper", "keeper");
      for (int time = 0; time < 2; time++) {
        new DatabaseProvisioner(asKeeper, PASSWORDS).provision(Database.VEHICLE);
      }
      assertThat(new Migrator(asKeeper, PASSWORDS).migrate(Database.VEHICLE)).isNotNegative();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aServerOthersCanReachGetsNoPasswordThatCouldBeGuessed() {
    DatabaseServer remote =
        new DatabaseServer("jdbc:postgresql://db.example.com:5432/postgres", "admin", "secret");
    Passwords passwords =
        Passwords.from(Map.of("MOTORPOOL_BILLING_DATABASE_PASSWORD", "s3cret"), remote);
    assertThat(passwords.ofUser(Database.BILLING)).isEqualTo("s3cret");
    assertThatThrownBy(() -> passwords.ofOwner(Database.BILLING))
        .isInstanceOf(DatabaseException.class)
        .hasMessage(
            "Role billing_owner has no password: set MOTORPOOL_BILLING_DATABASE_OWNER_PASSWORD");
  }

  private static Connection asOwner(Database database) {
    return server.connect(database, database.owner(), PASSWORDS.ofOwner(database));
  }

  private static Connection asUser(Database database) {
    return server.connect(database, database.user(), PASSWORDS.ofUser(database));
  }
}
