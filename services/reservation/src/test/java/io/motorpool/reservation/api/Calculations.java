package io.motorpool.reservation.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.motorpool.platform.api.ObjectMapperProvider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What the vehicle service answers when it is asked for a price, as JSON. */
final class Calculations {

  private static final BigDecimal TAX = new BigDecimal("0.20");

  static final ObjectMapper JSON = ObjectMapperProvider.strictMapper();

  private Calculations() {}

  /** Begun days and child seats, as they are asked for. */
  static String answer(String question) {
    try {
      JsonNode asked = JSON.readTree(question);
      Duration time =
          Duration.between(
              Instant.parse(asked.get("startsAt").asText()),
              Instant.parse(asked.get("endsAt").asText()));
      int days = (int) time.plusDays(1).minusSeconds(1).toDays();
      return days(days, asked.at("/extras/0/quantity").asInt());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(question, e);
    }
  }

  /** So many days at 40.00, and 20 % tax; with as many child seats at 6.00 a day. */
  static String days(int days, int childSeats) {
    return days(days, "40.00", childSeats);
  }

  /** As {@link #days(int, int)}, at another daily rate. */
  static String days(int days, String daily, int childSeats) {
    BigDecimal rental = new BigDecimal(daily).multiply(BigDecimal.valueOf(days));
    BigDecimal seats =
        new BigDecimal("6.00").multiply(BigDecimal.valueOf((long) days * childSeats));
    BigDecimal net = rental.add(seats);
    BigDecimal tax = net.multiply(TAX).setScale(2, RoundingMode.HALF_UP);
    String seatLine =
        childSeats == 0
            ? ""
            : line("EXTRA", "Child seat", days * childSeats, "6.00", seats.toPlainString()) + ",";
    String extras =
        childSeats == 0
            ? ""
            : """
              {"code":"CHILD_SEAT","name":"Child seat","quantity":%d,"charge":"PER_DAY",
               "unitPrice":{"amount":"6.00","currency":"EUR"}}"""
                .formatted(childSeats);
    return """
        {"vehicleClass":"ECMR",
         "price":{"lines":[%s,%s%s],"total":{"amount":"%s","currency":"EUR"}},
         "deposit":{"amount":"300.00","currency":"EUR"},
         "extras":[%s],
         "terms":{"rate":{"hourly":{"amount":"9.00","currency":"EUR"},
                          "daily":{"amount":"%s","currency":"EUR"},
                          "weekly":{"amount":"210.00","currency":"EUR"}},
                  "taxPercent":"20.00","includedKilometresPerDay":250,
                  "excessKilometreRate":{"amount":"0.25","currency":"EUR"},
                  "missingFuelRate":{"amount":"1.20","currency":"EUR"},
                  "lateReturnGraceMinutes":29,"earlyReturnCreditPercent":50},
         "minimumDriverAge":21}"""
        .formatted(
            line("DAY", "Rental day", days, daily, rental.toPlainString()),
            seatLine,
            line("TAX", "Tax 20 %", 1, tax.toPlainString(), tax.toPlainString()),
            net.add(tax).toPlainString(),
            extras,
            daily);
  }

  /** That the tariff refuses, with the field it blames. */
  static String problem(String type, String pointer) {
    return """
        {"type":"urn:motorpool:problem:%s","title":"No price","status":422,"detail":"Not like this.",
         "instance":"/price-calculations","errors":[{"pointer":"#%s","detail":"Not like this."}]}"""
        .formatted(type, pointer);
  }

  private static String line(
      String type, String description, int quantity, String unitPrice, String amount) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"%s\",\"description\":\"%s\",\"quantity\":%d,"
            + "\"unitPrice\":{\"amount\":\"%s\",\"currency\":\"EUR\"},"
            + "\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}",
        type,
        description,
        quantity,
        unitPrice,
        amount);
  }
}
