package io.motorpool.local;

import io.motorpool.embedded.DevelopmentIssuer;
import io.motorpool.liquibase.DatabaseServer;
import io.motorpool.liquibase.Passwords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Knows how each program is started: its command, and the variables it finds its neighbours by. */
final class Programs {

  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  // Ten JVMs on one machine: small heaps, and a compiler that is quick rather than thorough.
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx112m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Settings settings;
  private final DatabaseServer postgresql;

  Programs(Settings settings, DatabaseServer postgresql) {
    this.settings = settings;
    this.postgresql = postgresql;
  }

  /**
   * The command that starts a program.
   *
   * @throws LaunchException when it has not been built
   */
  List<String> command(Part part) {
    return java.util.stream.Stream.of(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            JVM_OPTIONS,
            List.of("-jar", jar(settings, part).toString()))
        .flatMap(List::stream)
        .toList();
  }

  /** The variables a program is started with, on top of those of this process. */
  Map<String, String> environment(Part part) {
    Map<String, String> variables = new TreeMap<>(settings.environment());
    variables.put("MOTORPOOL_HOST", "127.0.0.1");
    variables.put("MOTORPOOL_PORT", Integer.toString(settings.port(part)));
    // A given issuer is in the settings' environment already.
    if (settings.starts(Part.ISSUER)) {
      int issuer = settings.port(Part.ISSUER);
      variables.put("MOTORPOOL_IDENTITY_ISSUER", DevelopmentIssuer.issuer(issuer).toString());
      variables.put("MOTORPOOL_IDENTITY_KEYS", DevelopmentIssuer.keys(issuer).toString());
      variables.put("MOTORPOOL_IDENTITY_AUDIENCE", DevelopmentIssuer.AUDIENCE);
    }
    if (part.isService()) {
      variables.put("MOTORPOOL_DATABASE_URL", postgresql.urlOf(part.database()));
      variables.put("MOTORPOOL_DATABASE_USER", part.database().user());
      variables.put("MOTORPOOL_DATABASE_PASSWORD", passwords().ofUser(part.database()));
      variables.put("MOTORPOOL_BROKER_URI", settings.brokerUri(part).toString());
      variables.put("MOTORPOOL_BROKER_QUEUE_TYPE", settings.queueType());
      // There is no other replica to send requests to, and the gateway stops first.
      variables.putIfAbsent("MOTORPOOL_STOP_DRAIN", "PT0S");
    }
    if (part == Part.CUSTOMER) {
      variables.put("MOTORPOOL_RESERVATION_URL", settings.uri(Part.RESERVATION).toString());
      variables.put("MOTORPOOL_BILLING_URL", settings.uri(Part.BILLING).toString());
      variables.put("MOTORPOOL_NOTIFICATION_URL", settings.uri(Part.NOTIFICATION).toString());
    }
    if (part == Part.RESERVATION) {
      variables.put("MOTORPOOL_CUSTOMER_URL", settings.uri(Part.CUSTOMER).toString());
      variables.put("MOTORPOOL_VEHICLE_URL", settings.uri(Part.VEHICLE).toString());
    }
    if (part == Part.ANALYTICS) {
      variables.put("MOTORPOOL_VEHICLE_URL", settings.uri(Part.VEHICLE).toString());
    }
    if (part == Part.GATEWAY) {
      // It listens on this machine only, and is asked from here whether it is ready. Empty, as what
      // is left out is what this process has.
      variables.put("MOTORPOOL_TLS_CERTIFICATE", "");
      variables.put("MOTORPOOL_TLS_KEY", "");
      for (Part service : Part.services()) {
        variables.put(
            "MOTORPOOL_%s_URL".formatted(service.name()), settings.uri(service).toString());
      }
      // The Swagger UIs of the services, whose "try it out" goes through the gateway.
      variables.put(
          "MOTORPOOL_ALLOWED_ORIGINS",
          Part.services().stream()
              .map(settings::port)
              .map(port -> "http://localhost:%1$d,http://127.0.0.1:%1$d".formatted(port))
              .collect(Collectors.joining(",")));
    }
    return variables;
  }

  Passwords passwords() {
    return Passwords.from(settings.environment(), postgresql);
  }

  /**
   * Looks whether every program is there to be started.
   *
   * @throws LaunchException when one has not been built
   */
  static void check(Settings settings) {
    Part.programs().forEach(it -> jar(settings, it));
  }

  private static Path jar(Settings settings, Part part) {
    String folder = part == Part.GATEWAY ? "gateway" : "services/" + part.label();
    Path jar =
        settings
            .home()
            .resolve(folder)
            .resolve("target/motorpool-%s-%s.jar".formatted(part.label(), version(settings)));
    if (!Files.isRegularFile(jar)) {
      throw new LaunchException(
          "The %s is not built: %s is missing; build it with ./mvnw package"
              .formatted(part.label(), settings.home().relativize(jar)));
    }
    return jar;
  }

  private static String version(Settings settings) {
    try {
      Matcher version = VERSION.matcher(Files.readString(settings.home().resolve("pom.xml")));
      if (version.find()) {
        return version.group(1);
      }
    } catch (IOException e) {
      throw new LaunchException("%s is not the repository".formatted(settings.home()), e);
    }
    throw new LaunchException("%s/pom.xml has no version".formatted(settings.home()));
  }
}
