package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.Config;

/** Where the broker is and how patiently to talk to it: the keys {@code motorpool.broker.*}. */
final class BrokerSettings {

  private static final String URI_KEY = "motorpool.broker.uri";

  private final String uri;
  private final Encryption encryption;
  private final boolean quorumQueues;
  private final Optional<String> ownPart;
  private final String clientName;
  private final Duration connectTimeout;
  private final Duration heartbeat;
  private final Duration retryMin;
  private final Duration retryMax;
  private final Duration drainTimeout;
  private final Duration checkInterval;

  /**
   * @throws IllegalArgumentException if a value cannot be used; the message never holds the URI
   */
  BrokerSettings(Config config) {
    this.uri = config.getOptionalValue(URI_KEY, String.class).orElse("amqp://127.0.0.1:5672/");
    this.encryption =
        new Encryption(
            config
                .getOptionalValue(Encryption.AUTHORITY_KEY, String.class)
                .filter(file -> !file.isBlank())
                .map(Path::of));
    this.quorumQueues = quorumQueues(config);
    this.ownPart = ownPart(config);
    this.clientName =
        config
            .getOptionalValue("motorpool.broker.client-name", String.class)
            .or(() -> config.getOptionalValue("motorpool.service", String.class))
            .orElse("motorpool");
    this.connectTimeout = duration(config, "connect-timeout", Duration.ofSeconds(5));
    this.heartbeat = duration(config, "heartbeat", Duration.ofSeconds(10));
    this.retryMin = duration(config, "retry-min", Duration.ofMillis(200));
    this.retryMax = duration(config, "retry-max", Duration.ofSeconds(10));
    this.drainTimeout = duration(config, "drain-timeout", Duration.ofSeconds(10));
    this.checkInterval = duration(config, "check-interval", Duration.ofSeconds(10));
    if (parse(new ConnectionFactory()).isSSL()) {
      encryption.context();
    }
  }

  private static boolean quorumQueues(Config config) {
    String type =
        config
            .getOptionalValue("motorpool.broker.queue-type", String.class)
            .orElse("quorum")
            .toLowerCase(Locale.ROOT);
    return switch (type) {
      case "quorum" -> true;
      case "classic" -> false;
      default ->
          throw new IllegalArgumentException(
              "motorpool.broker.queue-type is quorum or classic, not " + type);
    };
  }

  private static Optional<String> ownPart(Config config) {
    String permissions =
        config
            .getOptionalValue("motorpool.broker.permissions", String.class)
            .orElse("all")
            .toLowerCase(Locale.ROOT);
    return switch (permissions) {
      case "all" -> Optional.empty();
      case "own" -> Optional.of(config.getValue("motorpool.service", String.class));
      default ->
          throw new IllegalArgumentException(
              "motorpool.broker.permissions is all or own, not " + permissions);
    };
  }

  private static Duration duration(Config config, String key, Duration fallback) {
    Duration value =
        config.getOptionalValue("motorpool.broker." + key, Duration.class).orElse(fallback);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("motorpool.broker." + key + " is not above zero");
    }
    return value;
  }

  /** A factory for connections that do not recover by themselves: {@link BrokerLink} does that. */
  ConnectionFactory connectionFactory(ExecutorService callbacks) {
    ConnectionFactory factory = parse(new ConnectionFactory());
    if (factory.isSSL()) {
      // The URI alone would leave to the client what is believed, which has trusted anybody before.
      factory.useSslProtocol(encryption.context());
      factory.enableHostnameVerification();
    }
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout(Math.toIntExact(connectTimeout.toMillis()));
    factory.setHandshakeTimeout(Math.toIntExact(connectTimeout.toMillis()));
    factory.setChannelRpcTimeout(Math.toIntExact(connectTimeout.toMillis()));
    factory.setRequestedHeartbeat(Math.toIntExact(Math.max(1, heartbeat.toSeconds())));
    factory.setSharedExecutor(callbacks);
    factory.setThreadFactory(
        task -> Thread.ofPlatform().name("amqp-connection").daemon().unstarted(task));
    return factory;
  }

  private ConnectionFactory parse(ConnectionFactory factory) {
    try {
      factory.setUri(uri);
      if (factory.getVirtualHost().isEmpty()) {
        // By the letter a final slash names the host "", but whoever writes it means the default.
        factory.setVirtualHost(ConnectionFactory.DEFAULT_VHOST);
      }
      return factory;
    } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException e) {
      // Without the cause, whose message repeats the URI and with it the password.
      throw new IllegalArgumentException(
          URI_KEY + " is not a usable AMQP URI (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** What a queue is declared with. */
  Map<String, Object> queueArguments() {
    // A broker without quorum queues closes the connection on arguments it does not know.
    return quorumQueues ? Map.of("x-queue-type", "quorum") : Map.of();
  }

  /**
   * The exchange that this service publishes to, where the broker lets it publish to no other; its
   * events go on to the exchange of all.
   *
   * @param exchange the exchange of all
   */
  Optional<String> ownExchange(String exchange) {
    return ownPart.map(service -> exchange + "." + service);
  }

  String clientName() {
    return clientName;
  }

  /** How often to look whether what seems to work does. */
  Duration checkInterval() {
    return checkInterval;
  }

  Backoff backoff() {
    return new Backoff(retryMin, retryMax);
  }

  /** How long to wait for running handlers and outstanding confirms when the service stops. */
  Duration drainTimeout() {
    return drainTimeout;
  }

  /** The text of a failure, fit for a log: without the credentials of the URI. */
  String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 4; depth++, cause = cause.getCause()) {
      if (depth > 0) {
        text.append(": ");
      }
      text.append(cause.getClass().getSimpleName());
      if (cause.getMessage() != null) {
        text.append(" (").append(cause.getMessage()).append(')');
      }
    }
    return redact(text.toString());
  }

  private String redact(String text) {
    String userInfo = URI.create(uri).getRawUserInfo();
    String redacted = userInfo == null ? text : text.replace(userInfo, "***");
    return redacted.replaceAll("//[^/@\\s]*@", "//***@");
  }

  /** Host, port and virtual host, for people. */
  @Override
  public String toString() {
    ConnectionFactory factory = parse(new ConnectionFactory());
    return factory.getHost() + ":" + factory.getPort() + " " + factory.getVirtualHost();
  }
}
