package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Bookings that are sent more than once. */
class IdempotentBookingIT {

  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));

  private static Neighbours neighbours;
  private static ServiceUnderTest service;
  private static Http http;

  private final UUID vehicle = UUID.randomUUID();
  private final UUID customer = UUID.randomUUID();
  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    neighbours = new Neighbours();
    service =
        ServiceUnderTest.start(
            Database.RESERVATION,
            neighbours.settings(
                Map.of(
                    "motorpool.idempotency.patience", "PT5S",
                    "motorpool.idempotency.pruning-interval", "PT0.2S")));
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
  void answersTheSameAgainWithoutAskingAnybody() {
    Answer first = book(key, START);
    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    neighbours.vehicleAnswers(500, "{}");
    neighbours.customerAnswers(500, "{}");

    Answer second = book(key, START);

    assertSame(second, first);
    assertBookedOnce();
    assertThat(
            service.count(
                "select count(*) from outbox where subject = ?",
                UUID.fromString(first.json().get("id").asText())))
        .isEqualTo(1);
  }

  @Test
  void answersWithAKeyAsItDoesWithout() {
    Answer with = book(key, START);
    Answer without = http.get(with.header("Location").orElseThrow());

    assertThat(with.json()).isEqualTo(without.json());
    assertThat(with.header("ETag")).hasValue("\"0\"").isEqualTo(without.header("ETag"));
    assertThat(with.header("Content-Type")).isEqualTo(without.header("Content-Type"));
  }

  @Test
  void answersTheSameAgainEvenAfterTheReservationHasChanged() {
    Answer first = book(key, START);
    String path = first.header("Location").orElseThrow();
    assertThat(http.post(path + "/cancel", Map.of("reason", "Plans changed")).status())
        .isEqualTo(200);

    assertSame(book(key, START), first);
    assertBookedOnce();
  }

  @Test
  void storesTheAnswerInTheTransactionOfTheBooking() {
    book(key, START);

    assertThat(
            service.query(
                Boolean.class,
                "select r.xmin = k.xmin from reservation r, idempotency_key k"
                    + " where r.vehicle_id = ? and k.key = ?",
                vehicle,
                key))
        .isTrue();
  }

  @Test
  void refusesAKeyThatBelongsToAnotherBooking() {
    book(key, START);

    Answer other = book(key, START.plus(Duration.ofDays(5)));

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    assertBookedOnce();
  }

  @Test
  void takesTwoKeysForTwoBookings() {
    book(key, START);

    Answer overlapping = book(UUID.randomUUID().toString(), START);

    assertThat(overlapping.status()).isEqualTo(409);
    assertThat(overlapping.problem()).isEqualTo("vehicle-already-reserved");
  }

  @Test
  void letsSixteenAtOnceBookOnce() throws Exception {
    List<Answer> answers = AtOnce.call(16, () -> book(key, START));

    Answer booked =
        answers.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();
    assertThat(answers)
        .allSatisfy(
            answer -> {
              if (answer.status() == 201) {
                assertSame(answer, booked);
              } else {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
                assertThat(answer.problem()).isEqualTo("idempotency-key-in-use");
              }
            });
    assertBookedOnce();
  }

  @Test
  void letsOneOfTwoBookingsAtOnceHaveTheKey() throws Exception {
    Instant later = START.plus(Duration.ofDays(5));

    List<Answer> answers =
        AtOnce.call(
            List.of(
                () -> book(key, START),
                () -> book(key, later),
                () -> book(key, START),
                () -> book(key, later)));

    assertThat(answers).extracting(Answer::status).containsOnly(201, 422);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 422)
        .extracting(Answer::problem)
        .containsOnly("idempotency-key-reused");
    assertBookedOnce();
  }

  @Test
  void saysThatTheKeyIsInUseWhileAnotherRequestHoldsIt() {
    service.whileLocked(
        "insert into idempotency_key (scope, key, request_hash, status, body) values"
            + " ('createReservation ' || translate(rtrim("
            + "encode(sha256('staff'), 'base64'), '='), '+/', '-_'),"
            + " ?, sha256('x'), 201, 'x') returning 1",
        List.of(key),
        () -> {
          Answer meanwhile = book(key, START);
          assertThat(meanwhile.status()).as(meanwhile.toString()).isEqualTo(409);
          assertThat(meanwhile.problem()).isEqualTo("idempotency-key-in-use");
        });

    assertThat(book(key, START).status()).isEqualTo(201);
    assertBookedOnce();
  }

  @Test
  void canBeTriedAgainAfterAFailure() {
    neighbours.vehicleAnswers(500, "{}");
    assertThat(book(key, START).status()).isEqualTo(503);
    neighbours.vehicleAnswers(404, "{}");
    assertThat(book(key, START).status()).isEqualTo(422);
    neighbours.reset();

    Answer answer = book(key, START);

    assertThat(answer.status()).isEqualTo(201);
    assertSame(book(key, START), answer);
  }

  static List<String> keysThatAreNone() {
    return List.of("x".repeat(256), "two words", "");
  }

  @ParameterizedTest
  @MethodSource("keysThatAreNone")
  void refusesWhatIsNoKey(String none) {
    Answer answer = book(none, START);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/parameter").asText()).isEqualTo("Idempotency-Key");
  }

  @Test
  void takesTheLongestKey() {
    String longest = "!~" + "x".repeat(217) + key;

    assertSame(book(longest, START), book(longest, START));
    assertBookedOnce();
  }

  @Test
  void remembersAfterARestart() {
    Answer before = book(key, START);

    service.restart();

    assertSame(book(key, START), before);
    assertBookedOnce();
  }

  @Test
  void forgetsAfterADay() {
    String younger = UUID.randomUUID().toString();
    book(key, START);
    book(younger, START.plus(Duration.ofDays(5)));
    age(younger, "23 hours 59 minutes");
    age(key, "24 hours 1 minute");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.count("select count(*) from idempotency_key where key = ?", key) == 0);

    assertThat(service.count("select count(*) from idempotency_key where key = ?", younger))
        .isEqualTo(1);
    assertThat(book(key, START).problem()).isEqualTo("vehicle-already-reserved");
  }

  private static void age(String key, String interval) {
    service.update(
        "update idempotency_key set created_at = now() - cast(? as interval) where key = ?",
        interval,
        key);
  }

  private Answer book(String idempotencyKey, Instant startsAt) {
    return http.post(
        "/reservations",
        Map.of(
            "customerId", customer,
            "vehicleId", vehicle,
            "pickupBranchId", customer,
            "startsAt", startsAt,
            "endsAt", startsAt.plusSeconds(7200)),
        "Idempotency-Key",
        idempotencyKey);
  }

  private void assertBookedOnce() {
    assertThat(service.count("select count(*) from reservation where vehicle_id = ?", vehicle))
        .isEqualTo(1);
  }

  private static void assertSame(Answer answer, Answer expected) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(expected.status());
    assertThat(answer.body()).isEqualTo(expected.body());
    for (String header : List.of("Location", "ETag", "Content-Type")) {
      assertThat(answer.header(header)).isPresent().isEqualTo(expected.header(header));
    }
  }
}
