package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.embedded.Role;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much a customer may have open at a time: 2 holds, 3 reservations and 3 quotes here. */
class CustomerLimitsIT {

  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));

  private static final UUID BRANCH = UUID.randomUUID();

  private static Counter counter;

  private final UUID customer = UUID.randomUUID();
  private final Http own = counter.http.as(Tokens.customer(customer));
  private final Http desk = counter.http;

  @BeforeAll
  static void start() {
    counter =
        new Counter(
            Map.of(
                "motorpool.reservation.limits.open-holds", "2",
                "motorpool.reservation.limits.open-bookings", "3",
                "motorpool.reservation.limits.open-quotes", "3"));
  }

  @AfterAll
  static void stop() {
    counter.close();
  }

  @BeforeEach
  void everybodyIsWilling() {
    counter.neighbours.reset();
  }

  @AfterEach
  void letTheClockGo() {
    MovableClock.letGo();
  }

  @Test
  void refusesOneHoldMoreAndNamesThoseThatAreOpen() {
    String first = booked(own);
    String second = booked(own);

    Answer refused = book(own);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("hold-limit-reached");
    assertThat(refused.json().get("detail").asText())
        .isEqualTo(
            "2 reservations of the customer are not confirmed yet; at most 2 may be at a time."
                + " Wait until one is confirmed, or cancel one; the desk can book more.");
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("#/customerId");
    assertThat(refused.json().get("reservationIds").toString())
        .contains(first, second)
        .hasSize(2 * 38 + 3);
    assertThat(reservations()).isEqualTo(2);
  }

  @Test
  void hasRoomAgainWhenAHoldIsConfirmedUntilTooManyAreOpenAltogether() {
    String first = booked(own);
    booked(own);
    confirm(first);

    confirm(booked(own));
    Answer refused = book(own);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("booking-limit-reached");
    assertThat(refused.json().get("detail").asText())
        .isEqualTo(
            "3 reservations of the customer are open; at most 3 may be at a time."
                + " Cancel one, or wait until one has ended; the desk can book more.");
    assertThat(refused.json().get("reservationIds")).hasSize(3);

    assertThat(
            own.post("/reservations/" + first + "/cancel", Map.of("reason", "Too many")).status())
        .isEqualTo(200);
    booked(own);
  }

  @Test
  void countsWhatIsWithTheCustomerButNotWhatHasEnded() {
    for (String ended : List.of("COMPLETED", "CANCELLED", "EXPIRED", "NO_SHOW")) {
      inStatus(booked(desk), ended);
    }
    for (String open : List.of("CONFIRMED", "ACTIVE")) {
      inStatus(booked(own), open);
    }
    booked(own);

    assertThat(book(own).problem()).isEqualTo("booking-limit-reached");
  }

  @Test
  void letsTheDeskGoBeyondAndCountsWhatItHasMade() {
    for (int i = 0; i < 5; i++) {
      booked(desk);
    }

    Answer refused = book(own);

    assertThat(refused.problem()).as(refused.toString()).isEqualTo("booking-limit-reached");
    assertThat(refused.json().get("detail").asText()).startsWith("5 reservations ");
    assertThat(refused.json().get("reservationIds")).hasSize(5);
  }

  @Test
  void limitsBookingsOfAClassAndFromAQuoteTooAndLeavesTheQuoteUnused() {
    UUID free = UUID.randomUUID();
    String quote = id(quote(own));
    booked(own);
    booked(own);
    counter.neighbours.searchFinds(free);

    Answer byClass =
        book(
            own,
            Map.of("customerId", customer, "vehicleClass", "ECMR"),
            UUID.randomUUID().toString());
    Map<String, Object> byQuote = Map.of("customerId", customer, "quoteId", quote);
    Answer fromQuote = own.post("/reservations", byQuote);

    assertThat(byClass.problem()).as(byClass.toString()).isEqualTo("hold-limit-reached");
    assertThat(fromQuote.problem()).as(fromQuote.toString()).isEqualTo("hold-limit-reached");
    assertThat(own.get("/quotes/" + quote).json().has("reservationId")).isFalse();
    assertThat(desk.post("/reservations", byQuote).status()).isEqualTo(201);
  }

  @Test
  void letsNoMoreThroughHoweverManyAskAtOnce() throws Exception {
    List<Answer> answers = AtOnce.call(24, () -> book(own));

    assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(2);
    assertThat(answers)
        .filteredOn(it -> it.status() != 201)
        .allSatisfy(it -> assertThat(it.problem()).isEqualTo("hold-limit-reached"));
    assertThat(reservations()).isEqualTo(2);
  }

  @Test
  void countsEachCustomerAlone() throws Exception {
    UUID another = UUID.randomUUID();
    Http anothers = desk.as(Tokens.customer(another));
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> book(own));
      calls.add(() -> book(anothers, another));
    }

    List<Answer> answers = AtOnce.call(calls);

    assertThat(answers)
        .filteredOn(it -> it.status() == 201)
        .extracting(it -> it.json().get("customerId").asText())
        .containsExactlyInAnyOrder(
            customer.toString(), customer.toString(), another.toString(), another.toString());
  }

  @Test
  void saysFirstWhatElseIsWrong() {
    String used = quoted(own);
    counter.neighbours.searchFinds(UUID.randomUUID());
    Map<String, Object> byQuote = Map.of("customerId", customer, "quoteId", used);
    assertThat(own.post("/reservations", byQuote).status()).isEqualTo(201);
    booked(own);
    assertThat(book(own).problem()).isEqualTo("hold-limit-reached");

    assertThat(own.post("/reservations", byQuote).problem()).isEqualTo("quote-used");
    assertThat(book(own, UUID.randomUUID()).problem()).isEqualTo("customer-unknown");
    counter.neighbours.vehicleAnswers(404, "{}");
    assertThat(book(own).problem()).isEqualTo("vehicle-unknown");
  }

  @Test
  void answersARepeatedBookingAsBeforeThoughThereIsNoRoomAnyMore() throws Exception {
    String key = UUID.randomUUID().toString();
    Map<String, Object> byVehicle = Map.of("customerId", customer, "vehicleId", UUID.randomUUID());
    booked(own);
    Answer first = book(own, byVehicle, key);
    assertThat(first.status()).as(first.toString()).isEqualTo(201);

    List<Answer> again = AtOnce.call(4, () -> book(own, byVehicle, key));

    assertThat(book(own).problem()).isEqualTo("hold-limit-reached");
    assertThat(again).allSatisfy(it -> assertThat(it.body()).isEqualTo(first.body()));
    assertThat(reservations()).isEqualTo(2);
  }

  @Test
  void answersTheSameBookingAtOnceOnceThoughItTakesTheLastRoom() throws Exception {
    booked(own);
    Map<String, Object> byVehicle = Map.of("customerId", customer, "vehicleId", UUID.randomUUID());
    String key = UUID.randomUUID().toString();

    List<Answer> answers = AtOnce.call(8, () -> book(own, byVehicle, key));

    assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(201));
    assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
    assertThat(reservations()).isEqualTo(2);
  }

  @Test
  void keepsNoAnswerThatThereIsNoRoom() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> byVehicle = Map.of("customerId", customer, "vehicleId", UUID.randomUUID());
    String first = booked(own);
    booked(own);
    assertThat(book(own, byVehicle, key).problem()).isEqualTo("hold-limit-reached");

    confirm(first);

    assertThat(book(own, byVehicle, key).status()).isEqualTo(201);
  }

  @Test
  void refusesOneQuoteMoreUntilTheFirstExpires() {
    Instant noon = START.minus(Duration.ofDays(1));
    MovableClock.stopAt(noon);
    quoted(own);
    MovableClock.stopAt(noon.plus(Duration.ofMinutes(5)));
    quoted(own);
    quoted(own);

    Answer refused = quote(own);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(429);
    assertThat(refused.problem()).isEqualTo("quote-limit-reached");
    assertThat(refused.header("Retry-After")).as("ten minutes").hasValue("600");
    assertThat(refused.json().get("detail").asText())
        .isEqualTo(
            "3 quotes of the customer are open; at most 3 may be at a time."
                + " Book one of them, or wait until one expires; the desk can quote more.");
    assertThat(quotes()).isEqualTo(3);

    MovableClock.stopAt(noon.plus(Duration.ofMinutes(15)));
    quoted(own);
  }

  @Test
  void hasRoomForAQuoteAgainWhenOneIsBooked() {
    String quote = quoted(own);
    quoted(own);
    quoted(own);
    assertThat(quote(own).status()).isEqualTo(429);
    counter.neighbours.searchFinds(UUID.randomUUID());

    Answer booked = own.post("/reservations", Map.of("customerId", customer, "quoteId", quote));

    assertThat(booked.status()).as(booked.toString()).isEqualTo(201);
    quoted(own);
  }

  @Test
  void letsTheDeskQuoteMoreToACustomerAndToNobody() {
    for (int i = 0; i < 4; i++) {
      quoted(desk);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(desk.post("/quotes", quoteFor(null)).status()).isEqualTo(201);
    }

    Answer refused = quote(own);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(429);
    assertThat(refused.json().get("detail").asText()).startsWith("4 quotes ");
  }

  @Test
  void quotesNoMoreHoweverManyAskAtOnce() throws Exception {
    List<Answer> answers = AtOnce.call(24, () -> quote(own));

    assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(3);
    assertThat(answers)
        .filteredOn(it -> it.status() != 201)
        .allSatisfy(it -> assertThat(it.problem()).isEqualTo("quote-limit-reached"));
    assertThat(quotes()).isEqualTo(3);
  }

  @Test
  void countsWhatACustomerAsksForWithoutTheirName() {
    for (int i = 0; i < 3; i++) {
      assertThat(own.post("/quotes", quoteFor(null)).status()).isEqualTo(201);
    }

    assertThat(own.post("/quotes", quoteFor(null)).status()).isEqualTo(429);
  }

  @Test
  void quotesNothingToWhoeverIsNoCustomer() {
    Http nobody = desk.as(Tokens.of(Role.CUSTOMER));

    Answer refused = nobody.post("/quotes", quoteFor(null));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("customer-unknown");
  }

  @Test
  void answersARepeatedQuoteAsBeforeThoughThereIsNoRoomAnyMore() {
    String key = UUID.randomUUID().toString();
    Answer first = own.post("/quotes", quoteFor(customer), "Idempotency-Key", key);
    quoted(own);
    quoted(own);

    Answer again = own.post("/quotes", quoteFor(customer), "Idempotency-Key", key);

    assertThat(quote(own).status()).isEqualTo(429);
    assertThat(again.status()).as(again.toString()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
  }

  private void confirm(String reservationId) {
    counter.confirmed(own.get("/reservations/" + reservationId).json());
  }

  /** Has a reservation be in a state, behind the service's back. */
  private static void inStatus(String reservationId, String status) {
    counter.service.update(
        "update reservation set status = ?, hold_expires_at = null where id = ?",
        status,
        UUID.fromString(reservationId));
  }

  private Answer book(Http http) {
    return book(http, customer);
  }

  private static Answer book(Http http, UUID customer) {
    return book(
        http,
        Map.of("customerId", customer, "vehicleId", UUID.randomUUID()),
        UUID.randomUUID().toString());
  }

  private static Answer book(Http http, Map<String, Object> who, String key) {
    Map<String, Object> body = new HashMap<>(who);
    body.put("pickupBranchId", BRANCH);
    body.put("startsAt", START);
    body.put("endsAt", START.plus(Duration.ofDays(2)));
    return http.post("/reservations", body, "Idempotency-Key", key);
  }

  private String booked(Http http) {
    return id(book(http));
  }

  private Answer quote(Http http) {
    return http.post("/quotes", quoteFor(customer));
  }

  private String quoted(Http http) {
    return id(quote(http));
  }

  private static Map<String, Object> quoteFor(UUID customer) {
    Map<String, Object> body = new HashMap<>();
    body.put("vehicleClass", "ECMR");
    body.put("pickupBranchId", BRANCH);
    body.put("startsAt", START);
    body.put("endsAt", START.plus(Duration.ofDays(2)));
    if (customer != null) {
      body.put("customerId", customer);
    }
    return body;
  }

  private static String id(Answer created) {
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return created.json().get("id").asText();
  }

  private long reservations() {
    return counter.service.count(
        "select count(*) from reservation where customer_id = ?", customer);
  }

  private long quotes() {
    return counter.service.count("select count(*) from quote where customer_id = ?", customer);
  }
}
