package io.motorpool.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.motorpool.testing.ContractOperation.Parameter;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an operation's contract says of its requests. */
final class ContractRequest {

  private static final String JSON = "application/json";

  private final ContractOperation operation;

  ContractRequest(ContractOperation operation) {
    this.operation = operation;
  }

  /** What in a request is not so: the place and the rule. */
  List<String> contradictions(HttpExchange exchange) {
    List<String> contradictions = new ArrayList<>();
    Map<String, List<String>> query = query(exchange.query());
    Map<String, List<String>> path = path(exchange.path());
    for (Parameter parameter : operation.parameters()) {
      List<String> values =
          switch (parameter.in()) {
            case "path" -> path.get(parameter.name());
            case "query" -> query.remove(parameter.name());
            default -> exchange.requestHeaders().get(parameter.name().toLowerCase(Locale.ROOT));
          };
      checkParameter(parameter, values == null ? List.of() : values, contradictions);
    }
    query
        .keySet()
        .forEach(name -> contradictions.add("the parameter " + name + " is not in the contract"));
    checkBody(exchange, contradictions);
    return contradictions;
  }

  private static void checkParameter(
      Parameter parameter, List<String> values, List<String> contradictions) {
    String what = "the parameter " + parameter.name();
    if (values.isEmpty() && parameter.required()) {
      contradictions.add(what + " is missing");
    } else if (values.size() > 1) {
      contradictions.add(what + " is given more than once");
    }
    values.stream()
        .filter(value -> !parameter.schema().allowsParameter(value))
        .forEach(value -> contradictions.add(what + " is not as the contract has it: " + value));
  }

  private void checkBody(HttpExchange exchange, List<String> contradictions) {
    String body = new String(exchange.requestBody(), UTF_8);
    if (!operation.takesBody()) {
      return;
    }
    if (body.isBlank()) {
      if (operation.needsBody()) {
        contradictions.add("the body is missing");
      }
    } else if (!operation.bodyTypes().contains(exchange.requestType())) {
      contradictions.add(
          "the media type '%s' is not in the contract".formatted(exchange.requestType()));
    } else if (exchange.requestType().equals(JSON)) {
      operation.bodySchema().contradictions(body).stream()
          .map(what -> "the body at " + what)
          .forEach(contradictions::add);
    }
  }

  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String pair : raw.isEmpty() ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query
          .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
          .add(parts.length > 1 ? decoded(parts[1]) : "");
    }
    return query;
  }

  private Map<String, List<String>> path(String raw) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    String[] names = operation.path().split("/");
    String[] values = raw.split("/");
    for (int i = 0; i < names.length; i++) {
      if (names[i].startsWith("{")) {
        String name = names[i].substring(1, names[i].length() - 1);
        // A plus sign in a path is one.
        parameters.put(name, List.of(decoded(values[i].replace("+", "%2B"))));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
