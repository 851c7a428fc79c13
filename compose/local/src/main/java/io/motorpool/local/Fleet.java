package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * The demonstration fleet: branches, classes, vehicles and a few customers, to have something to
 * try.
 */
final class Fleet {

  private static final int CONFLICT = 409;

  private final Api api;

  Fleet(Api api) {
    this.api = api;
  }

  /**
   * Loads the fleet through the gateway, unless there are vehicles already.
   *
   * @return how many vehicles were added
   * @throws LaunchException when the gateway refuses
   */
  int loadIfEmpty() {
    if (!api.get("/vehicles?limit=1").path("items").isEmpty()) {
      return 0;
    }
    JsonNode fleet = read();
    Map<String, String> branches = branches(fleet.path("branches"));
    fleet.path("vehicleClasses").forEach(it -> create("/vehicle-classes", it));
    fleet.path("customers").forEach(it -> create("/customers", licensed((ObjectNode) it)));
    for (JsonNode vehicle : fleet.path("vehicles")) {
      ObjectNode placed = ((ObjectNode) vehicle).put("status", "IN_SERVICE");
      placed.put("branchId", branches.get(placed.remove("branch").asText()));
      create("/vehicles", placed);
    }
    return fleet.path("vehicles").size();
  }

  private Map<String, String> branches(JsonNode branches) {
    for (JsonNode branch : branches) {
      ObjectNode body = (ObjectNode) branch;
      body.set("openingHours", openingHours(body.remove("open")));
      create("/branches", body);
    }
    Map<String, String> ids = new HashMap<>();
    api.get("/branches?limit=200")
        .path("items")
        .forEach(it -> ids.put(it.path("code").asText(), it.path("id").asText()));
    return ids;
  }

  private static ArrayNode openingHours(JsonNode open) {
    ArrayNode hours = Api.JSON.createArrayNode();
    for (JsonNode day : open.path("days")) {
      hours
          .addObject()
          .put("dayOfWeek", day.asText())
          .put("opensAt", open.path("from").asText())
          .put("closesAt", open.path("to").asText());
    }
    return hours;
  }

  // A licence with fixed dates would run out one day.
  private static ObjectNode licensed(ObjectNode customer) {
    LocalDate issuedOn = LocalDate.now().minusYears(5);
    ((ObjectNode) customer.path("drivingLicence"))
        .put("issuedOn", issuedOn.toString())
        .put("expiresOn", issuedOn.plusYears(15).toString());
    return customer;
  }

  // A start that was interrupted may have left some of it.
  private void create(String path, JsonNode body) {
    Api.Answer answer = api.send("POST", path, body);
    if (answer.status() != 201 && answer.status() != CONFLICT) {
      throw new LaunchException(answer.describe());
    }
  }

  private static JsonNode read() {
    try (InputStream stream = Fleet.class.getResourceAsStream("fleet.json")) {
      return Api.JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
