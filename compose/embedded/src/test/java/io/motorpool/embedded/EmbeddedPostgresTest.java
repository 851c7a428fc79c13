package io.motorpool.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.liquibase.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  @TempDir private Path folder;

  @Test
  void aThrowAwayServerHoldsAServicesDatabaseReadyToUse() throws SQLException {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.throwAway().with(Database.VEHICLE).with(Database.VEHICLE);
        Connection connection =
            DriverManager.getConnection(postgres.urlOf(Database.VEHICLE), "vehicle", "vehicle")) {
      assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      postgres.urlOf(Database.VEHICLE), "vehicle", "something else"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void aDurableServerKeepsItsDataAndItsWordOnDisk() throws Exception {
    int port = FreePorts.next();
    try (EmbeddedPostgres postgres = durable(port)) {
      assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      execute(postgres, "CREATE TABLE kept AS SELECT 'one' AS text");
    }
    try (EmbeddedPostgres postgres = durable(port)) {
      assertThat(query(postgres, "SELECT text FROM kept")).isEqualTo("one");
    }
  }

  @Test
  void aDurableServerStartsAfterOneThatWasKilled() throws Exception {
    int port = FreePorts.next();
    EmbeddedPostgres killed = durable(port);
    execute(killed, "CREATE TABLE kept AS SELECT 'one' AS text");
    ProcessHandle server = ProcessHandle.of(killed.pid()).orElseThrow();
    server.destroyForcibly();
    server.onExit().join();
    assertThat(folder.resolve("data/postmaster.pid")).exists();
    killed.close();
    try (EmbeddedPostgres postgres = durable(port)) {
      assertThat(query(postgres, "SELECT text FROM kept")).isEqualTo("one");
    }
  }

  @Test
  void aPidFileThatNamesAnotherProcessDoesNotStopTheServer() throws Exception {
    int port = FreePorts.next();
    durable(port).close();
    Files.writeString(
        folder.resolve("data/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n");
    try (EmbeddedPostgres postgres = durable(port)) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aServerThatStillRunsOnTheDataIsStoppedFirst() throws Exception {
    EmbeddedPostgres forgotten = durable(FreePorts.next());
    execute(forgotten, "CREATE TABLE kept AS SELECT 'one' AS text");
    long pid = forgotten.pid();
    LeftOver.of(folder.resolve("data")).clear();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    forgotten.close();
    try (EmbeddedPostgres postgres = durable(FreePorts.next())) {
      assertThat(query(postgres, "SELECT text FROM kept")).isEqualTo("one");
    }
  }

  @Test
  void anInitialisationThatWasCutShortIsBegunAgain() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data/base"));
    Files.writeString(data.resolveSibling("postgresql.conf"), "# half of it");
    Files.writeString(data.resolveSibling("PG_VERSION"), "18");
    try (EmbeddedPostgres postgres = durable(FreePorts.next())) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  private EmbeddedPostgres durable(int port) {
    return EmbeddedPostgres.durable(folder.resolve("data"), port, folder.resolve("postgres.log"));
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.asAdministrator().url(), "postgres", "postgres");
  }
}
