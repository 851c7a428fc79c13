package io.motorpool.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A document of the contracts as the build has bundled it: it refers to nothing outside itself.
 *
 * @param root the whole of it
 */
record BundledContract(JsonNode root) {

  /**
   * @param name of a service; {@code events} for the AsyncAPI document
   */
  static BundledContract read(String name) {
    String resource = "META-INF/motorpool/bundled/" + name + ".yaml";
    try (InputStream in = BundledContract.class.getClassLoader().getResourceAsStream(resource)) {
      return new BundledContract(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With every reference below it replaced by what it refers to. */
  JsonNode resolved(JsonNode part) {
    if (part.path("$ref").isTextual()) {
      return resolved(root.at(part.get("$ref").textValue().substring(1)));
    }
    if (part instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object.properties().forEach(it -> copy.set(it.getKey(), resolved(it.getValue())));
      return copy;
    }
    if (part instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(element -> copy.add(resolved(element)));
      return copy;
    }
    return part;
  }
}
