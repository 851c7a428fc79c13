package io.motorpool.postman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.postman.ContractIndex.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request of the collection, as its format (2.1) has it. */
final class PostmanRequest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Operation operation;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Map<String, String> offered = new LinkedHashMap<>();
  private String mediaType;
  private String body;

  PostmanRequest(Operation operation) {
    this.operation = operation;
  }

  void path(String name, String value) {
    give("path", name, value);
  }

  void query(String name, String value) {
    give("query", name, value);
  }

  void header(String name, String value) {
    give("header", name, value);
  }

  /** What a parameter that is not sent would be sent with, once it is ticked. */
  void offer(String in, String name, String value) {
    offered.put(in + " " + name, value);
  }

  void body(String mediaType, String body) {
    if (!operation.node().at("/requestBody/content").has(mediaType)) {
      throw new IllegalArgumentException(operation.id() + " takes no " + mediaType);
    }
    this.mediaType = mediaType;
    this.body = body;
  }

  private void give(String in, String name, String value) {
    if (operation.parameters().stream()
        .noneMatch(
            it -> it.path("in").asText().equals(in) && it.path("name").asText().equals(name))) {
      throw new IllegalArgumentException(operation.id() + " has no " + in + " parameter " + name);
    }
    given.put(in + " " + name, value);
  }

  /**
   * As an item of a folder.
   *
   * @throws IllegalArgumentException if something is missing that the operation needs
   */
  ObjectNode item(String name) {
    ObjectNode item = JSON.createObjectNode().put("name", name);
    ObjectNode request = item.putObject("request");
    request
        .put("method", operation.method())
        .put("description", operation.node().path("description").asText());
    if (operation.node().path("security").isEmpty()) {
      request.putObject("auth").put("type", "noauth");
    }
    ObjectNode url = request.putObject("url");
    url.put("raw", "{{baseUrl}}" + operation.path().replace("{", ":").replace("}", ""));
    url.putArray("host").add("{{baseUrl}}");
    Arrays.stream(operation.path().substring(1).split("/"))
        .forEach(it -> url.withArray("/path").add(it.replace("{", ":").replace("}", "")));
    for (JsonNode parameter : operation.parameters()) {
      parameter(parameter, request, url);
    }
    if (operation.node().has("requestBody") && body == null) {
      throw new IllegalArgumentException(operation.id() + " needs a body");
    }
    if (body != null) {
      request.withArray("/header").addObject().put("key", "Content-Type").put("value", mediaType);
      ObjectNode sent = request.putObject("body").put("mode", "raw").put("raw", body);
      if (mediaType.equals("application/json")) {
        sent.putObject("options").putObject("raw").put("language", "json");
      }
    }
    return item;
  }

  private void parameter(JsonNode parameter, ObjectNode request, ObjectNode url) {
    String name = parameter.get("name").asText();
    String in = parameter.get("in").asText();
    String value = given.get(in + " " + name);
    boolean required = parameter.path("required").asBoolean();
    if (value == null && required) {
      throw new IllegalArgumentException(operation.id() + " needs " + name);
    }
    ObjectNode entry = JSON.createObjectNode();
    entry
        .put("key", name)
        .put("value", value == null ? offered.getOrDefault(in + " " + name, "") : value)
        .put("description", parameter.path("description").asText());
    if (value == null) {
      entry.put("disabled", true);
    }
    switch (in) {
      case "path" -> url.withArray("/variable").add(entry);
      case "query" -> url.withArray("/query").add(entry);
      default -> request.withArray("/header").add(entry);
    }
  }

  /** Adds what runs before the request ("prerequest") or after its answer ("test"). */
  static void script(ObjectNode item, String when, List<String> lines) {
    ObjectNode event = item.withArray("/event").addObject().put("listen", when);
    ObjectNode script = event.putObject("script").put("type", "text/javascript");
    lines.forEach(line -> script.withArray("/exec").add(line));
  }
}
