package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the demonstration fleet was rented out for in the last four months: believable, invented,
 * and the same on every machine but for the day it counts back from.
 */
final class RentalHistory {

  private static final int DAYS = 120;
  private static final int MOST_DAYS = 9;
  private static final int LONGEST_PAUSE_IN_DAYS = 15;
  private static final int LONGEST_LEAD_IN_DAYS = 40;
  private static final int CANCELLED_PERCENT = 8;
  private static final int NO_SHOW_PERCENT = 3;
  private static final BigDecimal WITH_TAX = new BigDecimal("1.20");
  private static final BigDecimal CANCELLATION_SHARE = new BigDecimal("0.30");

  private final Random random = new Random(4);
  private final Instant today;
  private final List<JsonNode> customers = new ArrayList<>();
  private final Map<String, BigDecimal> dailyRates = new HashMap<>();
  private final Map<String, String> currencies = new HashMap<>();

  /**
   * @param now the present moment
   * @param customers who may have rented
   * @param vehicleClasses what they paid by
   */
  RentalHistory(Instant now, JsonNode customers, JsonNode vehicleClasses) {
    this.today = now.truncatedTo(ChronoUnit.DAYS);
    customers.forEach(this.customers::add);
    for (JsonNode it : vehicleClasses) {
      JsonNode daily = it.path("rate").path("daily");
      dailyRates.put(it.path("code").asText(), new BigDecimal(daily.path("amount").asText()));
      currencies.put(it.path("code").asText(), daily.path("currency").asText());
    }
  }

  /** The rentals of the vehicles, one after the other for each, as the contract wants them. */
  ObjectNode of(JsonNode vehicles) {
    ObjectNode body = Api.JSON.createObjectNode();
    var rentals = body.putArray("rentals");
    for (JsonNode vehicle : vehicles) {
      Instant free = today.minus(Duration.ofDays(DAYS));
      for (int number = 1; ; number++) {
        Instant startsAt =
            free.plus(Duration.ofDays(random.nextInt(LONGEST_PAUSE_IN_DAYS)))
                .plus(Duration.ofHours(8 + random.nextInt(9)));
        int days = 1 + random.nextInt(MOST_DAYS);
        Instant endsAt = startsAt.plus(Duration.ofDays(days));
        if (!endsAt.isBefore(today)) {
          break;
        }
        rentals.add(rental(vehicle, number, startsAt, endsAt, days));
        free = endsAt.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
      }
    }
    return body;
  }

  private ObjectNode rental(
      JsonNode vehicle, int number, Instant startsAt, Instant endsAt, int days) {
    String vehicleClass = vehicle.path("vehicleClass").asText();
    BigDecimal price =
        dailyRates
            .get(vehicleClass)
            .multiply(BigDecimal.valueOf(days))
            .multiply(WITH_TAX)
            .setScale(2, RoundingMode.HALF_UP);
    int chance = random.nextInt(100);
    ObjectNode rental =
        Api.JSON
            .createObjectNode()
            .put(
                "reference", "%s/%d".formatted(vehicle.path("registrationNumber").asText(), number))
            .put("customerId", customers.get(random.nextInt(customers.size())).path("id").asText())
            .put("vehicleId", vehicle.path("id").asText())
            .put("pickupBranchId", vehicle.path("branchId").asText())
            .put(
                "bookedAt",
                startsAt
                    .minus(Duration.ofDays(1 + random.nextInt(LONGEST_LEAD_IN_DAYS)))
                    .toString())
            .put("startsAt", startsAt.toString())
            .put("endsAt", endsAt.toString());
    BigDecimal charged = price;
    if (chance < CANCELLED_PERCENT) {
      rental.put("outcome", "CANCELLED");
      charged = price.multiply(CANCELLATION_SHARE).setScale(2, RoundingMode.HALF_UP);
    } else {
      rental.put("outcome", chance < CANCELLED_PERCENT + NO_SHOW_PERCENT ? "NO_SHOW" : "COMPLETED");
    }
    rental.set("price", money(price, vehicleClass));
    rental.set("charged", money(charged, vehicleClass));
    return rental;
  }

  private ObjectNode money(BigDecimal amount, String vehicleClass) {
    return Api.JSON
        .createObjectNode()
        .put("amount", amount.toPlainString())
        .put("currency", currencies.get(vehicleClass));
  }
}
