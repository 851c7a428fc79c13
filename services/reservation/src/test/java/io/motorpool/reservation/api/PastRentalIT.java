package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastRentalIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CUSTOMER = "{\"id\":\"%s\",\"status\":\"ACTIVE\",\"version\":0}";
  private static final String VEHICLE =
      """
      {"id":"%s","registrationNumber":"W-1","make":"Opel","model":"Corsa","modelYear":2024,"vehicleClass":"ECMR",
       "branchId":"0193d5a4-1000-7c00-8000-000000000001","odometerKm":1,"status":"IN_SERVICE","version":0}""";

  private static Neighbours neighbours;
  private static ServiceUnderTest service;
  private static Http http;
  private static Events events;

  @BeforeAll
  static void start() {
    neighbours = new Neighbours();
    service = ServiceUnderTest.start(Database.RESERVATION, neighbours.settings(Map.of()));
    http = service.http();
    events = service.events().listen("reservation.*");
  }

  @AfterAll
  static void stop() {
    events.close();
    service.close();
    neighbours.close();
  }

  @BeforeEach
  void everybodyIsKnown() {
    neighbours.reset();
    neighbours.vehicleAnswers(200, VEHICLE);
    neighbours.customerAnswers(200, CUSTOMER);
  }

  @Test
  void becomesAReservationThatHasEndedAndOneEventOfIt() {
    ObjectNode rental = rental();
    UUID customer = UUID.fromString(rental.get("customerId").asText());

    Answer answer = takeOver(rental);

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.json().toString()).isEqualTo("{\"imported\":1,\"known\":0}");
    JsonNode reservation = reservationsOf(customer).get(0);
    assertThat(reservation.get("status").asText()).isEqualTo("COMPLETED");
    assertThat(reservation.get("vehicleClass").asText()).isEqualTo("ECMR");
    assertThat(reservation.get("createdAt")).isEqualTo(rental.get("bookedAt"));
    assertThat(reservation.get("returnBranchId")).isEqualTo(rental.get("pickupBranchId"));
    assertThat(reservation.at("/price/total")).isEqualTo(rental.get("price"));
    assertThat(reservation.at("/imported/reference")).isEqualTo(rental.get("reference"));
    assertThat(reservation.at("/imported/charged")).isEqualTo(rental.get("charged"));
    JsonNode event =
        events.await("reservation.completed", UUID.fromString(reservation.get("id").asText()));
    assertThat(event.get("data")).isEqualTo(reservation);
  }

  @Test
  void isTakenOverOnceHoweverOftenItIsSent() throws Exception {
    ObjectNode rental = rental();
    UUID customer = UUID.fromString(rental.get("customerId").asText());

    List<Answer> answers = AtOnce.call(4, () -> takeOver(rental));

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers.stream().mapToInt(it -> it.json().get("imported").asInt()).sum())
        .isEqualTo(1);
    assertThat(reservationsOf(customer)).hasSize(1);
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource({
    "/endsAt,           /endsAt,           2026-05-01T09:00:00Z",
    "/endsAt,           /endsAt,           2099-05-01T09:00:00Z",
    "/startsAt,         /endsAt,           2024-05-01T09:00:00Z",
    "/bookedAt,         /bookedAt,         2026-05-02T09:00:01Z",
    "/price/amount,     /price/amount,     -1.00",
    "/charged/amount,   /charged/amount,   -0.01",
    "/charged/currency, /charged/currency, CHF",
    "/reference,        /reference,        the first"
  })
  void whatCannotHaveBeenIsRefusedWithAllOfItsRequest(String changed, String wrong, String value) {
    ObjectNode good = rental().put("reference", "the first");
    ObjectNode bad = rental();
    int slash = changed.lastIndexOf('/');
    ((ObjectNode) bad.at(changed.substring(0, slash))).put(changed.substring(slash + 1), value);
    if (changed.equals("/startsAt")) {
      bad.put("bookedAt", value);
    }

    Answer answer = takeOver(good, bad);

    assertThat(answer.status()).as("%s", answer).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("past-rental-invalid");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("#/rentals/1" + wrong);
    assertThat(reservationsOf(UUID.fromString(good.get("customerId").asText()))).isEmpty();
  }

  @Test
  void anUnknownVehicleCustomerOrBranchIsRefused() {
    neighbours.vehicleAnswers(404, "{}");
    assertRefused("vehicleId");
    neighbours.branchAnswers(404);
    assertRefused("pickupBranchId");
    neighbours.customerAnswers(404, "{}");
    assertRefused("customerId");
  }

  @Test
  void withoutTheVehicleServiceNothingIsTakenOver() {
    neighbours.vehicleAnswers(503, "{}");
    ObjectNode rental = rental();

    assertThat(takeOver(rental).status()).isEqualTo(503);
    assertThat(reservationsOf(UUID.fromString(rental.get("customerId").asText()))).isEmpty();
  }

  private static void assertRefused(String field) {
    Answer answer = takeOver(rental());
    assertThat(answer.status()).as("%s", answer).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("#/rentals/0/" + field);
  }

  private static Answer takeOver(ObjectNode... rentals) {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("rentals").addAll(List.of(rentals));
    return http.post("/past-rentals", body.toString());
  }

  private static JsonNode reservationsOf(UUID customer) {
    return http.get("/reservations?customerId=" + customer).json().get("items");
  }

  private static ObjectNode rental() {
    ObjectNode rental =
        JSON.createObjectNode()
            .put("reference", UUID.randomUUID().toString())
            .put("customerId", UUID.randomUUID().toString())
            .put("vehicleId", UUID.randomUUID().toString())
            .put("pickupBranchId", UUID.randomUUID().toString())
            .put("bookedAt", Instant.parse("2026-04-20T09:00:00Z").toString())
            .put("startsAt", "2026-05-02T09:00:00Z")
            .put("endsAt", "2026-05-05T09:00:00Z")
            .put("outcome", "COMPLETED");
    rental.putObject("price").put("amount", "154.80").put("currency", "EUR");
    rental.putObject("charged").put("amount", "160.00").put("currency", "EUR");
    return rental;
  }
}
