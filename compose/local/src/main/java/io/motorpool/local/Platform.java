package io.motorpool.local;

import io.motorpool.embedded.DevelopmentIssuer;
import io.motorpool.embedded.EmbeddedBroker;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.embedded.Role;
import io.motorpool.liquibase.Database;
import io.motorpool.liquibase.DatabaseException;
import io.motorpool.liquibase.DatabaseProvisioner;
import io.motorpool.liquibase.DatabaseServer;
import io.motorpool.liquibase.Migrator;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The whole platform, running: database server, broker and issuer, six services and the gateway.
 *
 * <p>{@link #start} begins its life; it ends with {@link #close}, which leaves no process behind,
 * whether everything had come up by then or not. In between single parts may be ended and started
 * again.
 */
public final class Platform implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
  // A service tries again with pauses of seconds; a wrong password is the same after each.
  private static final Duration BROKER_LIMIT = Duration.ofSeconds(45);
  private static final Duration INSIDE_STOP_LIMIT = Duration.ofSeconds(70);

  private final Settings settings;
  private final PrintStream out;
  private final DataFolder folder;
  private final Ledger ledger;
  private final Watchdog watchdog;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Part, Program> programs = new EnumMap<>(Part.class);
  private final Map<Part, CompletableFuture<? extends AutoCloseable>> inside =
      new EnumMap<>(Part.class);
  private final CompletableFuture<String> death = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean closing;

  private Platform(Settings settings, PrintStream out, DataFolder folder) {
    this.settings = settings;
    this.out = out;
    this.folder = folder;
    this.ledger = new Ledger(folder.resolve("processes"));
    Programs.check(settings);
    this.ledger.clear();
    Ports.check(settings);
    this.watchdog = Watchdog.start();
  }

  /**
   * Looks whether everything can be started, and takes the data folder. Nothing runs yet, so that
   * the caller can see to it that {@link #close} is called in any case.
   *
   * @param settings what to start, and where
   * @param out gets a line for each part as it comes up
   * @throws LaunchException in a line for each port that is taken, or when the platform runs
   *     already
   */
  public static Platform prepare(Settings settings, PrintStream out) {
    DataFolder folder = DataFolder.take(settings.data());
    try {
      return new Platform(settings, out, folder);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Prepares and starts a platform in one step.
   *
   * @throws LaunchException when a part does not come up; nothing is left behind
   */
  public static Platform start(Settings settings, PrintStream out) {
    Platform platform = prepare(settings, out);
    try {
      platform.start();
      return platform;
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  /**
   * Starts every part, and returns when all are ready: requests are answered, and every event that
   * is published from then on finds its queues.
   *
   * @throws LaunchException when one does not come up, in one line
   */
  public void start() {
    startWith(Part.programs());
  }

  /** The same with some of the programs only, where the others are not needed. */
  void startWith(List<Part> parts) {
    settings.broker().ifPresent(Ports::checkAnswer);
    if (settings.starts(Part.POSTGRESQL)) {
      startInside(Part.POSTGRESQL, this::startPostgres);
    }
    if (settings.starts(Part.BROKER)) {
      startInside(Part.BROKER, this::startBroker);
    }
    if (settings.starts(Part.ISSUER)) {
      startInside(Part.ISSUER, () -> DevelopmentIssuer.start(settings.port(Part.ISSUER)));
    }
    if (settings.starts(Part.POSTGRESQL)) {
      join(inside.get(Part.POSTGRESQL));
    }
    migrate();
    inside.values().forEach(Platform::join);
    start(parts);
    folder.announce(settings);
  }

  private EmbeddedPostgres startPostgres() {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.durable(
            folder.resolve("postgresql"),
            settings.port(Part.POSTGRESQL),
            settings.log(Part.POSTGRESQL));
    watchdog.watchServer(postgres.pid());
    ProcessHandle.of(postgres.pid())
        .ifPresent(
            it ->
                it.onExit()
                    .thenRun(
                        () ->
                            died(
                                "The postgresql has ended unexpectedly, see "
                                    + settings.log(Part.POSTGRESQL))));
    return postgres;
  }

  private EmbeddedBroker startBroker() {
    return EmbeddedBroker.durable(folder.resolve("broker"), settings.port(Part.BROKER));
  }

  private <T extends AutoCloseable> void startInside(Part part, Supplier<T> starting) {
    long startedAt = System.nanoTime();
    synchronized (this) {
      refuseWhenClosing();
      inside.put(
          part,
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  T started = starting.get();
                  printReady(part, Duration.ofNanos(System.nanoTime() - startedAt));
                  return started;
                } catch (RuntimeException e) {
                  throw new LaunchException(
                      "The %s did not start: %s".formatted(part.label(), rootMessage(e)), e);
                }
              },
              threads));
    }
  }

  private void migrate() {
    DatabaseServer server = postgresql();
    DatabaseProvisioner provisioner = new DatabaseProvisioner(server, programs().passwords());
    Migrator migrator = new Migrator(server, programs().passwords());
    long startedAt = System.nanoTime();
    int applied = 0;
    try {
      for (Database database : Database.values()) {
        provisioner.provision(database);
        applied += migrator.migrate(database);
      }
    } catch (DatabaseException e) {
      throw new LaunchException(e.getMessage(), e);
    }
    print(
        "databases",
        Duration.ofNanos(System.nanoTime() - startedAt),
        applied == 0 ? "up to date" : applied + " changes applied");
  }

  /** Starts programs and waits until all of them are ready and connected to the broker. */
  private void start(List<Part> parts) {
    Programs programsKnown = programs();
    List<CompletableFuture<Void>> ready = new ArrayList<>();
    for (Part part : parts) {
      List<String> command = programsKnown.command(part);
      Map<String, String> environment = programsKnown.environment(part);
      Program program;
      synchronized (this) {
        refuseWhenClosing();
        program = Program.start(part, command, environment, settings.log(part));
        watchdog.watchProgram(program.pid());
        ledger.add(program.handle());
        programs.put(part, program);
      }
      program.onExit().thenAccept(this::ended);
      ready.add(CompletableFuture.runAsync(() -> awaitReady(program), threads));
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new));
    // The first that fails is told of at once, not after the slowest of the others.
    ready.forEach(
        it ->
            it.exceptionally(
                e -> {
                  all.completeExceptionally(e);
                  return null;
                }));
    join(all);
    synchronized (this) {
      refuseWhenClosing();
    }
  }

  private void awaitReady(Program program) {
    try {
      Duration time =
          program.awaitReady(
              client, settings.uri(program.part()).resolve("/health/ready"), BROKER_LIMIT);
      printReady(program.part(), time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("Motorpool is being stopped", e);
    }
  }

  private synchronized void ended(Program program) {
    watchdog.forget(program.pid());
    ledger.remove(program.pid());
    if (programs.remove(program.part(), program)) {
      died(program.obituary());
    }
  }

  private synchronized void died(String obituary) {
    if (!closing) {
      death.complete(obituary);
    }
  }

  /**
   * Waits as long as every part lives.
   *
   * @return what is to be said of the part that ended, in one line
   */
  public String awaitDeath() {
    return death.join();
  }

  /** Whether {@link #close} has been called: what fails from then on is no news. */
  public synchronized boolean isClosing() {
    return closing;
  }

  /** Where a program listens. */
  public URI uri(Part part) {
    return settings.uri(part);
  }

  /** What it was started with. */
  public Settings settings() {
    return settings;
  }

  /** The database server and its administrator, ours or a given one. */
  public DatabaseServer postgresql() {
    return settings
        .postgresql()
        .orElseGet(() -> ((EmbeddedPostgres) join(inside.get(Part.POSTGRESQL))).asAdministrator());
  }

  /** What the gateway serves, to somebody with a role; not where another issuer is given. */
  Api api(Role role) {
    return new Api(uri(Part.GATEWAY), Bearer.of(settings.port(Part.ISSUER), role));
  }

  /** Issues a token; not where another issuer is given. */
  public String token(Role role, String subject) {
    return ((DevelopmentIssuer) join(inside.get(Part.ISSUER))).token(role, subject);
  }

  /**
   * Ends a program, or the broker, without the platform taking it for a failure.
   *
   * @param part a service, the gateway, or the broker that was started here
   */
  public void end(Part part) {
    if (part == Part.BROKER) {
      CompletableFuture<? extends AutoCloseable> broker;
      synchronized (this) {
        broker = inside.remove(part);
      }
      closeInside(broker);
    } else {
      Program program;
      synchronized (this) {
        program = programs.remove(part);
      }
      program.stop();
      program.awaitEnd(STOP_LIMIT);
    }
  }

  /** Ends a program at once, as a failing machine would. */
  public void kill(Part part) {
    Program program;
    synchronized (this) {
      program = programs.remove(part);
    }
    program.awaitEnd(Duration.ZERO);
  }

  /** Starts a part again that was ended, and waits until it is ready. */
  public void start(Part part) {
    if (part == Part.BROKER) {
      startInside(part, this::startBroker);
      join(inside.get(part));
    } else {
      start(List.of(part));
    }
  }

  /**
   * Stops every part: first the gateway, then the services, then what they need. May be called at
   * any time, from any thread, and more than once.
   */
  @Override
  public void close() {
    // Held to the end: whoever calls second has to wait too, or the JVM would go away meanwhile.
    synchronized (closed) {
      if (!closed.getAndSet(true)) {
        stop();
      }
    }
  }

  private void stop() {
    Program gateway;
    List<Program> services;
    Map<Part, CompletableFuture<? extends AutoCloseable>> started;
    synchronized (this) {
      closing = true;
      gateway = programs.remove(Part.GATEWAY);
      services = List.copyOf(programs.values());
      programs.clear();
      started = new EnumMap<>(inside);
    }
    if (gateway != null) {
      gateway.stop();
      gateway.awaitEnd(STOP_LIMIT);
    }
    services.forEach(Program::stop);
    services.forEach(it -> it.awaitEnd(STOP_LIMIT));
    closeInside(started.get(Part.ISSUER));
    closeInside(started.get(Part.BROKER));
    if (closeInside(started.get(Part.POSTGRESQL))) {
      watchdog.allGone();
    }
    watchdog.close();
    threads.shutdownNow();
    client.shutdownNow();
    folder.close();
  }

  // A part that is only just starting is waited for: it could not be stopped otherwise.
  private static boolean closeInside(CompletableFuture<? extends AutoCloseable> part) {
    if (part == null) {
      return true;
    }
    try {
      part.thenAccept(Platform::closeQuietly)
          .get(INSIDE_STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      // Never started, or will not stop: it ends with this JVM, or the watchdog ends it.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private Programs programs() {
    return new Programs(settings, postgresql());
  }

  private void refuseWhenClosing() {
    if (closing) {
      throw new LaunchException("Motorpool is being stopped");
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LaunchException known) {
        throw known;
      }
      throw e;
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
  }

  private void printReady(Part part, Duration time) {
    print(part.label(), time, "127.0.0.1:" + settings.port(part));
  }

  private synchronized void print(String what, Duration time, String more) {
    if (!closing) {
      out.printf(Locale.ROOT, "  %-13s %5.1f s  %s%n", what, time.toMillis() / 1000.0, more);
    }
  }
}
