package io.motorpool.local;

import io.motorpool.embedded.EmbeddedBroker;
import io.motorpool.embedded.FreePorts;
import io.motorpool.liquibase.DatabaseException;
import io.motorpool.liquibase.DatabaseServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform is started with.
 *
 * @param home the repository's root, where the built programs are
 * @param data the folder of everything that is kept, logs included
 * @param ports the port of every part
 * @param postgresql a PostgreSQL server to use instead of starting one
 * @param broker a RabbitMQ to use instead of starting a broker, with its virtual host
 * @param queueType the type of the queues the services declare, {@code quorum} or {@code classic}
 * @param environment what else the programs are to see
 */
public record Settings(
    Path home,
    Path data,
    Map<Part, Integer> ports,
    Optional<DatabaseServer> postgresql,
    Optional<URI> broker,
    String queueType,
    Map<String, String> environment) {

  private static final String ISSUER = "MOTORPOOL_IDENTITY_ISSUER";
  private static final String KEYS = "MOTORPOOL_IDENTITY_KEYS";

  /**
   * Reads the settings.
   *
   * @param home the repository's root
   * @param environment the variables, see {@code ./run help}
   * @param flags {@code --postgresql=} and {@code --broker=}, which go before the variables
   * @throws LaunchException when a value makes no sense, in one line
   */
  public static Settings from(Path home, Map<String, String> environment, List<String> flags) {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      ports.put(part, port(part, environment));
    }
    Optional<DatabaseServer> postgresql =
        flag("--postgresql=", flags)
            .or(() -> value("MOTORPOOL_POSTGRESQL_URL", environment))
            .map(url -> server(url, environment));
    Optional<URI> broker =
        flag("--broker=", flags)
            .or(() -> value("MOTORPOOL_BROKER_URI", environment))
            .map(Settings::brokerUri);
    if (value(ISSUER, environment).isPresent() != value(KEYS, environment).isPresent()) {
      throw new LaunchException(
          "%s and %s go together: who issues the tokens, and where the keys are"
              .formatted(ISSUER, KEYS));
    }
    return new Settings(
        home.toAbsolutePath().normalize(),
        value("MOTORPOOL_DATA", environment)
            .map(Path::of)
            .orElse(home.resolve(".motorpool"))
            .toAbsolutePath()
            .normalize(),
        ports,
        postgresql,
        broker,
        value("MOTORPOOL_BROKER_QUEUE_TYPE", environment)
            .orElse(broker.isPresent() ? "quorum" : "classic"),
        environment);
  }

  /** The same on ports that are free now, so that it can run beside another one. */
  public Settings onFreePorts() {
    Map<Part, Integer> free = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      free.put(part, FreePorts.next());
    }
    return new Settings(home, data, free, postgresql, broker, queueType, environment);
  }

  /** The port of a part. */
  public int port(Part part) {
    return ports.get(part);
  }

  /** Where a program listens. */
  public URI uri(Part part) {
    return URI.create("http://127.0.0.1:" + port(part));
  }

  /**
   * Where a service finds the broker, ours or a given one; {@code MOTORPOOL_CUSTOMER_BROKER_URI}
   * and so on say so for a single one, which then has a user of its own.
   */
  public URI brokerUri(Part service) {
    return value("MOTORPOOL_%s_BROKER_URI".formatted(service.name()), environment)
        .map(Settings::brokerUri)
        .or(() -> broker)
        .orElseGet(
            () ->
                URI.create(
                    "amqp://%1$s:%1$s@127.0.0.1:%2$d/"
                        .formatted(EmbeddedBroker.USER, port(Part.BROKER))));
  }

  /** The issuer of tokens to believe instead of the one for development, if one is given. */
  public Optional<String> issuer() {
    return value(ISSUER, environment);
  }

  /** Whether a part is started here; a database server, broker or issuer that is given is not. */
  public boolean starts(Part part) {
    return switch (part) {
      case POSTGRESQL -> postgresql.isEmpty();
      case BROKER -> broker.isEmpty();
      case ISSUER -> issuer().isEmpty();
      default -> true;
    };
  }

  Path log(Part part) {
    return data.resolve("logs").resolve(part.label() + ".log");
  }

  private static int port(Part part, Map<String, String> environment) {
    Optional<String> value = value(part.portVariable(), environment);
    try {
      int port = value.map(Integer::parseInt).orElse(part.defaultPort());
      if (port > 0 && port < 65536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Answered below, with the same words as a number that is too large.
    }
    throw new LaunchException(
        "%s is '%s', which is no port".formatted(part.portVariable(), value.orElse("")));
  }

  private static DatabaseServer server(String url, Map<String, String> environment) {
    try {
      return new DatabaseServer(
          url,
          value("MOTORPOOL_POSTGRESQL_USER", environment).orElse("postgres"),
          value("MOTORPOOL_POSTGRESQL_PASSWORD", environment).orElse("postgres"));
    } catch (DatabaseException e) {
      throw new LaunchException(e.getMessage(), e);
    }
  }

  private static URI brokerUri(String text) {
    try {
      URI uri = URI.create(text);
      if (("amqp".equals(uri.getScheme()) || "amqps".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Answered below.
    }
    throw new LaunchException(
        "'%s' is no broker: expected amqp://<user>:<password>@<host>:<port>/<virtual host>"
            .formatted(text));
  }

  private static Optional<String> flag(String name, List<String> flags) {
    return flags.stream()
        .filter(it -> it.startsWith(name))
        .map(it -> it.substring(name.length()))
        .reduce((earlier, later) -> later);
  }

  private static Optional<String> value(String variable, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(variable)).filter(it -> !it.isBlank());
  }
}
