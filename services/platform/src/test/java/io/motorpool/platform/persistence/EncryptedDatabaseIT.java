package io.motorpool.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.embedded.TestAuthority;
import io.motorpool.liquibase.Database;
import io.motorpool.liquibase.DatabaseException;
import io.motorpool.liquibase.DatabaseProvisioner;
import io.motorpool.liquibase.DatabaseServer;
import io.motorpool.liquibase.Migrator;
import io.motorpool.liquibase.Passwords;
import io.motorpool.platform.PlatformUnderTest;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real PostgreSQL that proves who it is, as {@code localhost} and under no other name. Whether
 * that is asked for is a matter of the URL: {@code sslmode=verify-full} and {@code sslrootcert}.
 */
class EncryptedDatabaseIT {

  private static TestAuthority authority;
  private static TestAuthority stranger;
  private static EmbeddedPostgres postgres;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    authority = new TestAuthority(folder.resolve("authority"));
    stranger = new TestAuthority(folder.resolve("stranger"));
    TestAuthority.Issued certificate = authority.issue("dns:localhost");
    postgres =
        EmbeddedPostgres.throwAway(
            Map.of(
                "ssl", "on",
                "ssl_cert_file", certificate.certificate().toString(),
                "ssl_key_file", certificate.key().toString()));
  }

  @AfterAll
  static void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static DatabaseServer server(String host, Path trusted) {
    return new DatabaseServer(
        "jdbc:postgresql://%s:%d/postgres?sslmode=verify-full&sslrootcert=%s"
            .formatted(host, postgres.port(), trusted),
        "postgres",
        "postgres");
  }

  private static void migrate(DatabaseServer server) {
    new DatabaseProvisioner(server, Passwords.development()).provision(Database.RESERVATION);
    new Migrator(server, Passwords.development()).migrate(Database.RESERVATION);
  }

  @Test
  void theMigrationsAndTheServiceBelieveTheServerByItsAuthority() {
    DatabaseServer server = server("localhost", authority.authority());

    migrate(server);

    try (PlatformUnderTest platform =
        new PlatformUnderTest(
            Map.of("motorpool.database.url", server.urlOf(Database.RESERVATION)))) {
      EntityManager entityManager = platform.bean(EntityManager.class);
      Object encrypted =
          platform
              .bean(Transaction.class)
              .call(
                  () ->
                      entityManager
                          .createNativeQuery(
                              "select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                          .getSingleResult());
      assertThat(encrypted).isEqualTo(true);
    }
  }

  @Test
  void anotherHostsCertificateIsRefused() {
    DatabaseServer server = server("127.0.0.1", authority.authority());

    assertThatThrownBy(() -> migrate(server))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("127.0.0.1")
        .hasMessageNotContaining("sslrootcert");
    assertServiceIsRefused(server);
  }

  @Test
  void anotherAuthoritysCertificateIsRefused() {
    DatabaseServer server = server("localhost", stranger.authority());

    assertThatThrownBy(() -> migrate(server)).isInstanceOf(DatabaseException.class);
    assertServiceIsRefused(server);
  }

  /** The pool opens its connections as this does, by the class that the configuration names. */
  private static void assertServiceIsRefused(DatabaseServer server) {
    var source = new org.postgresql.ds.PGSimpleDataSource();
    source.setUrl(server.urlOf(Database.RESERVATION));
    source.setUser("reservation");
    source.setPassword("reservation");

    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        // 08: the connection; with a wrong password it would be 28.
        .extracting(it -> ((SQLException) it).getSQLState().substring(0, 2))
        .isEqualTo("08");
  }
}
