package io.motorpool.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real RabbitMQ of the test's own, as a process with its data in a temporary folder: it can be
 * stopped, killed and started again with what it had kept. The only part here that must be
 * installed: it needs the server's scripts in Debian's place or where {@code RABBITMQ_HOME} says.
 */
public final class RabbitMqServer implements AutoCloseable {

  private static final int METHOD_FRAME = 1;

  /** As in production: what is longer is no event, and is not to fill a consumer's memory. */
  private static final int LONGEST_MESSAGE = 1 << 20;

  /** A node that was killed may take minutes on a busy machine. */
  private static final Duration START = Duration.ofSeconds(180);

  private final Path script;
  private final Path folder;
  private final int port;
  private final int distributionPort;
  private final Thread atExit = new Thread(this::close, "rabbitmq-at-exit");
  private Process process;

  private RabbitMqServer(Path script, List<String> configuration) {
    this.script = script;
    this.port = FreePorts.next();
    this.distributionPort = FreePorts.next();
    try {
      this.folder = Files.createTempDirectory("motorpool-rabbitmq");
      Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
      Files.write(
          folder.resolve("rabbitmq.conf"),
          Stream.concat(Stream.of("max_message_size = " + LONGEST_MESSAGE), configuration.stream())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Whether there is a RabbitMQ on this machine that could be started. */
  public static boolean isInstalled() {
    return script() != null;
  }

  /**
   * What a test without a RabbitMQ does: it is skipped aloud where somebody develops, and fails in
   * CI, which is not to go without.
   *
   * @throws AssertionError in CI
   */
  public static void sayThatItIsMissing() {
    String missing = "There is no RabbitMQ server on this machine (RABBITMQ_HOME)";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError(missing + ", and CI is not to go without");
    }
    System.err.println("*** SKIPPED: " + missing + ", so nothing is tested against it ***");
  }

  /**
   * Starts one on a free port.
   *
   * @throws IllegalStateException if none is installed
   */
  public static RabbitMqServer start() {
    return start(new String[0]);
  }

  /**
   * The same, with settings of its own.
   *
   * @param configuration more lines for its {@code rabbitmq.conf}
   * @throws IllegalStateException if none is installed
   */
  public static RabbitMqServer start(String... configuration) {
    Path script = script();
    if (script == null) {
      throw new IllegalStateException("No RabbitMQ is installed");
    }
    RabbitMqServer server = new RabbitMqServer(script, List.of(configuration));
    server.startAgain();
    return server;
  }

  private static Path script() {
    String home = System.getenv("RABBITMQ_HOME");
    return Stream.of(
            home == null ? null : Path.of(home, "sbin", "rabbitmq-server"),
            Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"))
        .filter(path -> path != null && Files.isExecutable(path))
        .findFirst()
        .orElse(null);
  }

  /** Starts it with the data it has kept, and returns when it takes connections. */
  public void startAgain() {
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("RABBITMQ_NODENAME", "motorpool-" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString()),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("env").toString()),
                Map.entry("RABBITMQ_SCHEMA_DIR", folder.resolve("schema").toString()),
                Map.entry("RABBITMQ_GENERATED_CONFIG_DIR", folder.resolve("config").toString()),
                Map.entry(
                    "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("enabled_plugins").toString()),
                // Two schedulers do for a test, and leave the cores to it.
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 2:2 +sbwt none")));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    try {
      process = builder.start();
      awaitConnection();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitConnection() throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (!takesConnections()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(
            "RabbitMQ did not start: " + Files.readString(folder.resolve("output")));
      }
      pause();
    }
  }

  /** Whether it answers the first bytes of AMQP 0-9-1 with a frame of its own. */
  private boolean takesConnections() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
      return socket.getInputStream().read() == METHOD_FRAME;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The port it listens at, the same after every start. */
  public int port() {
    return port;
  }

  /** The URI of its default virtual host, with the credentials. */
  public String uri() {
    return "amqp://guest:guest@127.0.0.1:" + port;
  }

  /** Stops it as an operator would. */
  public void stop() {
    ProcessTree all = ProcessTree.of(process);
    process.destroy();
    if (!all.end(30)) {
      all.kill(10);
    }
  }

  /** Ends it as a power failure would. */
  public void kill() {
    if (process != null) {
      ProcessTree.of(process).kill(10);
    }
  }

  /** Ends it and deletes its data. */
  @Override
  public void close() {
    kill();
    TemporaryFolder.delete(folder);
  }
}
