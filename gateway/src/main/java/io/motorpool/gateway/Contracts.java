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
    topics().forEach(topic -> routes.add(new Route(topic, Set.of("GET"), "notification")));
    return routes;
  }

  /** The contract of a service, self-contained. */
  static byte[] contract(String service) {
    return resource("/META-INF/motorpool/bundled/" + service + ".yaml");
  }

  private static byte[] resource(String name) {
    try (InputStream stream = Contracts.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("The contract " + name + " is not packaged");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Map<String, Object>> paths(String service) {
    return section(contract(service), "paths");
  }

  /** The WebSockets: channels of the AsyncAPI document that have a path for an address. */
  private static List<String> topics() {
    return section(resource("/META-INF/motorpool/asyncapi/events.yaml"), "channels")
        .values()
        .stream()
        .map(channel -> String.valueOf(channel.get("address")))
        .filter(address -> address.startsWith("/"))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> section(byte[] document, String name) {
    LoaderOptions options = new LoaderOptions();
    // Examples refer to each other a lot; the files are our own.
    options.setMaxAliasesForCollections(10_000);
    Map<String, Object> contract =
        new Yaml(new SafeConstructor(options)).load(new String(document, StandardCharsets.UTF_8));
    return (Map<String, Map<String, Object>>) contract.get(name);
  }
}
