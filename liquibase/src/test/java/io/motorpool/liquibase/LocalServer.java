package io.motorpool.liquibase;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A real PostgreSQL server for the tests of one class, thrown away afterwards. */
final class LocalServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;

  LocalServer() throws IOException {
    postgres = EmbeddedPostgres.builder().setPGStartupWait(START_LIMIT).start();
  }

  DatabaseServer asAdministrator() {
    return new DatabaseServer(
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort()),
        "postgres",
        "postgres");
  }

  Map<String, String> environment() {
    return Map.of("MOTORPOOL_DATABASE_ADMIN_URL", asAdministrator().url());
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
