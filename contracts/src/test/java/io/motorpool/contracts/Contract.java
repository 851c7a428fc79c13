package io.motorpool.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A YAML document with references to others, and what the tests ask of it. */
record Contract(Path file, JsonNode root) {

  static final Path OPENAPI = Path.of("openapi");
  static final Path ASYNCAPI = Path.of("asyncapi");
  static final Path BUNDLED = Path.of("target", "bundled");

  /** All services' contracts as one document. */
  static final Path MERGED = Path.of("target", "merged", "motorpool.yaml");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Read once; resolving copies what it takes from them. */
  private static final Map<Path, Contract> REFERRED_TO = new ConcurrentHashMap<>();

  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final Map<Path, Contract> READ = new ConcurrentHashMap<>();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30());

  /** An operation and where it is. */
  record Operation(String method, String path, JsonNode pathItem, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** A document, which is read once, as a contract refers to common.yaml thousands of times. */
  static Contract read(Path file) {
    return READ.computeIfAbsent(file, Contract::parse);
  }

  private static Contract parse(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(Integer.MAX_VALUE);
      Object document = new Yaml(new SafeConstructor(options)).load(reader);
      return new Contract(file, JSON.valueToTree(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The six services' contracts, as they were written. */
  static List<Contract> services() {
    return servicesIn(OPENAPI);
  }

  /** The contracts of the services in a folder. */
  static List<Contract> servicesIn(Path directory) {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> !file.endsWith("common.yaml"))
          .sorted()
          .map(Contract::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same contracts as the build has bundled them. */
  Contract bundled() {
    return read(BUNDLED.resolve(file.getFileName()));
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .map(
                        entry ->
                            new Operation(
                                entry.getKey(), path.getKey(), path.getValue(), entry.getValue()))
                    .forEach(operations::add));
    return operations;
  }

  private static Contract other(Path file) {
    return REFERRED_TO.computeIfAbsent(file, Contract::read);
  }

  /** The node with every reference below it replaced by what it refers to. */
  JsonNode resolved(JsonNode node) {
    if (node.path("$ref").isTextual()) {
      String[] reference = node.get("$ref").textValue().split("#", 2);
      Contract owner = reference[0].isEmpty() ? this : other(file.resolveSibling(reference[0]));
      JsonNode target = owner.root.at(reference[1]);
      if (target.isMissingNode()) {
        throw new IllegalStateException(file + " refers to nothing: " + node.get("$ref"));
      }
      return owner.resolved(target);
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      object.properties().forEach(entry -> copy.set(entry.getKey(), resolved(entry.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(element -> copy.add(resolved(element)));
      return copy;
    }
    return node;
  }

  /**
   * What in the value contradicts the (resolved) schema; a field that the schema lacks does too.
   */
  static List<String> contradictions(JsonNode schema, JsonNode value) {
    return SCHEMAS
        .getSchema(closed(schema.deepCopy()))
        .validate(value, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }

  private static JsonNode closed(JsonNode schema) {
    if (schema.path("properties") instanceof ObjectNode properties) {
      ((ObjectNode) schema).put("additionalProperties", false);
      properties.forEach(Contract::closed);
    }
    if (schema.has("items")) {
      closed(schema.get("items"));
    }
    return schema;
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
