package io.motorpool.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.Endpoint;

/**
 * A contract beside the one of the last release, whose documents are kept in {@code released/} as
 * they were then: bundled, and for the events as they were written.
 *
 * <p>The events are compared with the same means: each message of a channel is looked at as what
 * the channel answers with, because whoever reads events must live with what changes in them just
 * as a client must with answers.
 *
 * @param name the document's name, without its ending
 * @param released the version that was released
 * @param present the version of the working copy
 * @param difference what has changed between the two
 */
record Comparison(String name, String released, String present, ChangedOpenApi difference) {

  private static final Path RELEASED = Path.of("released");
  private static final String EVENTS = "events.yaml";

  /** All documents of the last release; one that is no longer there is compared with nothing. */
  static List<Comparison> all() {
    Map<String, Contract> before =
        contracts(RELEASED.resolve(Contract.OPENAPI), RELEASED.resolve(Contract.ASYNCAPI));
    Map<String, Contract> now = contracts(Contract.BUNDLED, Contract.ASYNCAPI);
    return before.entrySet().stream()
        .map(entry -> of(entry.getValue(), now.get(entry.getKey())))
        .toList();
  }

  private static Map<String, Contract> contracts(Path bundled, Path asyncApi) {
    Map<String, Contract> contracts = new TreeMap<>();
    for (Contract contract : Contract.servicesIn(bundled)) {
      contracts.put(contract.toString(), contract);
    }
    Contract events = Contract.read(asyncApi.resolve(EVENTS));
    contracts.put(events.toString(), events);
    return contracts;
  }

  static Comparison of(Contract before, Contract now) {
    return new Comparison(
        before.toString().replace(".yaml", ""),
        before.root().at("/info/version").asText(),
        now == null ? "" : now.root().at("/info/version").asText(),
        OpenApiCompare.fromContents(openApi(before), now == null ? empty() : openApi(now)));
  }

  /** Whether a client of the released version would notice something that it cannot know of. */
  boolean breaksClients() {
    return difference.isIncompatible();
  }

  /** By the rules of semantic versioning. */
  boolean mayBreakClients() {
    return !major(released).equals(major(present));
  }

  private static String major(String version) {
    return version.split("[.]")[0];
  }

  /** What an integrator should know, a line each; none if nothing has changed. */
  List<String> changes() {
    List<String> lines = new ArrayList<>();
    for (Endpoint endpoint : difference.getNewEndpoints()) {
      lines.add("new: `%s %s`: %s".formatted(method(endpoint), path(endpoint), summary(endpoint)));
    }
    for (Endpoint endpoint : difference.getMissingEndpoints()) {
      lines.add("**gone**: `%s %s`".formatted(method(endpoint), path(endpoint)));
    }
    for (ChangedOperation operation : difference.getChangedOperations()) {
      lines.add(
          "%s: `%s %s`: %s"
              .formatted(
                  operation.isIncompatible() ? "**broken**" : "changed",
                  operation.getHttpMethod(),
                  operation.getPathUrl(),
                  whereIn(operation)));
    }
    return lines.stream().sorted().toList();
  }

  private static String whereIn(ChangedOperation operation) {
    Map<String, Changed> parts = new TreeMap<>();
    parts.put("parameters", operation.getParameters());
    parts.put("request", operation.getRequestBody());
    parts.put("answers", operation.getApiResponses());
    parts.put("who may call it", operation.getSecurityRequirements());
    parts.put("description", operation.getDescription());
    parts.put("summary", operation.getSummary());
    List<String> changed =
        parts.entrySet().stream()
            .filter(part -> part.getValue() != null && part.getValue().isDifferent())
            .map(Map.Entry::getKey)
            .toList();
    return changed.isEmpty() ? "details" : String.join(", ", changed);
  }

  private static String method(Endpoint endpoint) {
    return endpoint.getMethod().toString();
  }

  private static String path(Endpoint endpoint) {
    return endpoint.getPathUrl();
  }

  private static String summary(Endpoint endpoint) {
    return endpoint.getOperation().getSummary();
  }

  private static String openApi(Contract contract) {
    return contract.root().has("asyncapi")
        ? messagesOf(contract).toString()
        : contract.root().toString();
  }

  private static String empty() {
    return document().toString();
  }

  private static ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.3");
    document.putObject("info").put("title", "Events").put("version", "0");
    document.putObject("paths");
    return document;
  }

  private static ObjectNode messagesOf(Contract events) {
    ObjectNode document = document();
    for (JsonNode channel : events.resolved(events.root().path("channels"))) {
      for (JsonNode message : channel.path("messages")) {
        String path = "/%s/%s".formatted(address(channel), message.path("name").asText());
        ObjectNode get =
            ((ObjectNode) document.path("paths"))
                .putObject(path)
                .putObject("get")
                .put("summary", message.path("summary").asText());
        get.putObject("responses")
            .putObject("200")
            .put("description", message.path("summary").asText())
            .putObject("content")
            .putObject("application/json")
            .set("schema", message.at("/payload/schema"));
      }
    }
    return document;
  }

  private static String address(JsonNode channel) {
    String address = channel.path("address").asText(channel.path("title").asText());
    // What is in braces would be a path's parameter.
    return address.replaceAll("[{}/]+", "-").replaceAll("^-|-$", "");
  }
}
