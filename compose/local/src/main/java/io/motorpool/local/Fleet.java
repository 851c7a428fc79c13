package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The demonstration fleet: branches, classes, extras, next year's rates, seasons, one-way fees,
 * vehicles and their next days in the workshop, customers, and what they rented in the last months,
 * to have something to try.
 */
final class Fleet {

  private static final int CREATED = 201;
  private static final int CONFLICT = 409;
  private static final Duration WORKSHOP_OPENS = Duration.ofHours(7);

  private final Api api;

  Fleet(Api api) {
    this.api = api;
  }

  /**
   * Loads through the gateway what is missing of the fleet: all of it where there are no vehicles,
   * the rest of it where an earlier start was cut short. Where there are other vehicles, somebody
   * has a fleet of their own, and nothing is loaded. Days in the workshop and what was rented are
   * loaded where nobody has reserved anything yet.
   *
   * @return how many vehicles were added
   * @throws LaunchException when the gateway refuses
   */
  int loadWhatIsMissing() {
    JsonNode fleet = read();
    Set<String> there = registrationNumbers(api.get("/vehicles?limit=200").path("items"));
    Set<String> wanted = registrationNumbers(fleet.path("vehicles"));
    if (!wanted.containsAll(there)) {
      return 0;
    }
    // Vehicles come last: where none is missing, neither is anything else that they need.
    int added = there.equals(wanted) ? 0 : load(fleet);
    if (api.get("/reservations?limit=1").path("items").isEmpty()) {
      JsonNode vehicles = api.get("/vehicles?limit=200").path("items");
      loadMaintenance(fleet.path("maintenance"), vehicles);
      loadHistory(fleet.path("vehicleClasses"), vehicles);
    }
    return added;
  }

  private int load(JsonNode fleet) {
    Map<String, String> branches = branches(fleet.path("branches"));
    fleet.path("vehicleClasses").forEach(it -> create("/vehicle-classes", it));
    fleet.path("extras").forEach(it -> create("/extras", it));
    fleet.path("nextYearsRates").forEach(it -> createRate((ObjectNode) it));
    createSeasons(fleet.path("seasons"));
    fleet.path("oneWayFees").forEach(it -> createOneWayFee((ObjectNode) it, branches));
    fleet.path("customers").forEach(it -> create("/customers", licensed((ObjectNode) it)));
    int added = 0;
    for (JsonNode vehicle : fleet.path("vehicles")) {
      ObjectNode placed = ((ObjectNode) vehicle).put("status", "IN_SERVICE");
      placed.put("branchId", branches.get(placed.remove("branch").asText()));
      if (create("/vehicles", placed)) {
        added++;
      }
    }
    return added;
  }

  private void createRate(ObjectNode rate) {
    String code = rate.remove("vehicleClass").asText();
    LocalDate newYear = LocalDate.now().plusYears(1).withDayOfYear(1);
    create("/vehicle-classes/%s/rates".formatted(code), rate.put("validFrom", newYear.toString()));
  }

  /**
   * Seasons may be alike, so those of an earlier start are looked for and not left to be refused.
   */
  private void createSeasons(JsonNode seasons) {
    Set<String> there = new HashSet<>();
    api.get("/seasons?limit=200").path("items").forEach(it -> there.add(it.path("name").asText()));
    for (JsonNode season : seasons) {
      if (!there.contains(season.path("name").asText())) {
        create("/seasons", dated((ObjectNode) season));
      }
    }
  }

  /** Before the history, without which all of this is done again. */
  private void loadMaintenance(JsonNode windows, JsonNode vehicles) {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    for (JsonNode window : windows) {
      Instant startsAt =
          today.plus(window.path("inDays").asInt(), ChronoUnit.DAYS).plus(WORKSHOP_OPENS);
      for (JsonNode vehicle : vehicles) {
        if (vehicle.path("registrationNumber").equals(window.path("registrationNumber"))) {
          create(
              "/vehicles/%s/maintenance-windows".formatted(vehicle.path("id").asText()),
              Api.JSON
                  .createObjectNode()
                  .put("startsAt", startsAt.toString())
                  .put(
                      "endsAt",
                      startsAt.plus(window.path("forDays").asInt(), ChronoUnit.DAYS).toString())
                  .put("reason", window.path("reason").asText()));
        }
      }
    }
  }

  /** The season as it is this year, or next year where it is over. */
  private static ObjectNode dated(ObjectNode season) {
    LocalDate today = LocalDate.now();
    MonthDay from = MonthDay.parse("--" + season.path("from").asText());
    MonthDay until = MonthDay.parse("--" + season.path("until").asText());
    int year = today.getYear() + (until.atYear(today.getYear()).isBefore(today) ? 1 : 0);
    return season
        .put("from", from.atYear(year).toString())
        .put("until", until.atYear(year).toString());
  }

  private void createOneWayFee(ObjectNode fee, Map<String, String> branches) {
    fee.put("fromBranchId", branches.get(fee.remove("from").asText()));
    fee.put("toBranchId", branches.get(fee.remove("to").asText()));
    create("/one-way-fees", fee);
  }

  private void loadHistory(JsonNode vehicleClasses, JsonNode vehicles) {
    JsonNode customers = api.get("/customers?limit=200").path("items");
    RentalHistory history = new RentalHistory(Instant.now(), customers, vehicleClasses);
    api.post("/past-rentals", history.of(vehicles));
  }

  private static Set<String> registrationNumbers(JsonNode vehicles) {
    Set<String> numbers = new HashSet<>();
    vehicles.forEach(it -> numbers.add(it.path("registrationNumber").asText()));
    return numbers;
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

  /**
   * Creates one thing; what an earlier start has left is known by its code, e-mail address,
   * registration number, first day or branches, and refused as a duplicate.
   *
   * @return whether it was not there before
   */
  private boolean create(String path, JsonNode body) {
    Api.Answer answer = api.send("POST", path, body);
    if (answer.status() != CREATED && answer.status() != CONFLICT) {
      throw new LaunchException(answer.describe());
    }
    return answer.status() == CREATED;
  }

  private static JsonNode read() {
    try (InputStream stream = Fleet.class.getResourceAsStream("fleet.json")) {
      return Api.JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
