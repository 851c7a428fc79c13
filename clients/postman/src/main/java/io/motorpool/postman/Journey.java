package io.motorpool.postman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * What is done one after the other, as {@code rental.yaml} tells it.
 *
 * @param minutes times by name, in minutes from when the first request is sent
 */
record Journey(String name, String description, Map<String, Integer> minutes, List<Step> steps) {

  /**
   * One request.
   *
   * @param expect values by their places in the answer
   * @param until the same, which the request is repeated for, a second apart
   * @param capture places in the answer by the variables that keep what is there
   * @param captureHeader header fields of the answer by such variables
   */
  record Step(
      String name,
      String operation,
      Map<String, String> path,
      Map<String, JsonNode> query,
      Map<String, String> headers,
      JsonNode body,
      Map<String, JsonNode> expect,
      Map<String, JsonNode> until,
      Map<String, String> capture,
      Map<String, String> captureHeader) {

    Step {
      path = path == null ? Map.of() : path;
      query = query == null ? Map.of() : query;
      headers = headers == null ? Map.of() : headers;
      expect = expect == null ? Map.of() : expect;
      until = until == null ? Map.of() : until;
      capture = capture == null ? Map.of() : capture;
      captureHeader = captureHeader == null ? Map.of() : captureHeader;
    }
  }

  static Journey read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (var reader = Files.newBufferedReader(file)) {
      return json.convertValue(new Yaml().load(reader), Journey.class);
    }
  }
}
