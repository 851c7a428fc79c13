package io.motorpool.postman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.motorpool.postman.ContractIndex.Operation;
import io.motorpool.postman.Journey.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder of requests that follow each other, each with its tests. */
final class RentalFolder {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TRIES = 120;

  private final ContractIndex contract;
  private final Journey journey;
  private final Variables variables = new Variables();

  RentalFolder(ContractIndex contract, Journey journey) {
    this.contract = contract;
    this.journey = journey;
  }

  /**
   * Makes the folder.
   *
   * @throws IllegalArgumentException if the contracts have not what a request needs
   */
  ObjectNode folder() throws JsonProcessingException {
    journey
        .minutes()
        .keySet()
        .forEach(it -> variables.put(it, new TextNode("2026-12-01T09:00:00Z")));
    variables.put("run", new TextNode("MIJ2K9Q0"));
    ObjectNode folder = JSON.createObjectNode();
    folder.put("name", journey.name()).put("description", journey.description());
    for (Step step : journey.steps()) {
      folder.withArray("/item").add(item(step));
    }
    return folder;
  }

  /** A text of a request with values in the place of its variables, as the examples have them. */
  String filled(String template) throws JsonProcessingException {
    folder();
    return variables.filled(template);
  }

  private ObjectNode item(Step step) throws JsonProcessingException {
    Operation operation = contract.operation(step.operation());
    PostmanRequest request = new PostmanRequest(operation);
    step.path().forEach((name, value) -> request.path(name, checked(value)));
    step.query().forEach((name, value) -> request.query(name, checked(value.asText())));
    step.headers().forEach((name, value) -> request.header(name, checked(value)));
    if (step.body() != null) {
      String body = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(step.body());
      request.body("application/json", variables.template(checked(body)));
    }
    ObjectNode item = request.item(step.name());
    boolean first = step == journey.steps().getFirst();
    if (first || !step.until().isEmpty()) {
      PostmanRequest.script(
          item,
          "prerequest",
          first
              ? beginning()
              : List.of(
                  "// Only a repetition waits.",
                  "const tries = Number(pm.collectionVariables.get('tries') ?? 0);",
                  "setTimeout(() => {}, tries === 0 ? 0 : 1000);"));
    }
    PostmanRequest.script(item, "test", tests(step, operation));
    return item;
  }

  /** The template itself, if all its variables are filled by now. */
  private String checked(String template) {
    variables.filled(template);
    return template;
  }

  private List<String> beginning() {
    List<String> script = new ArrayList<>();
    script.add("const minute = 60000;");
    script.add("const now = Math.ceil(Date.now() / minute) * minute;");
    journey
        .minutes()
        .forEach(
            (name, minutes) ->
                script.add(
                    "pm.collectionVariables.set('%s', new Date(now + %d * minute).toISOString().replace('.000Z', 'Z'));"
                        .formatted(name, minutes)));
    script.add("pm.collectionVariables.set('run', Date.now().toString(36).toUpperCase());");
    script.add("pm.collectionVariables.set('tries', 0);");
    return script;
  }

  private List<String> tests(Step step, Operation operation) throws JsonProcessingException {
    int status = contract.success(operation);
    List<String> script = new ArrayList<>();
    JsonNode example =
        contract
            .answerExample(operation)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(operation.id() + " has no example of an answer"));
    script.add("const body = pm.response.code < 500 ? pm.response.json() : undefined;");
    script.add(Place.SCRIPT);
    if (!step.until().isEmpty()) {
      waiting(step, example, status, script);
    }
    script.add(
        "pm.test('answers %1$d', () => pm.response.to.have.status(%1$d));".formatted(status));
    script.add(
        "pm.test('is as the contract has it', () => pm.response.to.have.jsonSchema(%s));"
            .formatted(JSON.writeValueAsString(schema(operation))));
    expect(step.expect(), example, script);
    expect(step.until(), example, script);
    step.capture()
        .forEach(
            (name, place) -> {
              variables.put(name, Place.in(example, place));
              script.add(
                  "pm.test('tells %1$s', () => pm.expect(at('%2$s')).to.exist);"
                      .formatted(name, place));
              script.add("pm.collectionVariables.set('%s', at('%s'));".formatted(name, place));
            });
    step.captureHeader()
        .forEach(
            (name, header) -> {
              variables.put(name, headerExample(operation, status, header));
              script.add(
                  "pm.test('tells %1$s', () => pm.response.to.have.header('%1$s'));"
                      .formatted(header));
              script.add(
                  "pm.collectionVariables.set('%s', pm.response.headers.get('%s'));"
                      .formatted(name, header));
            });
    return script;
  }

  private JsonNode headerExample(Operation operation, int status, String header) {
    JsonNode answer =
        contract.resolved(operation.node().get("responses").get(String.valueOf(status)));
    JsonNode declared = answer.path("headers").path(header);
    if (declared.isMissingNode()) {
      throw new IllegalArgumentException(operation.id() + " answers without " + header);
    }
    return new TextNode("\"0\"");
  }

  /** An answer that is not yet as it is waited for is asked for again, but not for ever. */
  private void waiting(Step step, JsonNode example, int status, List<String> script)
      throws JsonProcessingException {
    List<String> conditions = new ArrayList<>();
    conditions.add("pm.response.code === " + status);
    for (Map.Entry<String, JsonNode> entry : step.until().entrySet()) {
      Place.in(example, entry.getKey());
      conditions.add("at('%s') === %s".formatted(entry.getKey(), value(entry.getValue())));
    }
    script.add("const tries = Number(pm.collectionVariables.get('tries') ?? 0) + 1;");
    script.add(
        "if (pm.response.code === %d && !(%s) && tries < %d) {"
            .formatted(status, String.join(" && ", conditions), MOST_TRIES));
    script.add("  pm.collectionVariables.set('tries', tries);");
    script.add("  pm.execution.setNextRequest(pm.info.requestName);");
    script.add("  return;");
    script.add("}");
    script.add("pm.collectionVariables.set('tries', 0);");
  }

  private void expect(Map<String, JsonNode> expected, JsonNode example, List<String> script)
      throws JsonProcessingException {
    for (Map.Entry<String, JsonNode> entry : expected.entrySet()) {
      Place.in(example, entry.getKey());
      script.add(
          "pm.test('%1$s is as expected', () => pm.expect(at('%1$s')).to.equal(%2$s));"
              .formatted(entry.getKey(), value(entry.getValue())));
    }
  }

  private String value(JsonNode expected) throws JsonProcessingException {
    String text = expected.asText();
    if (text.startsWith("{{")) {
      checked(text);
      return "pm.collectionVariables.get('%s')".formatted(text.substring(2, text.length() - 2));
    }
    return JSON.writeValueAsString(expected);
  }

  private JsonNode schema(Operation operation) {
    Optional<JsonNode> schema = contract.answerSchema(operation);
    return AnswerSchema.of(contract.resolved(schema.orElseThrow()));
  }
}
