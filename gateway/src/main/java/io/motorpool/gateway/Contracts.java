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
import java.util.TreeMap;
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
      routes.addAll(routes(service, contract(service)));
    }
    topics().forEach(topic -> routes.add(Route.topic(topic, "notification")));
    return routes;
  }

  /** The routes of one contract. */
  @SuppressWarnings("unchecked")
  static List<Route> routes(String service, byte[] contract) {
    Map<String, Object> document = load(contract);
    Object general = document.get("security");
    ContractSchemas schemas = new ContractSchemas(document);
    List<Route> routes = new ArrayList<>();
    ((Map<String, Map<String, Object>>) document.get("paths"))
        .forEach(
            (template, item) -> {
              Map<String, Operation> operations = new TreeMap<>();
              item.forEach(
                  (key, value) -> {
                    if (METHODS.contains(key)) {
                      Object security =
                          ((Map<String, Object>) value).getOrDefault("security", general);
                      operations.put(
                          key.toUpperCase(Locale.ROOT),
                          new Operation(
                              Access.of((List<Map<String, List<String>>>) security),
                              RequestRules.of(schemas, document, template, key),
                              false));
                    }
                  });
              routes.add(new Route(template, operations, service));
            });
    return routes;
  }

  /** The contract of a service, or of all of them ({@code motorpool}), self-contained. */
  static byte[] contract(String name) {
    return resource("/META-INF/motorpool/bundled/" + name + ".yaml");
  }

  /** The AsyncAPI document of the events, self-contained. */
  static byte[] events() {
    return contract("events");
  }

  /** The collection or the environment for Postman. */
  static byte[] postman(String name) {
    return resource("/META-INF/motorpool/postman/" + name + ".json");
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

  /** The WebSockets: channels of the AsyncAPI document that have a path for an address. */
  @SuppressWarnings("unchecked")
  private static List<String> topics() {
    Map<String, Map<String, Object>> channels =
        (Map<String, Map<String, Object>>) load(events()).get("channels");
    return channels.values().stream()
        .map(channel -> String.valueOf(channel.get("address")))
        .filter(address -> address.startsWith("/"))
        .toList();
  }

  /** A contract as it is written. */
  static Map<String, Object> load(byte[] document) {
    LoaderOptions options = new LoaderOptions();
    // Examples refer to each other a lot; the files are our own.
    options.setMaxAliasesForCollections(10_000);
    return new Yaml(new SafeConstructor(options))
        .load(new String(document, StandardCharsets.UTF_8));
  }
}
