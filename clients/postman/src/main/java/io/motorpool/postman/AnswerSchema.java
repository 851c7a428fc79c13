package io.motorpool.postman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * A schema of OpenAPI 3.0 as Postman's validator takes it: JSON Schema without what is for people.
 */
final class AnswerSchema {

  private static final List<String> FOR_PEOPLE = List.of("description", "example", "default");

  /** The others it does not know, and would refuse the schema for. */
  private static final Set<String> KNOWN_FORMATS = Set.of("uuid", "date", "date-time", "email");

  private AnswerSchema() {}

  /** Changes the schema, which has no references, and returns it. */
  static JsonNode of(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.remove(FOR_PEOPLE);
      if (!KNOWN_FORMATS.contains(object.path("format").asText())) {
        object.remove("format");
      }
      object.path("properties").forEach(AnswerSchema::of);
      List.of("items", "additionalProperties").forEach(it -> of(object.path(it)));
      List.of("allOf", "oneOf", "anyOf").forEach(it -> object.path(it).forEach(AnswerSchema::of));
    }
    return schema;
  }
}
