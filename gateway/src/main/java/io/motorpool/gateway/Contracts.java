package io.motorpool.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The contracts as they are packaged: what the services answer, and what the gateway may pass on.
 */
final class Contracts {

  /** Every service, in the order of a rental. */
  static final List<String> SERVICES =
      List.of("customer", "vehicle", "reservation", "billing", "notification", "analytics");

  /** Live updates: in the AsyncAPI document, since OpenAPI knows no WebSockets. */
  private static final List<String> TOPICS =
      List.of("/topic/reservations/{customerId}", "/topic/invoices/{customerId}");

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private Contracts() {}

  /** The routes of all contracts. */
  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String service : SERVICES) {
      paths(service)
          .forEach(
              (template, operations) -> {
                Set<String> methods = new TreeSet<>();
                for (String key : operations.keySet()) {
                  if (METHODS.contains(key)) {
                    methods.add(key.toUpperCase(Locale.ROOT));
                  }
                }
                routes.add(new Route(template, methods, service));
              });
    }
    TOPICS.forEach(topic -> routes.add(new Route(topic, Set.of("GET"), "notification")));
    return routes;
  }

  /** The contract of a service, self-contained. */
  static byte[] contract(String service) {
    String resource = "/META-INF/motorpool/bundled/" + service + ".yaml";
    try (InputStream stream = Contracts.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("The contract of " + service + " is not packaged");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> paths(String service) {
    LoaderOptions options = new LoaderOptions();
    // Examples refer to each other a lot; the file is our own.
    options.setMaxAliasesForCollections(10_000);
    Map<String, Object> contract =
        new Yaml(new SafeConstructor(options))
            .load(new String(contract(service), StandardCharsets.UTF_8));
    return (Map<String, Map<String, Object>>) contract.get("paths");
  }
}
