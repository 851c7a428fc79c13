package io.motorpool.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What an operation's contract says of its answers with one status. */
final class ContractAnswer {

  /** Of HTTP itself: what a message is, and not what an operation says. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "content-type", "date", "transfer-encoding");

  private final Map<String, ContractSchema> headers = new HashMap<>();
  private final Set<String> neededHeaders = new HashSet<>();
  private final Map<String, ContractSchema> bodies = new HashMap<>();

  /**
   * @param node as the contract has it, without references
   */
  ContractAnswer(JsonNode node) {
    node.path("headers")
        .properties()
        .forEach(
            header -> {
              String name = header.getKey().toLowerCase(Locale.ROOT);
              headers.put(name, ContractSchema.closed(header.getValue().path("schema")));
              if (header.getValue().path("required").asBoolean()) {
                neededHeaders.add(name);
              }
            });
    node.path("content")
        .properties()
        .forEach(
            content ->
                bodies.put(
                    content.getKey(), ContractSchema.closed(content.getValue().path("schema"))));
  }

  /** What in an answer is not so: the place and the rule. */
  List<String> contradictions(HttpExchange exchange) {
    List<String> contradictions = new ArrayList<>();
    checkHeaders(exchange.answerHeaders(), contradictions);
    if (!exchange.method().equals("HEAD")) {
      checkBody(exchange, contradictions);
    }
    return contradictions;
  }

  private void checkHeaders(Map<String, List<String>> sent, List<String> contradictions) {
    sent.forEach(
        (name, values) -> {
          ContractSchema schema = headers.get(name);
          if (schema != null) {
            values.stream()
                .filter(value -> !schema.allowsParameter(value))
                .forEach(
                    value ->
                        contradictions.add(
                            "the header %s is not as the contract has it: %s"
                                .formatted(name, value)));
          } else if (!FRAMING.contains(name)) {
            contradictions.add("the header %s is not in the contract".formatted(name));
          }
        });
    neededHeaders.stream()
        .filter(name -> !sent.containsKey(name))
        .forEach(name -> contradictions.add("the header %s is missing".formatted(name)));
  }

  private void checkBody(HttpExchange exchange, List<String> contradictions) {
    String type = exchange.answerType();
    boolean empty = exchange.answerBody().length == 0;
    if (bodies.isEmpty()) {
      if (!empty) {
        contradictions.add("the contract has no body");
      }
    } else if (empty) {
      contradictions.add("the body is missing");
    } else if (!bodies.containsKey(type)) {
      contradictions.add("the media type '%s' is not in the contract".formatted(type));
    } else if (type.endsWith("json")) {
      bodies.get(type).contradictions(new String(exchange.answerBody(), UTF_8)).stream()
          .map(what -> "the body at " + what)
          .forEach(contradictions::add);
    }
  }
}
