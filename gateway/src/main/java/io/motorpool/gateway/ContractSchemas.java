package io.motorpool.gateway;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.OpenApi30;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of one contract, and what they have against a value. */
final class ContractSchemas {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String HERE = "urn:motorpool:contract";

  /** Others are for people; whether an e-mail address is one, the services say. */
  private static final Set<String> CHECKED_FORMATS = Set.of("uuid", "date", "date-time");

  private static final Map<String, String> FORMATS =
      Map.of(
          "uuid", "must be a UUID",
          "date", "must be a date, as in 2026-05-17",
          "date-time", "must be a date-time, as in 2026-05-17T10:00:00Z");

  private static final Map<String, String> TYPES =
      Map.of(
          "string", "must be a string",
          "integer", "must be an integer",
          "number", "must be a decimal",
          "boolean", "must be true or false",
          "array", "must be an array",
          "object", "must be an object of the contract's shape");

  private final JsonNode contract;
  private final SchemaRegistry schemas;

  /**
   * @param contract an OpenAPI document that refers to nothing outside itself
   */
  ContractSchemas(Map<String, Object> contract) {
    this.contract = JSON.valueToTree(contract);
    forgetAnswers(this.contract);
    forgetFormats(this.contract);
    String text = this.contract.toString();
    this.schemas =
        SchemaRegistry.withDefaultDialect(
            OpenApi30.getInstance(),
            registry ->
                registry
                    .schemas(Map.of(HERE, text))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .build()));
  }

  /** Only requests are checked; the answers, with their examples, are the larger part by far. */
  private static void forgetAnswers(JsonNode contract) {
    contract
        .path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation -> {
                      if (operation instanceof ObjectNode object) {
                        object.remove("responses");
                      }
                    }));
    if (contract.path("components") instanceof ObjectNode components) {
      components.remove("responses");
    }
  }

  private static void forgetFormats(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("format").isString()
        && !CHECKED_FORMATS.contains(object.path("format").stringValue())) {
      object.remove("format");
    }
    node.forEach(ContractSchemas::forgetFormats);
  }

  /**
   * The schema at a place of the contract.
   *
   * @param pointer a JSON pointer
   */
  Schema at(String pointer) {
    return schemas.getSchema(SchemaLocation.of(HERE + "#" + pointer));
  }

  /** The type of the values of a schema that is of one of the simple types. */
  String typeAt(String pointer) {
    JsonNode schema = contract.at(pointer);
    String elsewhere = schema.path("$ref").asString("");
    return elsewhere.isEmpty()
        ? schema.path("type").asString("string")
        : typeAt(elsewhere.substring(1));
  }

  /** What a schema has against something, in words. */
  static String detail(Error error) {
    JsonNode rule = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> "is missing";
      case "additionalProperties" -> "is not a field of the contract";
      case "type" -> TYPES.getOrDefault(text(rule), "is not as the contract has it");
      case "format" -> FORMATS.getOrDefault(text(rule), "is not as the contract has it");
      case "enum" -> "must be one of " + options(rule);
      case "pattern" -> "must match \"" + text(rule) + "\"";
      case "minimum" -> "must be greater than or equal to " + text(rule);
      case "maximum" -> "must be less than or equal to " + text(rule);
      case "minLength" -> "must not be shorter than " + text(rule);
      case "maxLength" -> "must not be longer than " + text(rule);
      case "minItems" -> "must not have fewer than " + text(rule) + " elements";
      case "maxItems" -> "must not have more than " + text(rule) + " elements";
      default -> "is not as the contract has it";
    };
  }

  /** Where it is: of what is missing or too much, its own place. */
  static String pointer(Error error) {
    String pointer = error.getInstanceLocation().toString();
    return Set.of("required", "additionalProperties").contains(error.getKeyword())
            && error.getProperty() != null
        ? pointer + "/" + error.getProperty().replace("~", "~0").replace("/", "~1")
        : pointer;
  }

  private static String text(JsonNode rule) {
    return rule == null ? "" : rule.asString("");
  }

  private static List<String> options(JsonNode rule) {
    return StreamSupport.stream(rule.spliterator(), false)
        .map(JsonNode::asString)
        .collect(Collectors.toList());
  }
}
