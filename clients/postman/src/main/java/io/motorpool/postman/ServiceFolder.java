package io.motorpool.postman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.postman.ContractIndex.Operation;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A folder with every operation of a service, filled with the contract's examples. Ids are those of
 * the examples and have to be replaced; times are variables that are as far from now as the
 * example's are from the day the examples were written.
 */
final class ServiceFolder {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d:\\d\\dZ)?");

  /** The examples' own today. What is before, such as a birth, stays. */
  private static final String WRITTEN = "2026-11-20T10:00:00Z";

  private final ContractIndex contract;

  ServiceFolder(ContractIndex contract) {
    this.contract = contract;
  }

  ObjectNode folder() throws JsonProcessingException {
    ObjectNode folder = JSON.createObjectNode().put("name", contract.title());
    for (Operation operation : contract.operations()) {
      folder.withArray("/item").add(item(operation));
    }
    return folder;
  }

  private ObjectNode item(Operation operation) throws JsonProcessingException {
    PostmanRequest request = new PostmanRequest(operation);
    TreeSet<String> times = new TreeSet<>();
    for (JsonNode parameter : operation.parameters()) {
      String name = parameter.get("name").asText();
      String in = parameter.get("in").asText();
      String value = withTimes(parameter.path("example").asText(), times);
      if (!parameter.path("required").asBoolean()) {
        request.offer(in, name, value);
      } else if (in.equals("path")) {
        request.path(name, value);
      } else {
        request.query(name, value);
      }
    }
    var body = contract.bodyExample(operation);
    if (body.isPresent()) {
      JsonNode example = body.get().getValue();
      String text =
          example.isTextual()
              ? example.asText()
              : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(example);
      request.body(body.get().getKey(), withTimes(text, times));
    }
    ObjectNode item = request.item(operation.node().get("summary").asText());
    if (!times.isEmpty()) {
      PostmanRequest.script(item, "prerequest", timeScript(times));
    }
    PostmanRequest.script(
        item,
        "test",
        List.of(
            "pm.test('answers as the contract says', () => pm.expect(%s).to.include(pm.response.code));"
                .formatted(statuses(operation))));
    return item;
  }

  private static List<String> timeScript(TreeSet<String> times) throws JsonProcessingException {
    return List.of(
        "// As the contract's example has it, but as many weeks later as have passed since it was written.",
        "const week = 7 * 24 * 3600000;",
        "const later = Math.max(0, Math.ceil((Date.now() - Date.parse('%s')) / week)) * week;"
            .formatted(WRITTEN),
        "%s.forEach((time) => pm.variables.set(time,".formatted(JSON.writeValueAsString(times))
            + " new Date(Date.parse(time) + later).toISOString().replace('.000Z', 'Z').slice(0, time.length)));");
  }

  private static String withTimes(String text, TreeSet<String> times) {
    return TIME.matcher(text)
        .replaceAll(
            time -> {
              if (!isToCome(time.group())) {
                return time.group();
              }
              times.add(time.group());
              return "{{" + time.group() + "}}";
            });
  }

  private static boolean isToCome(String time) {
    return Instant.parse(time.length() == 10 ? time + "T23:59:59Z" : time)
        .isAfter(Instant.parse(WRITTEN));
  }

  private static String statuses(Operation operation) {
    return operation.node().get("responses").properties().stream()
        .map(it -> it.getKey())
        .toList()
        .toString();
  }
}
