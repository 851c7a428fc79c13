package io.motorpool.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a contract says of a value, and whether a value is as it says. */
final class ContractSchema {

  /** Others are for people; whether an e-mail address is one, the services say. */
  private static final Set<String> CHECKED_FORMATS = Set.of("uuid", "date", "date-time");

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30());

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;
  private final Schema schema;

  private ContractSchema(JsonNode node, JsonNode checked) {
    this.node = node;
    this.schema = SCHEMAS.getSchema(checked);
  }

  /**
   * Of what callers send.
   *
   * @param node as the contract has it, without references
   */
  ContractSchema(JsonNode node) {
    this(node, asItIsChecked(node.deepCopy()));
  }

  /**
   * Of what a service says. It may gain fields for its readers, but not behind the contract's back:
   * an object has no member that the contract does not name.
   *
   * @param node as the contract has it, without references
   */
  static ContractSchema closed(JsonNode node) {
    return new ContractSchema(node, ClosedSchema.of(node));
  }

  private static JsonNode asItIsChecked(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("format").isTextual()
        && !CHECKED_FORMATS.contains(object.path("format").textValue())) {
      object.remove("format");
    }
    if (node.path("properties") instanceof ObjectNode properties) {
      // A null is to the services what is absent; that no client sends one is for the gateway to
      // see.
      Set<String> required = new HashSet<>();
      node.path("required").forEach(name -> required.add(name.asText()));
      properties
          .properties()
          .forEach(
              property -> {
                if (!required.contains(property.getKey())) {
                  allowNull((ObjectNode) property.getValue());
                }
              });
    }
    node.forEach(ContractSchema::asItIsChecked);
    return node;
  }

  private static void allowNull(ObjectNode schema) {
    schema.put("nullable", true);
    if (schema.path("enum") instanceof ArrayNode options) {
      options.addNull();
    }
  }

  /** As the contract has it. */
  JsonNode node() {
    return node;
  }

  /** Whether a text is JSON that the contract allows. */
  boolean allows(String text) {
    try {
      return allows(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Whether the contract allows the value of a parameter. */
  boolean allowsParameter(String text) {
    return switch (node.path("type").asText()) {
      case "integer" -> text.matches("-?\\d+") && allows(text);
      case "boolean" -> allows(text);
      default -> allows(JSON.getNodeFactory().textNode(text));
    };
  }

  private boolean allows(JsonNode value) {
    return errors(value).isEmpty();
  }

  private List<Error> errors(JsonNode value) {
    return schema.validate(
        value, context -> context.executionConfig(it -> it.formatAssertionsEnabled(true)));
  }

  /** What is wrong with a text that is to be JSON: each place, as a JSON pointer, and the rule. */
  List<String> contradictions(String text) {
    try {
      return contradictions(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return List.of("# is not JSON: " + e.getOriginalMessage());
    }
  }

  /** What is wrong with a value: each place, as a JSON pointer, and the rule. */
  List<String> contradictions(JsonNode value) {
    return errors(value).stream().map(ContractSchema::inWords).toList();
  }

  private static String inWords(Error error) {
    String member = error.getKeyword().equals("additionalProperties") ? error.getProperty() : null;
    return "#%s%s %s (%s)"
        .formatted(
            error.getInstanceLocation(),
            member == null ? "" : "/" + member,
            error.getMessage(),
            error.getKeyword());
  }
}
