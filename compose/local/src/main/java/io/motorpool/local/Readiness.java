package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program says of itself at {@code /health/ready}.
 *
 * @param up whether it answers requests
 * @param missingLinks the links to the broker that do not stand, each with its status, {@code
 *     "consume is CONNECTING"}; a program that is up does not need them to answer requests
 */
record Readiness(boolean up, List<String> missingLinks) {

  /** Not listening, or not to be understood. */
  static Readiness none() {
    return new Readiness(false, List.of());
  }

  /**
   * Reads an answer.
   *
   * @param links the links to the broker that the program has to have
   */
  static Readiness of(HttpResponse<String> answer, List<String> links) {
    if (answer.statusCode() != 200) {
      return none();
    }
    try {
      return new Readiness(true, missingLinks(Api.JSON.readTree(answer.body()), links));
    } catch (IOException e) {
      return none();
    }
  }

  boolean complete() {
    return up && missingLinks.isEmpty();
  }

  // A link that is not told of is missing, too: a service answers before it knows its links.
  private static List<String> missingLinks(JsonNode health, List<String> links) {
    JsonNode broker = MissingNode.getInstance();
    for (JsonNode check : health.path("checks")) {
      if (check.path("name").asText().equals("broker")) {
        broker = check.path("data");
      }
    }
    List<String> missing = new ArrayList<>();
    for (String link : links) {
      String status = broker.path(link).asText("UNKNOWN");
      if (!status.equals("CONNECTED")) {
        missing.add(link + " is " + status);
      }
    }
    return missing;
  }
}
