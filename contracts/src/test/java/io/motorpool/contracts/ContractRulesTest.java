package io.motorpool.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.Contract.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractRulesTest {

  private static final Map<String, String> SHARED_ERRORS =
      Map.ofEntries(
          Map.entry("400", "BadRequest"),
          Map.entry("401", "Unauthorized"),
          Map.entry("403", "Forbidden"),
          Map.entry("404", "NotFound"),
          Map.entry("406", "NotAcceptable"),
          Map.entry("408", "RequestTimeout"),
          Map.entry("409", "Conflict"),
          Map.entry("412", "PreconditionFailed"),
          Map.entry("413", "PayloadTooLarge"),
          Map.entry("414", "UriTooLong"),
          Map.entry("415", "UnsupportedMediaType"),
          Map.entry("422", "UnprocessableContent"),
          Map.entry("428", "PreconditionRequired"),
          Map.entry("429", "TooManyRequests"),
          Map.entry("431", "RequestHeaderFieldsTooLarge"),
          Map.entry("500", "InternalServerError"),
          Map.entry("502", "BadGateway"),
          Map.entry("503", "ServiceUnavailable"),
          Map.entry("504", "GatewayTimeout"));

  /** What the gateway may answer before a service hears of a request, or in its place. */
  private static final Set<String> OF_THE_GATEWAY =
      Set.of("400", "401", "408", "413", "414", "429", "431", "500", "502", "503", "504");

  /** What it tells with every answer, also one that it passes on. */
  private static final Set<String> GATEWAY_HEADERS =
      Set.of("X-Request-Id", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");

  /** Whose answers say when to try again. */
  private static final Set<String> PASSING = Set.of("429", "503");

  /** What changes a resource as a whole or in part, from a state that the caller has seen. */
  private static final Set<String> CHANGES = Set.of("put", "patch");

  /** What creates many things at once, and so has no one place to answer 201 with. */
  private static final Set<String> CREATES_MANY = Set.of("importVehicles");

  private static final Set<String> ROLES = Set.of("customer", "agent", "manager", "operator");

  /** Whose answers nobody needs a token for: what a shop window shows. */
  private static final Set<String> PUBLIC_PATHS =
      Set.of("/branches", "/vehicle-classes", "/extras", "/availability", "/price-calculations");

  private static final Set<String> FORMATS_THAT_BOUND = Set.of("uuid", "date", "date-time");

  static List<Contract> services() {
    return Contract.services();
  }

  static Stream<Contract> documentsWithSchemas() {
    return Stream.concat(
        services().stream(),
        Stream.of(
            Contract.read(Contract.OPENAPI.resolve("common.yaml")),
            Contract.read(Contract.ASYNCAPI.resolve("event-schemas.yaml"))));
  }

  @Test
  void thereIsOneContractForEachService() {
    assertThat(services())
        .extracting(Contract::toString)
        .containsExactly(
            "analytics.yaml",
            "billing.yaml",
            "customer.yaml",
            "notification.yaml",
            "reservation.yaml",
            "vehicle.yaml");
  }

  @ParameterizedTest
  @MethodSource("documentsWithSchemas")
  void everyDocumentParsesWithoutAMessage(Contract contract) {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    var result =
        new OpenAPIV3Parser().readLocation(contract.file().toUri().toString(), null, options);
    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getInfo().getContact()).isNotNull();
    assertThat(result.getOpenAPI().getInfo().getLicense().getName()).isEqualTo("Apache-2.0");
    assertThat(result.getOpenAPI().getServers().getFirst().getUrl())
        .isEqualTo("http://localhost:8080");
  }

  @Test
  void everyOperationIsNamedAndExplained() {
    Set<String> names = new HashSet<>();
    for (Contract contract : services()) {
      List<String> declared = texts(contract.root().path("tags").findValues("name"));
      for (Operation operation : contract.operations()) {
        JsonNode node = operation.node();
        assertThat(node.path("summary").asText())
            .as("%s", operation)
            .isNotBlank()
            .doesNotEndWith(".");
        assertThat(node.path("description").asText()).as("%s", operation).isNotBlank();
        assertThat(node.path("operationId").asText())
            .as("%s", operation)
            .matches("[a-z][a-zA-Z]+")
            .satisfies(id -> assertThat(names.add(id)).as("%s is unique", id).isTrue());
        assertThat(texts(node.path("tags"))).as("%s", operation).hasSize(1);
        assertThat(declared).containsAll(texts(node.path("tags")));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyErrorIsASharedResponse(Contract contract) {
    for (Operation operation : contract.operations()) {
      for (var response : operation.node().path("responses").properties()) {
        if (response.getKey().startsWith("2")) {
          continue;
        }
        assertThat(response.getValue().path("$ref").asText())
            .as("%s %s", operation, response.getKey())
            .isEqualTo("common.yaml#/components/responses/" + SHARED_ERRORS.get(response.getKey()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyOperationDeclaresTheErrorsItCanAnswerWith(Contract contract) {
    for (Operation operation : contract.operations()) {
      Set<String> expected = new HashSet<>(OF_THE_GATEWAY);
      expected.add("406");
      if (operation.path().contains("{")) {
        expected.add("404");
      }
      if (operation.node().has("requestBody")) {
        expected.add("415");
      }
      if (hasParameter(contract, operation, "If-Match")) {
        expected.add("412");
      }
      if (CHANGES.contains(operation.method())) {
        expected.add("428");
      }
      if (hasParameter(contract, operation, "Idempotency-Key")) {
        expected.addAll(Set.of("409", "422"));
      }
      assertThat(operation.node().path("responses").properties())
          .as("%s", operation)
          .extracting(Map.Entry::getKey)
          .containsAll(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyAnswerNamesTheHeadersOfTheGateway(Contract contract) {
    for (Operation operation : contract.operations()) {
      for (var response : contract.resolved(operation.node().path("responses")).properties()) {
        Set<String> expected = new HashSet<>(GATEWAY_HEADERS);
        if (PASSING.contains(response.getKey())) {
          expected.add("Retry-After");
        }
        if (response.getKey().equals("401")) {
          expected.add("WWW-Authenticate");
        }
        assertThat(response.getValue().path("headers").properties())
            .as("%s %s", operation, response.getKey())
            .extracting(Map.Entry::getKey)
            .containsAll(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyOperationSaysWhoMayCallIt(Contract contract) {
    assertThat(contract.root().at("/components/securitySchemes/openId/type").asText())
        .isEqualTo("openIdConnect");
    for (Operation operation : contract.operations()) {
      JsonNode security = operation.node().path("security");
      assertThat(security.isArray()).as("%s has security", operation).isTrue();
      JsonNode responses = operation.node().path("responses");
      if (security.isEmpty()) {
        assertThat(PUBLIC_PATHS).as("%s", operation).anyMatch(operation.path()::startsWith);
        assertThat(responses.has("403")).as("%s", operation).isFalse();
      } else {
        assertThat(security.findValuesAsText("openId")).as("%s", operation).hasSize(1);
        assertThat(texts(security.path(0).path("openId")))
            .as("roles of %s", operation)
            .isNotEmpty()
            .doesNotHaveDuplicates()
            .allMatch(ROLES::contains);
        assertThat(responses.has("403")).as("%s", operation).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatChangesSomethingIsNotForEverybody(Contract contract) {
    assertThat(contract.operations())
        .filteredOn(operation -> operation.node().path("security").isEmpty())
        .allMatch(
            operation ->
                operation.method().equals("get") || operation.path().equals("/price-calculations"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyReplacementAndChangeTakesIfMatch(Contract contract) {
    assertThat(contract.operations())
        .filteredOn(operation -> CHANGES.contains(operation.method()))
        .allMatch(operation -> hasParameter(contract, operation, "If-Match"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyCreationTakesAnIdempotencyKey(Contract contract) {
    for (Operation operation : contract.operations()) {
      JsonNode responses = operation.node().path("responses");
      assertThat(hasParameter(contract, operation, "Idempotency-Key"))
          .as("%s", operation)
          .isEqualTo(
              operation.method().equals("post") && responses.has("201")
                  || CREATES_MANY.contains(operation.node().path("operationId").asText()));
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyVersionedAnswerCarriesItsETagAndEveryCreationItsLocation(Contract contract) {
    for (Operation operation : contract.operations()) {
      JsonNode responses = contract.resolved(operation.node().path("responses"));
      for (var response : responses.properties()) {
        JsonNode headers = response.getValue().path("headers");
        if (response.getKey().equals("201")) {
          assertThat(headers.has("Location")).as("%s answers with Location", operation).isTrue();
          assertThat(headers.has("ETag")).as("%s answers with ETag", operation).isTrue();
        }
        if (response.getValue().at("/content/application~1json/schema/properties").has("version")) {
          assertThat(headers.has("ETag")).as("%s answers with ETag", operation).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyListIsPaged(Contract contract) {
    for (Operation operation : contract.operations()) {
      if (operation.node().path("operationId").asText().startsWith("list")) {
        assertThat(hasParameter(contract, operation, "limit")).as("%s", operation).isTrue();
        assertThat(hasParameter(contract, operation, "cursor")).as("%s", operation).isTrue();
        assertThat(
                contract
                    .resolved(operation.node())
                    .at("/responses/200/content/application~1json/schema/properties")
                    .properties())
            .extracting(Map.Entry::getKey)
            .containsExactly("items", "nextCursor");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documentsWithSchemas")
  void everyPropertyIsDescribedAndBounded(Contract contract) {
    contract
        .root()
        .at("/components/schemas")
        .properties()
        .forEach(schema -> bounded(schema.getKey(), contract.resolved(schema.getValue())));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyParameterIsDescribedAndBounded(Contract contract) {
    for (Operation operation : contract.operations()) {
      for (JsonNode parameter : parameters(contract, operation)) {
        String where = operation + " " + parameter.path("name").asText();
        assertThat(parameter.path("description").asText()).as(where).isNotBlank();
        assertThat(parameter.has("example")).as("%s has an example", where).isTrue();
        boundedScalar(where, parameter.path("schema"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyRequestRefusesUnknownFields(Contract contract) {
    for (Operation operation : contract.operations()) {
      JsonNode body = operation.node().at("/requestBody/content/application~1json/schema");
      if (!body.isMissingNode()) {
        closed(operation.toString(), contract.resolved(body));
      }
    }
  }

  private static void bounded(String where, JsonNode schema) {
    assertThat(schema.path("description").asText()).as("description of %s", where).isNotBlank();
    switch (schema.path("type").asText()) {
      case "object" ->
          schema
              .path("properties")
              .properties()
              .forEach(property -> bounded(where + "." + property.getKey(), property.getValue()));
      case "array" -> {
        assertThat(schema.has("maxItems")).as("maxItems of %s", where).isTrue();
        bounded(where + "[]", schema.path("items"));
      }
      default -> boundedScalar(where, schema);
    }
  }

  private static void boundedScalar(String where, JsonNode schema) {
    switch (schema.path("type").asText()) {
      case "string" ->
          assertThat(
                  schema.has("maxLength")
                      || schema.has("enum")
                      || FORMATS_THAT_BOUND.contains(schema.path("format").asText()))
              .as("%s is bounded", where)
              .isTrue();
      case "integer" -> {
        assertThat(schema.path("format").asText()).as("format of %s", where).startsWith("int");
        assertThat(schema.has("minimum")).as("minimum of %s", where).isTrue();
        assertThat(schema.has("maximum") || schema.path("format").asText().equals("int64"))
            .as("maximum of %s", where)
            .isTrue();
      }
      case "boolean" -> {
        // has the bounds it needs
      }
      default -> throw new AssertionError(where + " has no type that is known here");
    }
  }

  private static void closed(String where, JsonNode schema) {
    if (schema.has("properties")) {
      assertThat(
              schema.path("additionalProperties").isBoolean()
                  && !schema.path("additionalProperties").booleanValue())
          .as("%s refuses unknown fields", where)
          .isTrue();
      schema
          .path("properties")
          .properties()
          .forEach(property -> closed(where + "." + property.getKey(), property.getValue()));
    }
    if (schema.has("items")) {
      closed(where + "[]", schema.path("items"));
    }
  }

  private static boolean hasParameter(Contract contract, Operation operation, String name) {
    return parameters(contract, operation).stream()
        .anyMatch(parameter -> parameter.path("name").asText().equals(name));
  }

  private static List<JsonNode> parameters(Contract contract, Operation operation) {
    List<JsonNode> parameters = new ArrayList<>();
    operation.pathItem().path("parameters").forEach(p -> parameters.add(contract.resolved(p)));
    operation.node().path("parameters").forEach(p -> parameters.add(contract.resolved(p)));
    return parameters;
  }

  private static List<String> texts(Iterable<JsonNode> nodes) {
    return StreamSupport.stream(nodes.spliterator(), false).map(JsonNode::asText).toList();
  }
}
