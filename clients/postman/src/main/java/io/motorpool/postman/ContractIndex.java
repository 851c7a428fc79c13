package io.motorpool.postman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The operations of a contract by their names, with every reference followed. */
final class ContractIndex {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  /**
   * An operation.
   *
   * @param parameters of the path and of the operation, without references
   * @param node as the contract has it
   */
  record Operation(
      String id, String method, String path, List<JsonNode> parameters, JsonNode node) {}

  private final JsonNode contract;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  ContractIndex(JsonNode contract) {
    this.contract = contract;
    for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          add(path.getKey(), path.getValue(), method.getKey(), method.getValue());
        }
      }
    }
  }

  private void add(String path, JsonNode item, String method, JsonNode node) {
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(it -> parameters.add(resolved(it)));
    node.path("parameters").forEach(it -> parameters.add(resolved(it)));
    String id = node.get("operationId").asText();
    operations.put(id, new Operation(id, method.toUpperCase(Locale.ROOT), path, parameters, node));
  }

  /** A contract of the build: of a service, or "motorpool", which is all of them. */
  static ContractIndex of(String name) {
    try (InputStream stream =
        ContractIndex.class.getResourceAsStream("/META-INF/motorpool/bundled/" + name + ".yaml")) {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(Integer.MAX_VALUE);
      options.setCodePointLimit(Integer.MAX_VALUE);
      return new ContractIndex(
          JSON.valueToTree(new Yaml(new SafeConstructor(options)).<Object>load(stream)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String title() {
    return contract.at("/info/title").asText();
  }

  String version() {
    return contract.at("/info/version").asText();
  }

  List<Operation> operations() {
    return List.copyOf(operations.values());
  }

  /**
   * The operation of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  Operation operation(String id) {
    Operation operation = operations.get(id);
    if (operation == null) {
      throw new IllegalArgumentException("The contracts have no operation " + id);
    }
    return operation;
  }

  /** The status of the answer that is not an error. */
  int success(Operation operation) {
    return operation.node().get("responses").properties().stream()
        .map(Map.Entry::getKey)
        .filter(it -> it.startsWith("2"))
        .map(Integer::parseInt)
        .findFirst()
        .orElseThrow();
  }

  /** What the answer that is not an error has as JSON, if it has any. */
  private JsonNode answer(Operation operation) {
    JsonNode responses = operation.node().get("responses");
    return resolved(responses.get(String.valueOf(success(operation))))
        .path("content")
        .path("application/json");
  }

  Optional<JsonNode> answerExample(Operation operation) {
    return example(answer(operation));
  }

  Optional<JsonNode> answerSchema(Operation operation) {
    return Optional.ofNullable(answer(operation).get("schema"));
  }

  Optional<JsonNode> bodySchema(Operation operation) {
    JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
    return schema.isMissingNode() ? Optional.empty() : Optional.of(resolved(schema));
  }

  /** The media type of the body with its first example. */
  Optional<Map.Entry<String, JsonNode>> bodyExample(Operation operation) {
    return operation.node().at("/requestBody/content").properties().stream()
        .findFirst()
        .flatMap(it -> example(it.getValue()).map(example -> Map.entry(it.getKey(), example)));
  }

  private Optional<JsonNode> example(JsonNode content) {
    return content.has("example")
        ? Optional.of(content.get("example"))
        : content.path("examples").properties().stream()
            .map(Map.Entry::getValue)
            .findFirst()
            .map(it -> resolved(it).get("value"));
  }

  /** The node with every reference below it followed. */
  JsonNode resolved(JsonNode node) {
    if (node.path("$ref").isTextual()) {
      return resolved(contract.at(node.get("$ref").textValue().substring(1)));
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      object.properties().forEach(it -> copy.set(it.getKey(), resolved(it.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(it -> copy.add(resolved(it)));
      return copy;
    }
    return node;
  }
}
