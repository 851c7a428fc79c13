package io.motorpool.local;

import io.motorpool.liquibase.Database;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the platform is made of, in the order it is started and shown. No port is from the range of
 * outgoing connections (from 32768 on): there anybody's connection, or RabbitMQ's own tools, may be
 * in the way.
 */
public enum Part {
  POSTGRESQL(18432),
  BROKER(18672),
  ISSUER(8090),
  CUSTOMER(8081),
  VEHICLE(8082),
  RESERVATION(8083),
  BILLING(8084),
  NOTIFICATION(8085),
  ANALYTICS(8086),
  GATEWAY(8080);

  private final int defaultPort;

  Part(int defaultPort) {
    this.defaultPort = defaultPort;
  }

  /** The six services. */
  public static List<Part> services() {
    return Stream.of(values()).filter(Part::isService).toList();
  }

  /** The services and the gateway: what runs as a process of its own from a jar of its own. */
  public static List<Part> programs() {
    return Stream.of(values()).filter(it -> it.isService() || it == GATEWAY).toList();
  }

  /** The part's name as it is printed, {@code vehicle}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The port of the part unless another is asked for. */
  public int defaultPort() {
    return defaultPort;
  }

  /** The environment variable that moves the part to another port. */
  public String portVariable() {
    return "MOTORPOOL_%s_PORT".formatted(name());
  }

  /** Whether this is one of the six services, which each have a database of the same name. */
  public boolean isService() {
    return Stream.of(Database.values()).anyMatch(it -> it.name().equals(name()));
  }

  /** The links to the broker that this part shows in its health, by their names there. */
  List<String> brokerLinks() {
    return switch (this) {
      case CUSTOMER, RESERVATION, BILLING -> List.of("consume", "publish");
      case VEHICLE, NOTIFICATION, ANALYTICS -> List.of("consume");
      default -> List.of();
    };
  }

  Database database() {
    return Database.valueOf(name());
  }
}
