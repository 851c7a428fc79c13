package io.motorpool.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;

/** The smallest fleet that can be rented from: a branch that never closes, a class, a vehicle. */
final class OneVehicle {

  /** Its class. */
  static final String VEHICLE_CLASS = "ECMR";

  private static final String BRANCH =
      """
      {"code": "VIE02", "name": "Wien Flughafen", "timeZone": "Europe/Vienna", "taxPercent": "20.00",
       "turnaroundMinutes": 30,
       "address": {"street": "Ankunftsstraße 4", "city": "Schwechat", "postalCode": "1300", "country": "AT"}}
      """;
  private static final String CLASS =
      """
      {"code": "ECMR", "name": "Economy", "description": "Small car with manual gears.", "minimumDriverAge": 19,
       "rate": {"hourly": {"amount": "9.00", "currency": "EUR"}, "daily": {"amount": "43.00", "currency": "EUR"},
                "weekly": {"amount": "249.00", "currency": "EUR"}},
       "fullDriverAge": 23, "youngDriverFee": {"amount": "9.00", "currency": "EUR"},
       "includedKilometresPerDay": 300, "excessKilometreRate": {"amount": "0.22", "currency": "EUR"},
       "missingFuelRate": {"amount": "1.10", "currency": "EUR"}, "deposit": {"amount": "300.00", "currency": "EUR"}}
      """;
  private static final String VEHICLE =
      """
      {"registrationNumber": "W-48210A", "make": "Škoda", "model": "Fabia", "modelYear": 2025,
       "vehicleClass": "ECMR", "odometerKm": 12840, "status": "IN_SERVICE"}
      """;

  private OneVehicle() {}

  /**
   * Enters it.
   *
   * @param api as a manager sees it
   * @return the id of the branch
   */
  static String enterAt(Api api) {
    ObjectNode branch = read(BRANCH);
    ArrayNode hours = branch.putArray("openingHours");
    for (DayOfWeek day : DayOfWeek.values()) {
      hours
          .addObject()
          .put("dayOfWeek", day.name())
          .put("opensAt", "00:00")
          .put("closesAt", "23:59");
    }
    JsonNode entered = api.post("/branches", branch);
    api.post("/vehicle-classes", read(CLASS));
    api.post("/vehicles", read(VEHICLE).put("branchId", entered.required("id").asText()));
    return entered.required("id").asText();
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) Api.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
