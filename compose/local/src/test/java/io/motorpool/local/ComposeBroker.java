package io.motorpool.local;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.motorpool.embedded.RabbitMqServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * A real RabbitMQ with the configuration and the definitions that compose.yaml gives to its own,
 * for which services have the users that they have there; and with one more virtual host.
 */
final class ComposeBroker implements AutoCloseable {

  /** A virtual host that is not Motorpool's. */
  static final String OTHER = "other";

  private static final String DEFINITIONS = "/etc/rabbitmq/motorpool.json";

  private final ComposeFile compose = ComposeFile.read();
  private final RabbitMqServer server;

  private ComposeBroker(Path folder) {
    Path definitions = folder.resolve("definitions.json");
    String configuration = compose.config("rabbitmq-conf");
    if (!configuration.contains(DEFINITIONS)) {
      throw new IllegalStateException("compose.yaml loads no " + DEFINITIONS);
    }
    try {
      Files.writeString(
          definitions,
          compose
              .config("rabbitmq-definitions")
              .replace("\"vhosts\": [", "\"vhosts\": [{\"name\": \"" + OTHER + "\"}, "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = RabbitMqServer.start(configuration.replace(DEFINITIONS, definitions.toString()));
  }

  /**
   * Starts it; without a RabbitMQ the test is skipped, or fails in CI.
   *
   * @param folder where the definitions are kept
   */
  static ComposeBroker start(Path folder) {
    if (!RabbitMqServer.isInstalled()) {
      RabbitMqServer.sayThatItIsMissing();
      Assumptions.abort("no RabbitMQ");
    }
    return new ComposeBroker(folder);
  }

  /** What a service connects with. */
  URI uri(Part service) {
    return here(compose.environment(service.label()).get("MOTORPOOL_BROKER_URI"));
  }

  /** What the administrator could connect with. */
  URI administrator() {
    return here(
        "amqp://admin:%s@rabbitmq:5672/motorpool"
            .formatted(ComposeFile.secret("MOTORPOOL_BROKER_ADMIN_PASSWORD")));
  }

  /** What nobody can connect with. */
  URI stranger() {
    return here("amqp://stranger:stranger@rabbitmq:5672/motorpool");
  }

  /** Opens a connection with the user that a URI names. */
  Connection connect(URI uri) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }

  private URI here(String uri) {
    return URI.create(uri.replace("@rabbitmq:5672/", "@127.0.0.1:" + server.port() + "/"));
  }

  @Override
  public void close() {
    server.close();
  }
}
