package io.motorpool.embedded;

import io.motorpool.liquibase.Database;
import io.motorpool.liquibase.DatabaseProvisioner;
import io.motorpool.liquibase.DatabaseServer;
import io.motorpool.liquibase.Migrator;
import io.motorpool.liquibase.Passwords;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server on the loopback address, started from binaries on the class path.
 *
 * <p>A throw-away server lives for a test: its data is gone when it is closed. A durable one keeps
 * its data in a folder and its promises on disk, and starts again after any kind of end. Roles log
 * in with their passwords; the administrator is {@code postgres} with the password {@code
 * postgres}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final String ADMINISTRATOR = "postgres";
  private static final String MAX_CONNECTIONS = "100";
  private static final long STOP_SECONDS = 60;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String COMPLETE = "motorpool.complete";
  private static final String ACCESS_RULES =
      """
      local all all scram-sha-256
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  static {
    QuietLogs.apply();
  }

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private final Path data;

  private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, Path data) {
    this.server = server;
    this.data = data;
  }

  /**
   * Starts an empty server on a free port, fast rather than durable; stopped with the JVM at the
   * latest.
   */
  public static EmbeddedPostgres throwAway() {
    return throwAway(Map.of());
  }

  /**
   * The same, with settings of its own.
   *
   * @param configuration what {@code postgresql.conf} is to have besides
   */
  public static EmbeddedPostgres throwAway(Map<String, String> configuration) {
    try {
      Path data = Files.createTempDirectory("motorpool-postgres");
      var settings =
          settings(data)
              .setPort(FreePorts.next())
              .setCleanDataDirectory(true)
              .setServerConfig("full_page_writes", "off");
      configuration.forEach(settings::setServerConfig);
      return start(data, settings);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  /**
   * Starts a server that keeps what is written to it. The folder may be new, or have been left by
   * an earlier server however that one ended; if that one still runs, it is stopped first. The
   * server is stopped by {@link #close()} only.
   *
   * @param data the folder of the data, created if need be
   * @param port the port to listen on
   * @param log the file the server's log is appended to
   */
  public static EmbeddedPostgres durable(Path data, int port, Path log) {
    try {
      Files.createDirectories(data);
      LeftOver.of(data).clear();
      Path complete = data.resolve(COMPLETE);
      if (!Files.exists(complete)) {
        // Nothing was ever kept here; but an initialisation may have been cut short.
        deleteWhatIsIn(data);
      }
      EmbeddedPostgres started =
          start(
              data,
              settings(data)
                  .setCleanDataDirectory(false)
                  .setRegisterShutdownHook(false)
                  .setPort(port)
                  .setServerConfig("fsync", "on")
                  .setServerConfig("synchronous_commit", "on")
                  .setOutputRedirector(Redirect.appendTo(log.toFile())));
      if (!Files.exists(complete)) {
        Files.createFile(complete);
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start, see " + log, e);
    }
  }

  private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder settings(Path data) {
    return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(binaries())
        .setDataDirectory(data)
        .setDataDirectoryCustomizer(EmbeddedPostgres::closeToStrangers)
        .setPGStartupWait(START_LIMIT)
        .setConnectConfig("password", ADMINISTRATOR)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", MAX_CONNECTIONS)
        // The same order and the same messages on every machine.
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C");
  }

  private static EmbeddedPostgres start(
      Path data, io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder settings)
      throws IOException {
    Path password = Files.createTempFile("motorpool-postgres", ".password");
    try {
      Files.writeString(password, ADMINISTRATOR);
      return new EmbeddedPostgres(
          settings.setLocaleConfig("pwfile", password.toString()).start(), data);
    } finally {
      Files.delete(password);
    }
  }

  // The server is initialised to trust everybody, which would hide a wrong password in a test.
  private static void closeToStrangers(File data) {
    try {
      Files.writeString(data.toPath().resolve("pg_hba.conf"), ACCESS_RULES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteWhatIsIn(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }

  private static File binaries() {
    return Path.of(System.getProperty("user.home"), ".cache", "motorpool", "postgresql").toFile();
  }

  /** The server's port on the loopback address. */
  public int port() {
    return server.getPort();
  }

  /** The process id of the server. */
  public long pid() {
    return LeftOver.of(data).pid().orElseThrow(() -> new IllegalStateException("Not running"));
  }

  /** The server and its administrator. */
  public DatabaseServer asAdministrator() {
    return new DatabaseServer(
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port()), ADMINISTRATOR, ADMINISTRATOR);
  }

  /** The JDBC URL of one of the six databases. */
  public String urlOf(Database database) {
    return asAdministrator().urlOf(database);
  }

  /**
   * Creates the database with its roles, each with its own name for a password, and applies every
   * change to it. A second time does nothing.
   *
   * @return this server
   */
  public EmbeddedPostgres with(Database database) {
    new DatabaseProvisioner(asAdministrator(), Passwords.development()).provision(database);
    new Migrator(asAdministrator(), Passwords.development()).migrate(database);
    return this;
  }

  /** Stops the server; open connections are cut. */
  @Override
  public void close() {
    Optional<ProcessHandle> process = LeftOver.of(data).pid().flatMap(ProcessHandle::of);
    try {
      server.close();
      // It may have more to bring to disk than it is given time for there.
      process.ifPresent(it -> it.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
