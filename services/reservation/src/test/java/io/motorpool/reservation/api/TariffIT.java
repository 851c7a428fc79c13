package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a booking gets its price from the vehicle service's tariff. */
class TariffIT {

  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));

  private static Neighbours neighbours;
  private static ServiceUnderTest service;
  private static Http http;

  @BeforeAll
  static void start() {
    neighbours = new Neighbours();
    service = ServiceUnderTest.start(Database.RESERVATION, neighbours.settings(Map.of()));
    http = service.http();
  }

  @AfterAll
  static void stop() {
    service.close();
    neighbours.close();
  }

  @BeforeEach
  void everybodyIsWilling() {
    neighbours.reset();
  }

  @Test
  void keepsPriceExtrasAndTermsAsTheTariffHasThem() throws Exception {
    neighbours.priceAnswers(200, Calculations.days(2, 1));

    Answer answer = book();

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    JsonNode reservation = answer.json();
    JsonNode calculation = new ObjectMapper().readTree(Calculations.days(2, 1));
    for (String part : List.of("price", "deposit", "extras", "terms")) {
      assertThat(reservation.get(part)).as(part).isEqualTo(calculation.get(part));
    }
    assertThat(http.get("/reservations/" + reservation.get("id").asText()).json())
        .as("as it was stored")
        .isEqualTo(reservation);
  }

  @Test
  void asksForTheClassTheDriverAndTheExtras() throws Exception {
    JsonNode reservation = book().json();

    JsonNode question = new ObjectMapper().readTree(neighbours.lastPriceQuestion());
    assertThat(question.get("vehicleClass").asText()).isEqualTo("ECMR");
    assertThat(question.get("driverAge").asInt()).isEqualTo(34);
    assertThat(question.at("/extras/0/code").asText()).isEqualTo("CHILD_SEAT");
    assertThat(question.at("/extras/0/quantity").asInt()).isEqualTo(1);
    for (String part : List.of("pickupBranchId", "returnBranchId", "startsAt", "endsAt")) {
      assertThat(question.get(part)).as(part).isEqualTo(reservation.get(part));
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "extra-unknown,         /extras/0/code,     #/extras/0/code",
    "extra-limit-exceeded,  /extras/0/quantity, #/extras/0/quantity",
    "driver-too-young,      /driverAge,         #/customerId",
    "period-invalid,        /startsAt,          #/startsAt",
    "vehicle-class-unknown, /vehicleClass,      #/vehicleId"
  })
  void passesTheTariffsRefusalOn(String type, String blamed, String pointer) {
    neighbours.priceAnswers(422, Calculations.problem(type, blamed));

    Answer answer = book();

    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo(type);
    assertThat(answer.json().get("detail").asText()).isEqualTo("Not like this.");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "422, {}",
    "422, not json",
    "422, '{\"type\":\"about:blank\"}'",
    "400, {}",
    "404, {}",
    "500, {}"
  })
  void doesNotBookWithoutAPrice(int status, String body) {
    long before = service.count("select count(*) from reservation");
    neighbours.priceAnswers(status, body);

    Answer answer = book();

    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("service-unavailable");
    assertThat(service.count("select count(*) from reservation")).isEqualTo(before);
  }

  @Test
  void stillShowsReservationsFromBeforeThereWereTerms() {
    String path = "/reservations/" + book().json().get("id").asText();
    UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    service.update("delete from reservation_extra where reservation_id = ?", id);
    service.update(
        "update reservation set terms_currency = null, terms_hourly_amount = null,"
            + " terms_daily_amount = null, terms_weekly_amount = null, tax_percent = null,"
            + " included_km_per_day = null, excess_km_amount = null, missing_fuel_amount = null,"
            + " late_return_grace_minutes = null, early_return_credit_percent = null"
            + " where id = ?",
        id);

    Answer answer = http.get(path);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().has("terms")).isFalse();
    assertThat(answer.json().has("extras")).isFalse();
    assertThat(answer.json().at("/price/total/amount").asText()).isEqualTo("96.00");
  }

  private static Answer book() {
    return http.post(
        "/reservations",
        Map.of(
            "customerId", UUID.randomUUID(),
            "vehicleId", UUID.randomUUID(),
            "pickupBranchId", UUID.randomUUID(),
            "startsAt", START,
            "endsAt", START.plus(Duration.ofDays(2)),
            "extras", List.of(Map.of("code", "CHILD_SEAT", "quantity", 1))));
  }
}
