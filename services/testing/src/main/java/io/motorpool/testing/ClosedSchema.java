package io.motorpool.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema of OpenAPI 3.0 that lets an object have the members that it names and no others,
 * wherever it leaves that open. What is put together of several schemas may have the members of any
 * of them.
 */
final class ClosedSchema {

  private static final List<String> PARTS = List.of("allOf", "oneOf", "anyOf");

  private ClosedSchema() {}

  /**
   * @param schema without references; it stays as it is
   */
  static JsonNode of(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return;
    }
    closeBelow(schema);
    if (schema.path("additionalProperties").isObject()) {
      return;
    }
    List<JsonNode> named = new ArrayList<>();
    collectProperties(schema, named);
    if (!named.isEmpty()) {
      ObjectNode properties = object.withObjectProperty("properties");
      // Each part says what its members are like; here they are only to be known.
      named.forEach(
          part ->
              part.fieldNames()
                  .forEachRemaining(
                      name -> {
                        if (!properties.has(name)) {
                          properties.putObject(name);
                        }
                      }));
      object.put("additionalProperties", false);
    }
  }

  private static void closeBelow(JsonNode schema) {
    schema.path("properties").forEach(ClosedSchema::close);
    close(schema.path("items"));
    close(schema.path("additionalProperties"));
    PARTS.forEach(part -> schema.path(part).forEach(ClosedSchema::closeBelow));
  }

  private static void collectProperties(JsonNode schema, List<JsonNode> named) {
    if (schema.path("properties").isObject()) {
      named.add(schema.get("properties"));
    }
    PARTS.forEach(part -> schema.path(part).forEach(it -> collectProperties(it, named)));
  }
}
