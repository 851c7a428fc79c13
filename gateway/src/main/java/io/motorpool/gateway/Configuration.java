package io.motorpool.gateway;

import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the environment says.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any
 * @param certificate what the gateway proves its name with; without it it speaks plain HTTP
 * @param services the replicas of each service
 * @param longestBody the largest request body, in bytes
 * @param requestLimit how long a client may take for the head of a request, and again for its body
 * @param answerLimit how long a service may take before it has to send something
 * @param allowedOrigins the origins whose pages may use the gateway from a browser
 * @param clients who asks, by the word of trusted proxies
 * @param issuer whose tokens are believed
 * @param ratePerAddress how many requests a second may come from an address, 0 for any number
 * @param ratePerCaller how many requests a second a caller with a token may make, 0 for any number
 * @param mostConnections how many connections there may be at one time, 0 for any number
 * @param mostConnectionsPerAddress how many of them may come from an address, 0 for any number
 */
record Configuration(
    String host,
    int port,
    Optional<ServerCertificate> certificate,
    Map<String, List<URI>> services,
    long longestBody,
    Duration requestLimit,
    Duration answerLimit,
    Set<String> allowedOrigins,
    Clients clients,
    Issuer issuer,
    long ratePerAddress,
    long ratePerCaller,
    long mostConnections,
    long mostConnectionsPerAddress) {

  private static final int FIRST_SERVICE_PORT = 8081;

  /**
   * @throws IllegalArgumentException if a variable cannot be used; the message names it
   */
  static Configuration from(Map<String, String> environment) {
    Map<String, List<URI>> services = new HashMap<>();
    for (int i = 0; i < Contracts.SERVICES.size(); i++) {
      String service = Contracts.SERVICES.get(i);
      String variable = "MOTORPOOL_" + service.toUpperCase(Locale.ROOT) + "_URL";
      String urls =
          environment.getOrDefault(variable, "http://127.0.0.1:" + (FIRST_SERVICE_PORT + i));
      services.put(
          service,
          Arrays.stream(urls.split(",")).map(url -> replica(variable, url.strip())).toList());
    }
    return new Configuration(
        environment.getOrDefault("MOTORPOOL_HOST", "127.0.0.1"),
        (int) number(environment, "MOTORPOOL_PORT", 8080, 0, 65_535),
        certificate(environment),
        services,
        number(environment, "MOTORPOOL_MAX_BODY_BYTES", 1_048_576, 0, Integer.MAX_VALUE),
        seconds(environment, "MOTORPOOL_REQUEST_SECONDS", 20),
        seconds(environment, "MOTORPOOL_ANSWER_SECONDS", 15),
        origins(environment.getOrDefault("MOTORPOOL_ALLOWED_ORIGINS", "")),
        proxies(environment.getOrDefault("MOTORPOOL_TRUSTED_PROXIES", "")),
        issuer(environment),
        number(environment, "MOTORPOOL_RATE_PER_ADDRESS", 200, 0, 1_000_000),
        number(environment, "MOTORPOOL_RATE_PER_CALLER", 100, 0, 1_000_000),
        number(environment, "MOTORPOOL_MAX_CONNECTIONS", 10_000, 0, 1_000_000),
        number(environment, "MOTORPOOL_MAX_CONNECTIONS_PER_ADDRESS", 1_000, 0, 1_000_000));
  }

  private static Optional<ServerCertificate> certificate(Map<String, String> environment) {
    String certificate = environment.getOrDefault(ServerCertificate.CERTIFICATE, "").strip();
    String key = environment.getOrDefault(ServerCertificate.KEY, "").strip();
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ServerCertificate(
            Path.of(required(environment, ServerCertificate.CERTIFICATE)),
            Path.of(required(environment, ServerCertificate.KEY))));
  }

  private static Issuer issuer(Map<String, String> environment) {
    String name = required(environment, "MOTORPOOL_IDENTITY_ISSUER");
    String keys = required(environment, "MOTORPOOL_IDENTITY_KEYS");
    try {
      URI uri = URI.create(keys);
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return new Issuer(
            name,
            uri.toURL(),
            environment.getOrDefault("MOTORPOOL_IDENTITY_AUDIENCE", "motorpool"));
      }
    } catch (MalformedURLException | IllegalArgumentException e) {
      // Told below, as for any other text that is no URL.
    }
    throw new IllegalArgumentException(
        "MOTORPOOL_IDENTITY_KEYS: '" + keys + "' is not of the form https://<host>/<path>");
  }

  private static String required(Map<String, String> environment, String variable) {
    String value = environment.getOrDefault(variable, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(variable + " is not set");
    }
    return value.strip();
  }

  private static Clients proxies(String list) {
    try {
      return new Clients(
          Arrays.stream(list.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("MOTORPOOL_TRUSTED_PROXIES: " + e.getMessage(), e);
    }
  }

  private static Set<String> origins(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(origin -> !origin.isEmpty())
        .map(
            origin -> {
              if (!origin.matches("https?://[^/]+")) {
                throw new IllegalArgumentException(
                    "MOTORPOOL_ALLOWED_ORIGINS: '" + origin + "' is not of the form http://<host>");
              }
              return origin;
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  private static URI replica(String variable, String url) {
    try {
      URI uri = URI.create(url);
      if ("http".equals(uri.getScheme())
          && uri.getHost() != null
          && (uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as for any other text that is no URL.
    }
    throw new IllegalArgumentException(
        variable + ": '" + url + "' is not of the form http://<host>:<port>");
  }

  private static Duration seconds(Map<String, String> environment, String variable, long unset) {
    return Duration.ofSeconds(number(environment, variable, unset, 1, 3_600));
  }

  private static long number(
      Map<String, String> environment, String variable, long unset, long least, long most) {
    String value = environment.get(variable);
    if (value == null) {
      return unset;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as for a number that is out of range.
    }
    throw new IllegalArgumentException(
        "%s: '%s' is not a whole number from %d to %d".formatted(variable, value, least, most));
  }
}
