package io.motorpool.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.AbstractSystemConfig;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.port.AmqpPort;

/**
 * An AMQP 0-9-1 broker (Apache Qpid Broker-J) inside this JVM, on the loopback address.
 *
 * <p>It understands what a service sends to RabbitMQ, except for quorum queues: a queue is declared
 * without {@code x-queue-type}. A broker can be started again on the port of one that was closed.
 */
public final class EmbeddedBroker implements AutoCloseable {

  /** The only user, and the user's password. */
  public static final String USER = "motorpool";

  static {
    QuietLogs.apply();
  }

  private final SystemLauncher launcher;
  private final int port;

  private EmbeddedBroker(SystemLauncher launcher, int port) {
    this.launcher = launcher;
    this.port = port;
  }

  /** Starts a broker on a free port that forgets everything when it is closed. */
  public static EmbeddedBroker inMemory() {
    return inMemory(0);
  }

  /**
   * Starts a broker that forgets everything when it is closed.
   *
   * @param port the port to listen on, 0 for a free one
   */
  public static EmbeddedBroker inMemory(int port) {
    return start(port, "Memory", "Memory", Path.of(""));
  }

  /**
   * Starts a broker whose durable exchanges and queues, and the persistent messages in them, are
   * there again when a broker is started on the same folder. Needs {@code
   * qpid-broker-plugins-derby-store} on the class path, which this module does not pass on.
   *
   * @param folder the folder of the store, created if need be
   * @param port the port to listen on, 0 for a free one
   */
  public static EmbeddedBroker durable(Path folder, int port) {
    return start(port, "DERBY", "ProvidedStore", folder);
  }

  private static EmbeddedBroker start(int port, String node, String virtualHost, Path folder) {
    Container container = new Container();
    SystemLauncher launcher = new SystemLauncher(container);
    try {
      Path configuration = configuration(node, virtualHost);
      try {
        launcher.startup(
            Map.of(
                "type",
                "Memory",
                "initialConfigurationLocation",
                configuration.toUri().toString(),
                "startupLoggedToSystemOut",
                false,
                "context",
                Map.of(
                    "motorpool.user",
                    USER,
                    "motorpool.port",
                    Integer.toString(port),
                    "motorpool.folder",
                    folder.toString())));
        container.refuseToHaveFailed();
        container.leaveTheStopToUs();
        return new EmbeddedBroker(launcher, container.boundPort());
      } finally {
        Files.delete(configuration);
      }
    } catch (Exception e) {
      launcher.shutdown();
      throw new IllegalStateException("The embedded broker did not start on port " + port, e);
    }
  }

  // The broker fills in variables everywhere but in types.
  private static Path configuration(String node, String virtualHost) throws IOException {
    try (InputStream template = EmbeddedBroker.class.getResourceAsStream("broker.json")) {
      String text =
          new String(template.readAllBytes(), StandardCharsets.UTF_8)
              .replace("${motorpool.node}", node)
              .replace("${motorpool.virtual-host}", virtualHost);
      return Files.writeString(Files.createTempFile("motorpool-broker", ".json"), text);
    }
  }

  /** The broker's port on the loopback address. */
  public int port() {
    return port;
  }

  /** Where clients connect, {@code amqp://motorpool:motorpool@127.0.0.1:18672/} for example. */
  public URI uri() {
    return URI.create("amqp://%s:%s@127.0.0.1:%d/".formatted(USER, USER, port));
  }

  /** Stops the broker and closes every connection; the port is free again. */
  @Override
  public void close() {
    launcher.shutdown();
  }

  /** Remembers what was started, because the launcher does not tell. */
  private static final class Container extends DefaultSystemLauncherListener {

    private SystemConfig<?> system;
    private RuntimeException error;

    @Override
    public void onContainerResolve(SystemConfig<?> resolved) {
      system = resolved;
    }

    @Override
    public void errorOnStartup(RuntimeException thrown) {
      error = thrown;
    }

    // With the JVM the broker would stop by itself, before those who still talk to it.
    void leaveTheStopToUs() {
      try {
        Field hook = AbstractSystemConfig.class.getDeclaredField("_shutdownHook");
        hook.setAccessible(true);
        Runtime.getRuntime().removeShutdownHook((Thread) hook.get(system));
      } catch (ReflectiveOperationException | IllegalStateException e) {
        // Then it stops early, which loses nothing.
      }
    }

    void refuseToHaveFailed() {
      if (error != null) {
        throw error;
      }
    }

    int boundPort() {
      Broker<?> broker = system.getContainer(Broker.class);
      // A store that does not open stops the broker no more than it is of any use.
      broker.getVirtualHostNodes().stream()
          .filter(
              it -> it.getState() != State.ACTIVE || it.getVirtualHost().getState() != State.ACTIVE)
          .findFirst()
          .ifPresent(
              it -> {
                throw new IllegalStateException("The broker's store does not open");
              });
      return broker.getPorts().stream()
          .filter(AmqpPort.class::isInstance)
          .mapToInt(it -> ((AmqpPort<?>) it).getBoundPort())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("The embedded broker has no port"));
    }
  }
}
