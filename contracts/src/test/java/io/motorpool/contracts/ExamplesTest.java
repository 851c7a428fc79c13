package io.motorpool.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.Contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

  static List<Contract> services() {
    return Contract.services();
  }

  static Stream<Contract> documentsWithSchemas() {
    return ContractRulesTest.documentsWithSchemas();
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyRequestAndEverySuccessHasAnExample(Contract contract) {
    for (Operation operation : contract.operations()) {
      JsonNode node = contract.resolved(operation.node());
      node.at("/requestBody/content")
          .forEach(media -> assertThat(examples(media)).as("%s request", operation).isNotEmpty());
      for (var response : node.path("responses").properties()) {
        response
            .getValue()
            .path("content")
            .forEach(
                media ->
                    assertThat(examples(media))
                        .as("%s %s", operation, response.getKey())
                        .isNotEmpty());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documentsWithSchemas")
  void everyExampleFollowsItsSchema(Contract contract) {
    JsonNode resolved = contract.resolved(contract.root());
    follow("", resolved);
    resolved
        .at("/components/schemas")
        .properties()
        .forEach(schema -> followSchema(schema.getKey(), schema.getValue()));
  }

  /** Checks the examples beside a schema: those of bodies, parameters and headers. */
  private static void follow(String where, JsonNode node) {
    if (node.path("schema").isObject()) {
      for (JsonNode example : examples(node)) {
        assertThat(Contract.contradictions(node.get("schema"), example)).as(where).isEmpty();
      }
    }
    node.properties().forEach(child -> follow(where + "/" + child.getKey(), child.getValue()));
    if (node.isArray()) {
      node.forEach(child -> follow(where + "[]", child));
    }
  }

  /** Checks the examples inside a schema. */
  private static void followSchema(String where, JsonNode schema) {
    if (schema.has("example")) {
      assertThat(Contract.contradictions(schema, schema.get("example"))).as(where).isEmpty();
    }
    schema
        .path("properties")
        .properties()
        .forEach(property -> followSchema(where + "." + property.getKey(), property.getValue()));
    if (schema.has("items")) {
      followSchema(where + "[]", schema.get("items"));
    }
  }

  static List<JsonNode> examples(JsonNode node) {
    List<JsonNode> examples = new ArrayList<>();
    if (node.has("example")) {
      examples.add(node.get("example"));
    }
    node.path("examples").forEach(example -> examples.add(example.path("value")));
    return examples;
  }
}
