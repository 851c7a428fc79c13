package io.motorpool.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The contract that a service serves is the one that it was built from. */
final class ServedContract {

  private static final YAMLMapper YAML = new YAMLMapper();

  private ServedContract() {}

  /**
   * Compares what a running service has at {@code /openapi} with the file, in both its forms, to
   * the last value. Helidon reads the file into its model and writes that: laid out in another way,
   * with the default style of headers spelled out, and with numbers in floating point.
   */
  static void check(ServiceUnderTest service) {
    String file = "META-INF/motorpool/bundled/" + service.name() + ".yaml";
    try (InputStream in = ServedContract.class.getClassLoader().getResourceAsStream(file)) {
      JsonNode written = asHelidonHasIt(YAML.readTree(in));
      Http http = service.http().anonymously();
      assertThat(asHelidonHasIt(YAML.readTree(http.get("/openapi").body()))).isEqualTo(written);
      assertThat(asHelidonHasIt(http.get("/openapi?format=json").json())).isEqualTo(written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode asHelidonHasIt(JsonNode part) {
    if (part.isNumber()) {
      return DoubleNode.valueOf(part.doubleValue());
    }
    if (part instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(element -> copy.add(asHelidonHasIt(element)));
      return copy;
    }
    if (part instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object.properties().forEach(it -> copy.set(it.getKey(), asHelidonHasIt(it.getValue())));
      boolean isParameter = object.has("in");
      if (!isParameter && object.path("style").asText().equals("simple")) {
        copy.remove("style");
      }
      return copy;
    }
    return part;
  }
}
