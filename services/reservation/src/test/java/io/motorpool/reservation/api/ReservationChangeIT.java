package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of what was agreed on, and swaps of the vehicle. */
class ReservationChangeIT {

  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));
  private static final Instant END = START.plus(Duration.ofDays(2));

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
  void repricesAnExtensionAndTellsOthers() {
    String path = booked(UUID.randomUUID());
    neighbours.priceAnswers(200, Calculations.days(3, 1));

    Answer answer = extend(path, "\"0\"");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("ETag")).hasValue("\"1\"");
    assertThat(answer.json().at("/priceBefore/total/amount").asText()).isEqualTo("96.00");
    assertThat(answer.json().at("/priceAfter/total/amount").asText()).isEqualTo("165.60");
    assertThat(answer.json().at("/difference/amount").asText()).isEqualTo("69.60");
    assertThat(http.get(path).json()).isEqualTo(answer.json().get("reservation"));
    assertThat(answer.json().at("/reservation/holdExpiresAt").asText()).isNotEmpty();
    assertThat(neighbours.lastAvailabilityQuestion())
        .contains("pickupBranchId=")
        .contains("exceptReservationId=" + answer.json().at("/reservation/id").asText());
    assertThat(modified(path)).isEqualTo(1);
  }

  @Test
  void onlySaysWhatWouldComeOfADryRun() {
    String path = booked(UUID.randomUUID());
    JsonNode before = http.get(path).json();
    neighbours.priceAnswers(200, Calculations.days(3, 0));

    Answer answer =
        http.patch(path + "?dryRun=true", Map.of("endsAt", day(3)), "If-Match", "\"0\"");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().at("/difference/amount").asText()).isEqualTo("48.00");
    assertThat(answer.json().at("/reservation/endsAt").asText()).isEqualTo(day(3).toString());
    assertThat(http.get(path).json()).isEqualTo(before);
    assertThat(modified(path)).isZero();
  }

  @Test
  void doesNothingWhereNothingChanges() {
    String path = booked(UUID.randomUUID());
    neighbours.priceAnswers(200, Calculations.days(2, "99.00", 0));

    Answer answer = http.patch(path, Map.of("startsAt", START), "If-Match", "\"0\"");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().at("/difference/amount").asText()).isEqualTo("0.00");
    assertThat(answer.header("ETag")).hasValue("\"0\"");
    assertThat(modified(path)).isZero();
  }

  @Test
  void needsTheStateItWasDecidedOn() {
    String path = booked(UUID.randomUUID());

    assertThat(http.patch(path, Map.of("endsAt", day(3))).status()).isEqualTo(428);
    assertThat(extend(path, "\"7\"").status()).isEqualTo(412);
  }

  @Test
  void doesOneOfTwoChangesAtOnce() throws Exception {
    String path = booked(UUID.randomUUID());

    List<Answer> answers = AtOnce.call(2, () -> extend(path, "\"0\""));

    assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 412);
    assertThat(modified(path)).isEqualTo(1);
  }

  @ParameterizedTest(name = "dry run {0}")
  @CsvSource({"false", "true"})
  void leavesOthersTheirVehicle(boolean dryRun) {
    UUID vehicle = UUID.randomUUID();
    String path = booked(vehicle);
    assertThat(book(vehicle, day(2), day(4)).status()).isEqualTo(201);

    Answer answer =
        http.patch(path + "?dryRun=" + dryRun, Map.of("endsAt", day(3)), "If-Match", "\"0\"");

    assertRefused(answer, 409, "vehicle-already-reserved");
    assertThat(http.get(path).json().get("version").asInt()).isZero();
  }

  @ParameterizedTest(name = "{0} is {2}")
  @CsvSource({
    "NOT_IN_SERVICE, 422, vehicle-not-rentable",
    "AT_OTHER_BRANCH, 422, vehicle-not-rentable",
    "NEEDED_AT_OTHER_BRANCH, 422, vehicle-not-rentable",
    "TURNAROUND, 422, vehicle-not-rentable",
    "BRANCH_CLOSED, 422, branch-closed",
    "IN_MAINTENANCE, 422, vehicle-not-rentable",
    "ALREADY_RESERVED, 409, vehicle-already-reserved",
    "TURNAROUND ALREADY_RESERVED NEEDED_AT_OTHER_BRANCH, 409, vehicle-already-reserved",
    "ALREADY_RESERVED IN_MAINTENANCE, 422, vehicle-not-rentable"
  })
  void asksWhetherTheVehicleCanStillBeRented(String reason, int status, String problem) {
    String path = booked(UUID.randomUUID());
    neighbours.vehicleAnswers(200, unavailable(reason));
    assertRefused(extend(path, "\"0\""), status, problem);
    assertThat(http.get(path).json().get("version").asInt()).isZero();
  }

  @Test
  void asksWhetherTheDriverMayDriveLonger() {
    String path = booked(UUID.randomUUID());
    neighbours.customerAnswers(
        200,
        "{\"customerId\":\"%s\",\"eligible\":false,\"driverAge\":34,\"reasons\":"
            + "[{\"code\":\"CUSTOMER_BLOCKED\",\"detail\":\"Blocked.\"}]}");

    assertRefused(extend(path, "\"0\""), 422, "customer-not-eligible");
    Answer earlier = http.patch(path, Map.of("endsAt", day(1)), "If-Match", "\"0\"");
    assertThat(earlier.status()).as(earlier.toString()).isEqualTo(200);
  }

  @Test
  void keepsTheCurrency() {
    String path = booked(UUID.randomUUID());
    neighbours.priceAnswers(200, Calculations.days(2, 0).replace("EUR", "CHF"));

    Answer answer =
        http.patch(path, Map.of("pickupBranchId", UUID.randomUUID()), "If-Match", "\"0\"");

    assertRefused(answer, 422, "currency-changed");
  }

  @Test
  void changesARentalUnderWayOnlyAtItsEnd() {
    UUID vehicle = UUID.randomUUID();
    String path = booked(vehicle);
    service.update(
        "update reservation set status = 'ACTIVE', hold_expires_at = null where vehicle_id = ?",
        vehicle);
    neighbours.vehicleAnswers(200, unavailable("NOT_IN_SERVICE"));

    assertRefused(
        http.patch(path, Map.of("startsAt", START.plusSeconds(60)), "If-Match", "\"0\""),
        409,
        "reservation-state");
    assertRefused(
        http.patch(path, Map.of("pickupBranchId", UUID.randomUUID()), "If-Match", "\"0\""),
        409,
        "reservation-state");
    Answer answer =
        http.patch(
            path,
            Map.of("endsAt", day(3), "returnBranchId", UUID.randomUUID()),
            "If-Match",
            "\"0\"");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    service.update(
        "update reservation set starts_at = now() - interval '2 days' where vehicle_id = ?",
        vehicle);
    Answer over =
        http.patch(path, Map.of("endsAt", Instant.now().minusSeconds(60)), "If-Match", "\"1\"");
    assertRefused(over, 422, "period-invalid");
  }

  @ParameterizedTest(name = "{0} is {2}")
  @CsvSource({
    "NEEDED_AT_OTHER_BRANCH, 422, vehicle-not-rentable",
    "TURNAROUND, 422, vehicle-not-rentable",
    "BRANCH_CLOSED, 422, branch-closed",
    "ALREADY_RESERVED, 409, vehicle-already-reserved"
  })
  void asksForWhatIsLeftOfARentalUnderWay(String reason, int status, String problem) {
    UUID vehicle = UUID.randomUUID();
    String path = booked(vehicle);
    service.update(
        "update reservation set status = 'ACTIVE', hold_expires_at = null,"
            + " starts_at = now() - interval '2 days' where vehicle_id = ?",
        vehicle);
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    neighbours.vehicleAnswers(200, unavailable(reason));

    assertRefused(extend(path, "\"0\""), status, problem);

    String question = neighbours.lastAvailabilityQuestion();
    assertThat(question)
        .doesNotContain("pickupBranchId")
        .contains("exceptReservationId=" + path.substring(path.lastIndexOf('/') + 1));
    assertThat(Instant.parse(question.replaceAll(".*startsAt=([^&]*).*", "$1")))
        .isBetween(before, Instant.now());
    assertThat(http.get(path).json().get("version").asInt()).isZero();
  }

  @Test
  void doesNotChangeWhatHasEnded() {
    String path = booked(UUID.randomUUID());
    http.post(path + "/cancel", Map.of("reason", "Plans changed"));

    assertRefused(extend(path, "\"1\""), 409, "reservation-state");
    assertRefused(swap(path, UUID.randomUUID()), 409, "reservation-state");
  }

  @Test
  void swapsTheVehicleAtThePriceOfTheClassThatWasBooked() {
    String path = booked(UUID.randomUUID());
    JsonNode before = http.get(path).json();
    UUID better = UUID.randomUUID();
    neighbours.vehicleAnswers(200, Neighbours.AVAILABLE.replace("ECMR", "PDAR"));

    Answer answer = swap(path, better);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().get("vehicleId").asText()).isEqualTo(better.toString());
    for (String part : List.of("vehicleClass", "price", "deposit", "terms")) {
      assertThat(answer.json().get(part)).as(part).isEqualTo(before.get(part));
    }
    assertThat(modified(path)).isEqualTo(1);
    assertThat(swap(path, better).header("ETag")).as("nothing changes").hasValue("\"1\"");
    assertThat(modified(path)).isEqualTo(1);
  }

  @Test
  void swapsOnlyForAVehicleThatCanBeHad() {
    UUID other = UUID.randomUUID();
    assertThat(book(other, START, END).status()).isEqualTo(201);
    String path = booked(UUID.randomUUID());

    assertRefused(swap(path, other), 409, "vehicle-already-reserved");
    neighbours.vehicleAnswers(200, unavailable("NOT_IN_SERVICE"));
    assertRefused(swap(path, UUID.randomUUID()), 422, "vehicle-not-rentable");
    assertThat(http.get(path).json().get("version").asInt()).isZero();
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private static Answer extend(String path, String version) {
    return http.patch(path, Map.of("endsAt", day(3)), "If-Match", version);
  }

  private static Answer swap(String path, UUID vehicle) {
    return http.post(path + "/vehicle", Map.of("vehicleId", vehicle));
  }

  private static String booked(UUID vehicle) {
    Answer answer = book(vehicle, START, END);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return "/reservations/" + answer.json().get("id").asText();
  }

  private static Answer book(UUID vehicle, Instant startsAt, Instant endsAt) {
    return http.post(
        "/reservations",
        new HashMap<>(
            Map.of(
                "customerId", UUID.randomUUID(),
                "vehicleId", vehicle,
                "pickupBranchId", UUID.randomUUID(),
                "startsAt", startsAt,
                "endsAt", endsAt)));
  }

  private static long modified(String path) {
    return service.count(
        "select count(*) from outbox where type = 'reservation.modified' and subject = ?",
        UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
  }

  private static String unavailable(String codes) {
    String reasons =
        Stream.of(codes.split(" "))
            .map("{\"code\":\"%s\",\"detail\":\"Not now.\"}"::formatted)
            .collect(Collectors.joining(","));
    return Neighbours.AVAILABLE
        .replace("\"available\":true", "\"available\":false")
        .replace("\"reasons\":[]", "\"reasons\":[" + reasons + "]");
  }

  private static void assertRefused(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
  }
}
