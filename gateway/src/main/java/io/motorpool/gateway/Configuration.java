package io.motorpool.gateway;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the environment says.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any
 * @param services the replicas of each service
 * @param longestBody the largest request body, in bytes
 * @param answerSeconds how long a service may take before it has to send something
 * @param allowedOrigins the origins whose pages may use the gateway from a browser
 */
record Configuration(
    String host,
    int port,
    Map<String, List<URI>> services,
    long longestBody,
    int answerSeconds,
    Set<String> allowedOrigins) {

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
        services,
        number(environment, "MOTORPOOL_MAX_BODY_BYTES", 1_048_576, 0, Integer.MAX_VALUE),
        (int) number(environment, "MOTORPOOL_ANSWER_SECONDS", 15, 1, 3_600),
        origins(environment.getOrDefault("MOTORPOOL_ALLOWED_ORIGINS", "")));
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
