package io.motorpool.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.embedded.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** An operation as a service's contract has it, and a request for it made of its examples. */
final class ContractOperation {

  private static final String CUSTOMER = "customerId";
  private static final String JSON = "application/json";

  private final BundledContract contract;
  private final String path;
  private final String method;
  private final JsonNode node;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Map<Integer, Optional<ContractAnswer>> answers = new ConcurrentHashMap<>();
  private ContractSchema bodySchema;
  private ContractSchema problemSchema;

  /**
   * A parameter as the contract has it.
   *
   * @param in where it is: {@code path}, {@code query} or {@code header}
   */
  record Parameter(
      String name, String in, boolean required, String example, ContractSchema schema) {}

  private ContractOperation(
      BundledContract contract, String path, String method, JsonNode pathItem, JsonNode node) {
    this.contract = contract;
    this.path = path;
    this.method = method;
    this.node = node;
    pathItem.path("parameters").forEach(this::addParameter);
    node.path("parameters").forEach(this::addParameter);
  }

  private void addParameter(JsonNode written) {
    JsonNode parameter = contract.resolved(written);
    parameters.add(
        new Parameter(
            parameter.path("name").asText(),
            parameter.path("in").asText(),
            parameter.path("required").asBoolean(),
            parameter.path("example").asText(),
            new ContractSchema(parameter.path("schema"))));
  }

  /** All operations of a service, in the order of its contract. */
  static List<ContractOperation> of(String service) {
    BundledContract contract = BundledContract.read(service);
    List<ContractOperation> operations = new ArrayList<>();
    contract
        .root()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        member -> {
                          if (member.getValue().has("operationId")) {
                            operations.add(
                                new ContractOperation(
                                    contract,
                                    path.getKey(),
                                    member.getKey(),
                                    path.getValue(),
                                    member.getValue()));
                          }
                        }));
    return operations;
  }

  /** {@code GET /customers/{customerId}}. */
  @Override
  public String toString() {
    return method() + " " + path;
  }

  /** With its parameters in braces. */
  String path() {
    return path;
  }

  String method() {
    return method.toUpperCase(java.util.Locale.ROOT);
  }

  /** Whether everybody may call it. */
  boolean isPublic() {
    return node.path("security").isEmpty();
  }

  /** The roles that may call it. */
  Set<Role> roles() {
    Set<Role> roles = new LinkedHashSet<>();
    node.path("security")
        .path(0)
        .path("openId")
        .forEach(name -> roles.add(Role.named(name.asText()).orElseThrow()));
    return roles;
  }

  /** All parameters, those of the path included. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** The names of the path's parameters. */
  Set<String> pathParameters() {
    return parameters.stream()
        .filter(it -> it.in().equals("path"))
        .map(Parameter::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether the query can name a customer. */
  boolean isFilteredByCustomer() {
    return parameters.stream().anyMatch(ContractOperation::isCustomerFilter);
  }

  /** Whether the query must name a customer. */
  boolean isForOneCustomer() {
    return parameters.stream().anyMatch(it -> isCustomerFilter(it) && it.required());
  }

  private static boolean isCustomerFilter(Parameter parameter) {
    return parameter.in().equals("query") && parameter.name().equals(CUSTOMER);
  }

  /** Whether it changes what is under the same path as {@code other} reads it. */
  boolean changesWhatIsReadBy(ContractOperation other) {
    return other.method.equals("get") && other.path.equals(path) && takesIfMatch();
  }

  /** Whether it cannot do without the version that it changes. */
  boolean takesIfMatch() {
    return method.equals("put") || method.equals("patch");
  }

  /** Whether it replaces the whole. */
  boolean isReplacement() {
    return method.equals("put");
  }

  /** Whether the contract names the status for it. */
  boolean documents(int status) {
    return node.path("responses").has(Integer.toString(status));
  }

  /** What the contract says of an answer with a status; nothing if it does not name it. */
  Optional<ContractAnswer> answer(int status) {
    return answers.computeIfAbsent(
        status,
        code -> {
          JsonNode answer = contract.resolved(node.path("responses").path(Integer.toString(code)));
          return answer.isObject() ? Optional.of(new ContractAnswer(answer)) : Optional.empty();
        });
  }

  /** The media types that a body may have. */
  Set<String> bodyTypes() {
    Set<String> types = new TreeSet<>();
    node.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
    return types;
  }

  /** Whether the body names a customer. */
  boolean namesCustomerInBody() {
    return bodyProperties().contains(CUSTOMER);
  }

  /** The names of the body's fields; empty without a body. */
  Set<String> bodyProperties() {
    Set<String> names = new TreeSet<>();
    bodySchema().node().path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** What a JSON body has to be; anything where there is none. */
  ContractSchema bodySchema() {
    if (bodySchema == null) {
      JsonNode schema = node.at("/requestBody/content/application~1json/schema");
      bodySchema =
          new ContractSchema(
              contract.resolved(
                  schema.isMissingNode() ? JsonNodeFactory.instance.objectNode() : schema));
    }
    return bodySchema;
  }

  /** What a problem has to be, with no member that the contract does not name. */
  ContractSchema problemSchema() {
    if (problemSchema == null) {
      problemSchema =
          ContractSchema.closed(
              contract.resolved(contract.root().at("/components/schemas/Problem")));
    }
    return problemSchema;
  }

  /** Whether a body may be sent. */
  boolean takesBody() {
    return node.has("requestBody");
  }

  /** Whether a body must be sent. */
  boolean needsBody() {
    return node.at("/requestBody/required").asBoolean();
  }

  /**
   * The path and query of a request.
   *
   * @param things values of path parameters, by their name or by the path down to them; the
   *     contract's example for others
   * @param customer whom the query is about, where it can say so; empty to leave it out
   */
  String target(Map<String, String> things, Optional<String> customer) {
    return target(things, customer, Map.of());
  }

  /**
   * As {@link #target(Map, Optional)}, with a value of one parameter that goes before all others.
   */
  String targetWith(Map<String, String> things, String customer, String name, String value) {
    return target(things, Optional.of(customer), Map.of(name, value));
  }

  private String target(
      Map<String, String> things, Optional<String> customer, Map<String, String> first) {
    String target = path;
    List<String> query = new ArrayList<>();
    for (Parameter parameter : parameters) {
      String name = parameter.name();
      switch (parameter.in()) {
        case "path" -> {
          String usual = things.getOrDefault(pathTo(name), things.get(name));
          String value = first.getOrDefault(name, usual == null ? parameter.example() : usual);
          target = target.replace("{" + name + "}", encoded(value));
        }
        case "query" -> {
          if (first.containsKey(name)) {
            query.add(name + "=" + encoded(first.get(name)));
          } else if (name.equals(CUSTOMER)) {
            customer.ifPresent(id -> query.add(name + "=" + id));
          } else if (parameter.required()) {
            query.add(name + "=" + encoded(parameter.example()));
          }
        }
        default -> {
          // headers are sent apart
        }
      }
    }
    return query.isEmpty() ? target : target + "?" + String.join("&", query);
  }

  private String pathTo(String parameter) {
    String name = "{" + parameter + "}";
    return path.substring(0, path.indexOf(name) + name.length());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The contract's example of a body, for a customer; nothing if there is no body. */
  Optional<ObjectNode> body(String customer) {
    JsonNode content = node.at("/requestBody/content/application~1json");
    JsonNode example =
        content.has("example")
            ? content.get("example")
            : content.path("examples").path(firstName(content.path("examples"))).path("value");
    if (!example.isObject()) {
      return Optional.empty();
    }
    ObjectNode body = example.deepCopy();
    if (namesCustomerInBody()) {
      body.put(CUSTOMER, customer);
    }
    return Optional.of(body);
  }

  private static String firstName(JsonNode examples) {
    return examples.isEmpty() ? "" : examples.fieldNames().next();
  }

  /** What to send for a customer: the contract's example; null if there is no body. */
  Object anyBody(String customer) {
    JsonNode other = node.at("/requestBody/content").path(mediaType()).path("example");
    return body(customer).<Object>map(it -> it).orElse(other.isTextual() ? other.asText() : null);
  }

  /** The media type of the body, JSON where there is a choice. */
  String mediaType() {
    JsonNode content = node.at("/requestBody/content");
    return content.isEmpty() || content.has(JSON) ? JSON : content.fieldNames().next();
  }

  /** The headers that the operation cannot do without. */
  String[] headers() {
    return headers("\"0\"");
  }

  /**
   * The headers that the operation cannot do without, and a key of its own for what it creates.
   *
   * @param version the version that is changed, as an ETag
   */
  String[] headers(String version) {
    List<String> headers = new ArrayList<>(List.of("Content-Type", mediaType()));
    if (takesIfMatch()) {
      headers.addAll(List.of("If-Match", version));
    }
    if (parameters.stream().anyMatch(it -> it.name().equals("Idempotency-Key"))) {
      headers.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
    }
    return headers.toArray(String[]::new);
  }
}
