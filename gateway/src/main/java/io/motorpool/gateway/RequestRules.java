package io.motorpool.gateway;

import com.networknt.schema.Schema;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.StringNode;

/**
 * What the contract asks of an operation's requests: their path, their query and their body. Header
 * fields are the services': a missing If-Match has an answer of its own.
 */
final class RequestRules {

  /** Of an operation of which nothing is known but its path. */
  static final RequestRules NONE = new RequestRules(Set.of(), null, null);

  private static final String JSON_MEDIA_TYPE = "application/json";
  private static final int DEEPEST_NESTING = 32;
  private static final int LONGEST_STRING = 100_000;
  private static final int LONGEST_NAME = 256;
  private static final int MOST_PARAMETERS = 100;

  /** Somebody who sends a thousand things that are wrong is not told of each. */
  private static final int MOST_VIOLATIONS = 50;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST_NESTING)
                          .maxStringLength(LONGEST_STRING)
                          .maxNameLength(LONGEST_NAME)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** A parameter's values. */
  private record Parameter(Schema schema, String type, boolean required) {}

  private final Map<Integer, String> inPath = new HashMap<>();
  private final Map<String, Parameter> pathParameters = new HashMap<>();
  private final Map<String, Parameter> query = new TreeMap<>();

  /** The media types of the body; none if there is no body. */
  private final Set<String> bodyTypes;

  /** Of a body that is JSON; of another one the contract says nothing that could be checked. */
  private final Schema body;

  private RequestRules(Set<String> bodyTypes, Schema body, String template) {
    this.bodyTypes = bodyTypes;
    this.body = body;
    if (template != null) {
      String[] segments = template.split("/", -1);
      for (int i = 0; i < segments.length; i++) {
        if (segments[i].startsWith("{")) {
          inPath.put(i, segments[i].substring(1, segments[i].length() - 1));
        }
      }
    }
  }

  /**
   * Reads the rules of an operation.
   *
   * @param schemas of the contract
   * @param contract the contract
   * @param template the path
   * @param method the method, as the contract has it
   */
  @SuppressWarnings("unchecked")
  static RequestRules of(
      ContractSchemas schemas, Map<String, Object> contract, String template, String method) {
    String path = "/paths/" + template.replace("~", "~0").replace("/", "~1");
    Map<String, Object> item = (Map<String, Object>) at(contract, path);
    Map<String, Object> operation = (Map<String, Object>) item.get(method);
    Set<String> bodyTypes = Set.of();
    Schema body = null;
    if (operation.containsKey("requestBody")) {
      String content = resolve(contract, path + "/" + method + "/requestBody") + "/content";
      bodyTypes = ((Map<String, Object>) at(contract, content)).keySet();
      body =
          bodyTypes.contains(JSON_MEDIA_TYPE)
              ? schemas.at(content + "/application~1json/schema")
              : null;
    }
    RequestRules rules = new RequestRules(bodyTypes, body, template);
    rules.read(schemas, contract, path + "/parameters", (List<Object>) item.get("parameters"));
    rules.read(
        schemas,
        contract,
        path + "/" + method + "/parameters",
        (List<Object>) operation.get("parameters"));
    return rules;
  }

  @SuppressWarnings("unchecked")
  private void read(
      ContractSchemas schemas, Map<String, Object> contract, String place, List<Object> list) {
    for (int i = 0; list != null && i < list.size(); i++) {
      String at = resolve(contract, place + "/" + i);
      Map<String, Object> parameter = (Map<String, Object>) at(contract, at);
      Parameter rule =
          new Parameter(
              schemas.at(at + "/schema"),
              schemas.typeAt(at + "/schema"),
              Boolean.TRUE.equals(parameter.get("required")));
      String name = (String) parameter.get("name");
      if ("query".equals(parameter.get("in"))) {
        query.put(name, rule);
      } else if ("path".equals(parameter.get("in"))) {
        pathParameters.put(name, rule);
      }
    }
  }

  /** Where something really is that may only be referred to. */
  @SuppressWarnings("unchecked")
  private static String resolve(Map<String, Object> contract, String pointer) {
    Object there = at(contract, pointer);
    Object elsewhere = there instanceof Map ? ((Map<String, Object>) there).get("$ref") : null;
    return elsewhere == null ? pointer : resolve(contract, ((String) elsewhere).substring(1));
  }

  private static Object at(Object document, String pointer) {
    Object there = document;
    for (String step : pointer.substring(1).split("/")) {
      String key = step.replace("~1", "/").replace("~0", "~");
      there =
          switch (there) {
            case Map<?, ?> map -> map.get(key);
            case List<?> list -> list.get(Integer.parseInt(key));
            case null, default -> null;
          };
    }
    return there;
  }

  /** The media types of the body; none if there is no body. */
  Set<String> bodyTypes() {
    return bodyTypes;
  }

  /** Whether the body of a request is to be JSON, with a schema. */
  boolean hasSchemaFor(HttpServerRequest request) {
    // Without a body it has no type; then that is what there is to say.
    return body != null
        && (!RequestHead.hasBody(request) || JSON_MEDIA_TYPE.equals(typeOf(request)));
  }

  /** Whether the body is of a type that the contract has, if it has any. */
  boolean isOfTheRightType(HttpServerRequest request) {
    return bodyTypes.isEmpty()
        || !RequestHead.hasBody(request)
        || bodyTypes.contains(typeOf(request));
  }

  private static String typeOf(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** What is wrong with the path and the query. */
  List<Violation> againstParameters(HttpServerRequest request) {
    if (this == NONE) {
      return List.of();
    }
    List<Violation> violations = new ArrayList<>();
    String[] segments = request.path().split("/", -1);
    inPath.forEach(
        (index, name) -> {
          if (pathParameters.containsKey(name)) {
            check(name, pathParameters.get(name), decoded(segments[index]), violations);
          }
        });
    Map<String, List<String>> sent;
    try {
      sent = query(request.uri());
    } catch (IllegalArgumentException e) {
      return List.of(Violation.inParameter("", "the query is not properly encoded"));
    }
    sent.forEach(
        (name, values) -> {
          Parameter parameter = query.get(name);
          if (parameter == null) {
            violations.add(
                Violation.inParameter(shortened(name), "is not a parameter of the contract"));
          } else if (values.size() > 1) {
            violations.add(Violation.inParameter(name, "must not be given more than once"));
          } else {
            check(name, parameter, values.getFirst(), violations);
          }
        });
    query.forEach(
        (name, parameter) -> {
          if (parameter.required() && !sent.containsKey(name)) {
            violations.add(Violation.inParameter(name, "is missing"));
          }
        });
    return violations;
  }

  /** What is wrong with the body. */
  List<Violation> againstBody(Buffer sent) {
    if (sent.length() == 0) {
      return List.of(Violation.inBody("", "is missing"));
    }
    JsonNode value;
    try {
      value = JSON.readTree(sent.getBytes());
    } catch (StreamConstraintsException e) {
      return List.of(Violation.inBody("", "is nested too deeply, or has a part that is too long"));
    } catch (JacksonException e) {
      return List.of(Violation.inBody("", "is not well-formed JSON, or has a field twice"));
    }
    return body.validate(value).stream()
        .limit(MOST_VIOLATIONS)
        .map(
            error ->
                Violation.inBody(ContractSchemas.pointer(error), ContractSchemas.detail(error)))
        .sorted(Comparator.comparing(Violation::place))
        .toList();
  }

  private static void check(
      String name, Parameter parameter, String text, List<Violation> violations) {
    parameter.schema().validate(value(parameter.type(), text)).stream()
        .limit(1)
        .map(error -> Violation.inParameter(name, ContractSchemas.detail(error)))
        .forEach(violations::add);
  }

  /** What a parameter's text means; text that means nothing of the type stays text. */
  private static JsonNode value(String type, String text) {
    return switch (type) {
      case "integer", "number" ->
          !NUMBER.matcher(text).matches()
              ? StringNode.valueOf(text)
              : text.contains(".")
                  ? DecimalNode.valueOf(new BigDecimal(text))
                  : BigIntegerNode.valueOf(new BigInteger(text));
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? BooleanNode.valueOf(text.equals("true"))
              : StringNode.valueOf(text);
      default -> StringNode.valueOf(text);
    };
  }

  private static Map<String, List<String>> query(String uri) {
    QueryStringDecoder decoder =
        new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MOST_PARAMETERS, true);
    return decoder.parameters();
  }

  /** A plus is a plus in a path. */
  private static String decoded(String segment) {
    return QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
  }

  private static String shortened(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }
}
