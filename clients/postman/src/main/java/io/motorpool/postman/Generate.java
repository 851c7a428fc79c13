package io.motorpool.postman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the collection and the environment. Arguments: the rental, the folder to write to. */
public final class Generate {

  private static final List<String> SERVICES =
      List.of("customer", "vehicle", "reservation", "billing", "notification", "analytics");

  private static final String FORMAT =
      "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Generate() {}

  public static void main(String[] arguments) throws IOException {
    Path target = Files.createDirectories(Path.of(arguments[1]));
    JSON.writeValue(
        target.resolve("collection.json").toFile(),
        collection(Journey.read(Path.of(arguments[0]))));
    JSON.writeValue(target.resolve("environment.json").toFile(), environment());
  }

  /**
   * The collection.
   *
   * @throws IllegalArgumentException if the contracts have not what a request of the journey needs
   */
  static ObjectNode collection(Journey journey) throws JsonProcessingException {
    ContractIndex all = ContractIndex.of("motorpool");
    ObjectNode collection = JSON.createObjectNode();
    collection
        .putObject("info")
        .put("name", "Motorpool " + all.version())
        .put(
            "description",
            "Generated from the contracts. Choose the environment, and set its token.")
        .put("schema", FORMAT);
    ObjectNode bearer = collection.putObject("auth").put("type", "bearer");
    bearer
        .withArray("/bearer")
        .addObject()
        .put("key", "token")
        .put("value", "{{token}}")
        .put("type", "string");
    collection.withArray("/item").add(new RentalFolder(all, journey).folder());
    for (String service : SERVICES) {
      collection.withArray("/item").add(new ServiceFolder(ContractIndex.of(service)).folder());
    }
    return collection;
  }

  private static ObjectNode environment() {
    ObjectNode environment = JSON.createObjectNode().put("name", "Motorpool on this machine");
    environment.withArray("/values").add(variable("baseUrl", "http://localhost:8080", "default"));
    environment.withArray("/values").add(variable("token", "", "secret"));
    return environment.put("_postman_variable_scope", "environment");
  }

  private static ObjectNode variable(String name, String value, String type) {
    return JSON.createObjectNode()
        .put("key", name)
        .put("value", value)
        .put("type", type)
        .put("enabled", true);
  }
}
