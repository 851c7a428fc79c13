package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bookings of any vehicle of a class, and from quotes. */
class BookingByClassIT {

  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));
  private static final Instant END = START.plus(Duration.ofDays(2));

  private static Neighbours neighbours;
  private static ServiceUnderTest service;
  private static Http http;

  @BeforeAll
  static void start() {
    neighbours = new Neighbours();
    service =
        ServiceUnderTest.start(
            Database.RESERVATION,
            neighbours.settings(Map.of("motorpool.reservation.quote-pruning-interval", "PT0.2S")));
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
  void takesTheVehicleThatFitsBestAndIsFree() {
    UUID best = UUID.randomUUID();
    UUID next = UUID.randomUUID();
    neighbours.searchFinds(best, next);

    assertThat(vehicleOf(byClass())).isEqualTo(best.toString());
    assertThat(vehicleOf(byClass())).isEqualTo(next.toString());
    assertRefused(byClass(), 409, "no-vehicle-free", "#/vehicleClass");
  }

  @Test
  void saysWhenTheBranchIsClosed() {
    neighbours.searchFindsClosed("Branch VIE01 is closed at 2027-01-01T03:00:00Z.");

    Answer answer = byClass();

    assertRefused(answer, 422, "branch-closed", "#/startsAt");
    assertThat(answer.json().get("detail").asText()).contains("VIE01 is closed");
  }

  @Test
  void saysWhenNothingIsFree() {
    assertRefused(byClass(), 409, "no-vehicle-free", "#/vehicleClass");
  }

  @Test
  void namesTheClassThatTheTariffDoesNotKnow() {
    neighbours.priceAnswers(422, Calculations.problem("vehicle-class-unknown", "/vehicleClass"));
    assertRefused(byClass(), 422, "vehicle-class-unknown", "#/vehicleClass");
  }

  @Test
  void givesTheLastVehicleToOneOfMany() throws Exception {
    neighbours.searchFinds(UUID.randomUUID());

    List<Answer> answers = AtOnce.call(8, BookingByClassIT::byClass);

    assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(it -> it.status() != 201)
        .allSatisfy(it -> assertThat(it.problem()).isEqualTo("no-vehicle-free"));
  }

  @Test
  void givesEachOfManyAVehicleWhileThereAreEnough() throws Exception {
    neighbours.searchFinds(
        UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

    List<Answer> answers = AtOnce.call(4, BookingByClassIT::byClass);

    assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(201));
    assertThat(answers.stream().map(BookingByClassIT::vehicleOf).distinct()).hasSize(4);
  }

  @Test
  void refusesWhatIsUnclear() {
    Map<String, Object> neither = booking(Map.of());
    assertRefused(http.post("/reservations", neither), 422, "booking-ambiguous", "#");
    Map<String, Object> both =
        booking(Map.of("vehicleClass", "ECMR", "vehicleId", UUID.randomUUID()));
    assertRefused(http.post("/reservations", both), 422, "booking-ambiguous", "#");
    Map<String, Object> besideQuote = booking(Map.of("quoteId", UUID.randomUUID()));
    assertRefused(
        http.post("/reservations", besideQuote), 422, "booking-ambiguous", "#/pickupBranchId");
    Map<String, Object> unfinished = booking(Map.of("vehicleClass", "ECMR"));
    unfinished.remove("endsAt");
    assertRefused(http.post("/reservations", unfinished), 422, "booking-incomplete", "#/endsAt");
    Map<String, Object> twice =
        booking(
            Map.of(
                "vehicleClass",
                "ECMR",
                "extras",
                List.of(
                    Map.of("code", "CHILD_SEAT", "quantity", 1),
                    Map.of("code", "CHILD_SEAT", "quantity", 2))));
    assertRefused(http.post("/reservations", twice), 422, "extra-repeated", "#/extras/1/code");
  }

  @Test
  void holdsThePriceOfAQuoteWhateverTheTariffHasBecome() {
    neighbours.priceAnswers(200, Calculations.days(2, 1));
    UUID customer = UUID.randomUUID();
    Answer quoted = quote(Map.of("customerId", customer, "vehicleClass", "ECMR"));
    assertThat(quoted.status()).as(quoted.toString()).isEqualTo(201);
    JsonNode quote = quoted.json();
    assertThat(quoted.header("Location")).hasValue("/quotes/" + quote.get("id").asText());
    assertThat(http.get("/quotes/" + quote.get("id").asText()).json()).isEqualTo(quote);

    neighbours.priceAnswers(200, Calculations.days(2, "99.00", 0));
    neighbours.searchFinds(UUID.randomUUID());
    Answer booked = fromQuote(customer, quote);

    assertThat(booked.status()).as(booked.toString()).isEqualTo(201);
    for (String part : List.of("price", "deposit", "extras", "terms", "startsAt", "endsAt")) {
      assertThat(booked.json().get(part)).as(part).isEqualTo(quote.get(part));
    }
    assertThat(http.get("/quotes/" + quote.get("id").asText()).json().get("reservationId"))
        .isEqualTo(booked.json().get("id"));
    assertRefused(fromQuote(customer, quote), 422, "quote-used", "#/quoteId");
  }

  @Test
  void booksTheVehicleOfAQuote() {
    UUID vehicle = UUID.randomUUID();
    JsonNode quote = quote(Map.of("vehicleId", vehicle, "driverAge", 34)).json();

    assertThat(vehicleOf(fromQuote(UUID.randomUUID(), quote))).isEqualTo(vehicle.toString());
  }

  @Test
  void usesAQuoteOnce() throws Exception {
    JsonNode quote = quote(Map.of("vehicleClass", "ECMR", "driverAge", 34)).json();
    neighbours.searchFinds(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

    List<Answer> answers = AtOnce.call(3, () -> fromQuote(UUID.randomUUID(), quote));

    assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(it -> it.status() != 201)
        .allSatisfy(it -> assertThat(it.problem()).isEqualTo("quote-used"));
  }

  @Test
  void refusesQuotesThatAreNotForThisBooking() {
    UUID customer = UUID.randomUUID();
    JsonNode quote = quote(Map.of("customerId", customer, "vehicleClass", "ECMR")).json();

    assertRefused(
        fromQuote(UUID.randomUUID(), quote), 422, "quote-for-another-customer", "#/customerId");
    service.update(
        "update quote set expires_at = now() where id = ?",
        UUID.fromString(quote.get("id").asText()));
    assertRefused(fromQuote(customer, quote), 422, "quote-expired", "#/quoteId");
    Answer unknown =
        http.post("/reservations", Map.of("customerId", customer, "quoteId", UUID.randomUUID()));
    assertRefused(unknown, 422, "quote-unknown", "#/quoteId");
    assertThat(http.get("/quotes/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void doesNotSpareAYoungDriverTheFeeByAQuoteForAnybody() {
    JsonNode quote = quote(Map.of("vehicleClass", "ECMR")).json();
    neighbours.priceAnswers(200, Calculations.days(2, 1).replace("\"EXTRA\"", "\"YOUNG_DRIVER\""));

    assertRefused(
        fromQuote(UUID.randomUUID(), quote), 422, "quote-for-another-driver", "#/customerId");
  }

  @Test
  void forgetsAQuoteADayAfterItHasExpired() {
    neighbours.priceAnswers(200, Calculations.days(2, 1));
    JsonNode old = quote(Map.of("vehicleClass", "ECMR")).json();
    JsonNode kept = quote(Map.of("vehicleClass", "ECMR")).json();
    expire(old, "25 hours");
    expire(kept, "23 hours");

    String path = "/quotes/" + old.get("id").asText();
    await().atMost(Duration.ofSeconds(30)).until(() -> http.get(path).status() == 404);
    assertThat(http.get("/quotes/" + kept.get("id").asText()).status()).isEqualTo(200);
  }

  private static void expire(JsonNode quote, String ago) {
    service.update(
        "update quote set expires_at = now() - cast(? as interval) where id = ?",
        ago,
        UUID.fromString(quote.get("id").asText()));
  }

  @Test
  void quotesOneThingForOneDriver() {
    assertRefused(quote(Map.of()), 422, "quote-ambiguous", "#");
    assertRefused(
        quote(Map.of("vehicleClass", "ECMR", "customerId", UUID.randomUUID(), "driverAge", 20)),
        422,
        "quote-ambiguous",
        "#/driverAge");
    neighbours.priceAnswers(422, Calculations.problem("driver-too-young", "/driverAge"));
    assertRefused(
        quote(Map.of("vehicleClass", "ECMR", "driverAge", 17)),
        422,
        "driver-too-young",
        "#/driverAge");
  }

  private static Answer byClass() {
    return http.post("/reservations", booking(Map.of("vehicleClass", "ECMR")));
  }

  private static Answer fromQuote(UUID customer, JsonNode quote) {
    return http.post(
        "/reservations", Map.of("customerId", customer, "quoteId", quote.get("id").asText()));
  }

  private static Answer quote(Map<String, Object> more) {
    Map<String, Object> quote = booking(more);
    if (!more.containsKey("customerId")) {
      quote.remove("customerId");
    }
    return http.post("/quotes", quote);
  }

  private static Map<String, Object> booking(Map<String, Object> more) {
    Map<String, Object> booking = new HashMap<>();
    booking.put("customerId", UUID.randomUUID());
    booking.put("pickupBranchId", UUID.randomUUID());
    booking.put("startsAt", START);
    booking.put("endsAt", END);
    booking.putAll(more);
    return booking;
  }

  private static String vehicleOf(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().get("vehicleId").asText();
  }

  private static void assertRefused(Answer answer, int status, String type, String pointer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }
}
