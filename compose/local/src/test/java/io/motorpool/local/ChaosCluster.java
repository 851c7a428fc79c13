package io.motorpool.local;

import io.motorpool.embedded.DevelopmentIssuer;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.embedded.FreePorts;
import io.motorpool.embedded.RabbitMqServer;
import io.motorpool.embedded.Role;
import io.motorpool.embedded.TcpLine;
import io.motorpool.liquibase.Database;
import io.motorpool.liquibase.DatabaseProvisioner;
import io.motorpool.liquibase.DatabaseServer;
import io.motorpool.liquibase.Migrator;
import io.motorpool.liquibase.Passwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The platform as it runs in production, to be broken: a RabbitMQ and a PostgreSQL of its own,
 * reached through lines that can be cut, two replicas of the services that carry the saga, and the
 * gateway before them. Each is a process of its own.
 */
final class ChaosCluster implements AutoCloseable {

  private static final List<Part> REPLICATED =
      List.of(Part.RESERVATION, Part.BILLING, Part.NOTIFICATION);
  private static final Duration BROKER_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final RabbitMqServer broker;
  private final TcpLine brokerLine;
  private final TcpLine databaseLine;
  private final Map<String, Settings> settingsOf = new LinkedHashMap<>();
  private final Map<String, Program> programs = new HashMap<>();
  private final DevelopmentIssuer issuer;
  private EmbeddedPostgres postgres;
  private boolean closed;

  /** Starts everything and waits until all are ready and connected. */
  ChaosCluster(Path home, Path folder) throws IOException, InterruptedException {
    this(home, folder, Map.of());
  }

  /**
   * The same, with settings that go before those that are for a test of faults.
   *
   * @param more environment variables of all programs
   */
  ChaosCluster(Path home, Path folder, Map<String, String> more)
      throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("logs"));
    this.broker = RabbitMqServer.start();
    this.postgres =
        EmbeddedPostgres.durable(folder.resolve("postgresql"), FreePorts.next(), log("postgresql"));
    DatabaseServer server = postgres.asAdministrator();
    for (Database database : Database.values()) {
      new DatabaseProvisioner(server, Passwords.development()).provision(database);
      new Migrator(server, Passwords.development()).migrate(database);
    }
    this.brokerLine = TcpLine.to(broker.port());
    this.databaseLine = TcpLine.to(postgres.port());
    // A run that is broken off leaves nothing behind either.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "chaos-at-exit"));

    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("MOTORPOOL_"));
    environment.put("MOTORPOOL_DATA", folder.toString());
    environment.put(
        "MOTORPOOL_BROKER_URI", "amqp://guest:guest@127.0.0.1:%d/".formatted(brokerLine.port()));
    environment.put(
        "MOTORPOOL_POSTGRESQL_URL",
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(databaseLine.port()));
    environment.put("MOTORPOOL_STOP_DRAIN", "PT3S");
    // All clients have one address.
    environment.put("MOTORPOOL_RATE_PER_ADDRESS", "0");
    environment.put("MOTORPOOL_RATE_PER_CALLER", "0");
    // Nobody can wait for the day that a rental begins.
    environment.put("MOTORPOOL_RESERVATION_EARLY_PICK_UP", "P400D");
    environment.putAll(more);
    Settings first = Settings.from(home, environment, List.of()).onFreePorts();
    this.issuer = DevelopmentIssuer.start(first.port(Part.ISSUER));
    Settings second = first.onFreePorts();
    for (Part part : Part.programs()) {
      settingsOf.put(part.label(), first);
      if (REPLICATED.contains(part)) {
        settingsOf.put(part.label() + "-2", withPortOf(part, first, second));
      }
    }
    settingsOf.keySet().stream().filter(name -> !name.equals("gateway")).forEach(this::launch);
    for (String name : List.copyOf(programs.keySet())) {
      awaitReady(name);
    }
    launch("gateway");
    awaitReady("gateway");
  }

  private static Settings withPortOf(Part part, Settings first, Settings second) {
    Map<Part, Integer> ports = new HashMap<>(first.ports());
    ports.put(part, second.port(part));
    return new Settings(
        first.home(),
        first.data(),
        ports,
        first.postgresql(),
        first.broker(),
        first.queueType(),
        first.environment());
  }

  private Path log(String name) {
    return folder.resolve("logs").resolve(name + ".log");
  }

  private static Part part(String name) {
    String label = name.replace("-2", "");
    return Part.programs().stream()
        .filter(it -> it.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private void launch(String name) {
    Settings settings = settingsOf.get(name);
    Part part = part(name);
    Programs known = new Programs(settings, settings.postgresql().orElseThrow());
    Map<String, String> environment = new HashMap<>(known.environment(part));
    if (part == Part.GATEWAY) {
      for (Part replicated : REPLICATED) {
        environment.put(
            "MOTORPOOL_%s_URL".formatted(replicated.name()),
            Stream.of(replicated.label(), replicated.label() + "-2")
                .map(it -> settingsOf.get(it).uri(replicated).toString())
                .collect(Collectors.joining(",")));
      }
    }
    programs.put(name, Program.start(part, known.command(part), environment, log(name)));
  }

  /** Waits until a program answers requests, and has its broker. */
  void awaitReady(String name) throws InterruptedException {
    Part part = part(name);
    programs
        .get(name)
        .awaitReady(client, settingsOf.get(name).uri(part).resolve("/health/ready"), BROKER_LIMIT);
  }

  /** Where clients reach it. */
  URI gateway() {
    return settingsOf.get("gateway").uri(Part.GATEWAY);
  }

  /** The token of somebody who may do all that these tests do. */
  Supplier<String> manager() {
    return Bearer.of(issuer.issuer().getPort(), Role.MANAGER);
  }

  /** The services' processes, every replica by its name. */
  List<String> services() {
    return settingsOf.keySet().stream().filter(name -> !name.equals("gateway")).toList();
  }

  /** The database server as its administrator sees it, whatever happens to the line. */
  DatabaseServer databases() {
    return postgres.asAdministrator();
  }

  /** Ends a process as a failing machine would, and starts it again. */
  void killAndStart(String name) throws InterruptedException {
    programs.get(name).awaitEnd(Duration.ZERO);
    launch(name);
    awaitReady(name);
  }

  /** Replaces a process as an operator would. */
  void replace(String name) throws InterruptedException {
    Program program = programs.get(name);
    program.stop();
    program.awaitEnd(STOP_LIMIT);
    launch(name);
    awaitReady(name);
  }

  /**
   * Brings a service's database back to an earlier state, as an operator would from a backup: the
   * service stands still, and its queue is deleted, so that it is filled again with what has
   * happened since.
   */
  void restore(String name, Database database, Duration age, ChaosQueues queues) throws Exception {
    String live = database.databaseName();
    String backup = live + "_backup";
    programs.get(name).awaitEnd(Duration.ZERO);
    administer(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + live + "'",
        "create database %s template %s owner %s".formatted(backup, live, database.owner()));
    launch(name);
    awaitReady(name);
    Thread.sleep(age);
    programs.get(name).awaitEnd(Duration.ZERO);
    administer(
        "drop database %s with (force)".formatted(live),
        "alter database %s rename to %s".formatted(backup, live));
    // Who may connect is not in the copy.
    new DatabaseProvisioner(databases(), Passwords.development()).provision(database);
    queues.delete(name + ".events");
    launch(name);
    awaitReady(name);
  }

  private void administer(String... statements) throws SQLException {
    DatabaseServer server = databases();
    try (Connection connection =
            DriverManager.getConnection(server.url(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Lets a process hang for a while. */
  void freeze(String name, Duration time) throws InterruptedException {
    signal("STOP", name);
    Thread.sleep(time);
    signal("CONT", name);
  }

  private void signal(String signal, String name) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(programs.get(name).pid()))
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stopBroker(Duration time) throws InterruptedException {
    broker.stop();
    Thread.sleep(time);
    broker.startAgain();
  }

  void killBroker(Duration time) throws InterruptedException {
    broker.kill();
    Thread.sleep(time);
    broker.startAgain();
  }

  void stopDatabase(Duration time) throws InterruptedException {
    int port = postgres.port();
    postgres.close();
    Thread.sleep(time);
    startDatabase(port);
  }

  void killDatabase(Duration time) throws Exception {
    int port = postgres.port();
    ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
    List<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    server.onExit().get(20, TimeUnit.SECONDS);
    // There is nothing left to stop, but it would keep its hand on the folder.
    postgres.close();
    Thread.sleep(time);
    startDatabase(port);
  }

  private void startDatabase(int port) {
    postgres = EmbeddedPostgres.durable(folder.resolve("postgresql"), port, log("postgresql"));
  }

  /** The broker's URI, whatever happens to the line. */
  String broker() {
    return broker.uri();
  }

  /** Resets all connections to the broker, or to the databases; new ones work. */
  void interruptLine(boolean toBroker) {
    line(toBroker).interrupt();
  }

  /** Lets nobody reach the broker, or the databases, for a while. */
  void cutLine(boolean toBroker, Duration time) throws InterruptedException {
    line(toBroker).cut();
    Thread.sleep(time);
    line(toBroker).mend();
  }

  /** Lets nothing through for a while; nobody is told, as when a network dies. */
  void silenceLine(boolean toBroker, Duration time) throws InterruptedException {
    line(toBroker).fallSilent();
    Thread.sleep(time);
    // What was swallowed is missing on these connections.
    line(toBroker).interrupt();
    line(toBroker).mend();
  }

  private TcpLine line(boolean toBroker) {
    return toBroker ? brokerLine : databaseLine;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    List.copyOf(programs.values()).forEach(it -> it.awaitEnd(Duration.ZERO));
    brokerLine.close();
    databaseLine.close();
    issuer.close();
    broker.close();
    postgres.close();
  }
}
