package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.embedded.Role;
import io.motorpool.liquibase.Database;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole platform, every part as its own process as {@code ./run} starts it, seen from outside
 * of the gateway.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RentalTests {

  private static final Duration SETTLED = Duration.ofSeconds(120);

  Platform platform;
  Api api;

  /** What the platform is told beyond where its data is. */
  Map<String, String> environment() {
    return Map.of();
  }

  @BeforeAll
  void startPlatform(@TempDir Path data) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("MOTORPOOL_"));
    environment.putAll(environment());
    environment.put("MOTORPOOL_DATA", data.toString());
    Path home = Path.of("").toAbsolutePath().getParent().getParent();
    platform =
        Platform.start(Settings.from(home, environment, List.of()).onFreePorts(), System.out);
    api = platform.api(Role.MANAGER);
    new Fleet(api).loadWhatIsMissing();
  }

  @AfterAll
  void stopPlatform() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void walksARentalAndTellsOfEachStepOnce() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    // Throws when a step, or the message that tells of it on the WebSocket, is not seen.
    Path folder = platform.settings().data().resolve("demo");
    new Demo(api, new PrintStream(printed, true, StandardCharsets.UTF_8), folder).walk();
    assertThat(folder).isDirectoryContaining("glob:**/invoice-*.pdf");

    String walk = printed.toString(StandardCharsets.UTF_8);
    assertThat(walk)
        .containsSubsequence(
            "reservation.created",
            "invoice.issued",
            "reservation.confirmed",
            "reservation.modified",
            "reservation.started",
            "reservation.completed",
            "invoice.paid");
    String customer = walk.replaceAll("(?s).*/topic/reservations/([0-9a-f-]{36}).*", "$1");
    JsonNode reservations = api.get("/reservations?customerId=" + customer).path("items");
    assertThat(reservations).hasSize(1);
    JsonNode reservation = reservations.get(0);
    assertThat(reservation.path("status").asText()).isEqualTo("COMPLETED");
    JsonNode invoices = api.get("/invoices?customerId=" + customer).path("items");
    assertThat(invoices)
        .extracting(it -> it.path("kind").asText() + " " + it.path("status").asText())
        .containsExactly("RENTAL PAID", "ADJUSTMENT PAID", "SETTLEMENT PAID");
    assertThat(amount(invoices.get(0)).add(amount(invoices.get(1))))
        .isEqualTo(new BigDecimal(reservation.at("/price/total/amount").asText()));
    assertThat(invoices.get(0).path("lines").findValuesAsText("type")).contains("ONE_WAY");
    assertThat(invoices.get(2).path("lines").findValuesAsText("type"))
        .contains("LATE_RETURN", "DAMAGE", "TAX")
        .doesNotContain("ONE_WAY");
    assertThat(Instant.parse(reservation.at("/handback/returnedAt").asText()))
        .isAfter(reservation.path("endsAt").asText());
    assertNothingIsLeftOver();
    JsonNode notifications = api.get("/notifications?customerId=" + customer).path("items");
    assertThat(notifications)
        .extracting(it -> it.path("eventType").asText())
        .containsExactlyInAnyOrder(
            "reservation.created",
            "invoice.issued",
            "reservation.confirmed",
            "reservation.modified",
            "invoice.issued",
            "reservation.started",
            "reservation.completed",
            "invoice.issued",
            "invoice.paid",
            "invoice.paid",
            "invoice.paid");
  }

  @Test
  void lets32ClientsRaceForOneVehicleAndOneWin() throws Exception {
    String customer = SomeCustomer.registerAt(api);
    JsonNode branch = api.get("/branches").path("items").get(0);
    Instant start = aWeekdayNoon(40);
    Instant end = start.plus(Duration.ofHours(2));
    JsonNode offer =
        api.get(
                "/availability?branchId=%s&startsAt=%s&endsAt=%s"
                    .formatted(branch.path("id").asText(), start, end))
            .path("items")
            .get(0);
    String vehicle = offer.path("vehicleIds").get(0).asText();
    ObjectNode booking =
        Api.JSON
            .createObjectNode()
            .put("customerId", customer)
            .put("vehicleId", vehicle)
            .put("pickupBranchId", branch.path("id").asText())
            .put("startsAt", start.toString())
            .put("endsAt", end.toString());

    int clients = 32;
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Api.Answer>> attempts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        attempts.add(
            threads.submit(
                () -> {
                  go.await();
                  return sendUntilDecided(booking);
                }));
      }
      go.countDown();
    }

    List<Api.Answer> answers = new ArrayList<>();
    for (Future<Api.Answer> attempt : attempts) {
      answers.add(attempt.get());
    }
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .hasSize(clients - 1)
        .allSatisfy(answer -> assertThat(answer.status()).as(answer.toString()).isEqualTo(409));
    assertThat(api.get("/reservations?vehicleId=" + vehicle).path("items"))
        .filteredOn(it -> it.path("customerId").asText().equals(customer))
        .hasSize(1);
    assertNothingIsLeftOver();
  }

  private static BigDecimal amount(JsonNode invoice) {
    return new BigDecimal(invoice.at("/total/amount").asText());
  }

  /** A machine that is busy may be too late with its answer: then it is asked for it again. */
  private Api.Answer sendUntilDecided(ObjectNode booking) {
    String key = UUID.randomUUID().toString();
    return Awaitility.await()
        .atMost(SETTLED)
        .pollInterval(Duration.ofSeconds(1))
        .pollDelay(Duration.ZERO)
        .until(
            () -> api.send("POST", "/reservations", booking, "Idempotency-Key", key),
            it -> it.status() < 500 && !it.body().contains("idempotency-key-in-use"));
  }

  @Test
  void creditsWhatIsCancelledAndFreesTheVehicle() {
    String customer = SomeCustomer.registerAt(api);
    Instant start = aWeekdayNoon(80);
    String period = "startsAt=%s&endsAt=%s".formatted(start, start.plus(Duration.ofDays(1)));
    JsonNode reservation = book(customer, start);
    String path = "/reservations/" + reservation.path("id").asText();
    String vehicle = reservation.path("vehicleId").asText();
    String availability = "/vehicles/%s/availability?%s".formatted(vehicle, period);
    await(() -> !api.get(availability).path("available").asBoolean());

    api.post(path + "/cancel", Api.JSON.createObjectNode().put("reason", "Plans changed"));

    await(() -> api.get(availability).path("available").asBoolean());
    await(
        () ->
            api.get("/invoices?customerId=" + customer)
                .at("/items/0/status")
                .asText()
                .equals("CREDITED"));
    assertNothingIsLeftOver();
  }

  /** Books the first vehicle that is free for a day, and waits until that is confirmed. */
  final JsonNode book(String customer, Instant start) {
    return book(customer, api.get("/branches").at("/items/0/id").asText(), start);
  }

  private JsonNode book(String customer, String branch, Instant start) {
    Instant end = start.plus(Duration.ofDays(1));
    String vehicle =
        api.get("/availability?branchId=%s&startsAt=%s&endsAt=%s".formatted(branch, start, end))
            .at("/items/0/vehicleIds/0")
            .asText();
    JsonNode reservation =
        api.post(
            "/reservations",
            Api.JSON
                .createObjectNode()
                .put("customerId", customer)
                .put("vehicleId", vehicle)
                .put("pickupBranchId", branch)
                .put("startsAt", start.toString())
                .put("endsAt", end.toString()));
    String path = "/reservations/" + reservation.path("id").asText();
    await(() -> api.get(path).path("status").asText().equals("CONFIRMED"));
    return reservation;
  }

  @Test
  void chargesTheWayToAnotherBranchThanAgreedOnWhenTheVehicleIsThere() {
    String customer = SomeCustomer.registerAt(api);
    String airport = branch("LIS01");
    Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2));
    JsonNode reservation = book(customer, airport, start);
    String vehicle = reservation.path("vehicleId").asText();
    int odometerKm = api.get("/vehicles/" + vehicle).path("odometerKm").asInt();
    assertThat(reservation.at("/price/lines").findValuesAsText("type")).doesNotContain("ONE_WAY");
    String path = "/reservations/" + reservation.path("id").asText();
    ObjectNode report =
        Api.JSON.createObjectNode().put("odometerKm", odometerKm).put("fuelLevelPercent", 100);
    ObjectNode deposit = report.deepCopy();
    deposit
        .putObject("deposit")
        .put("method", "CARD")
        .put("reference", "TEST")
        .set("amount", reservation.path("deposit"));
    api.post(path + "/pick-up", deposit);

    api.post(path + "/return", report.put("returnBranchId", branch("VIE02")));

    String invoices = "/invoices?customerId=" + customer;
    await(() -> api.get(invoices).path("items").size() == 2);
    JsonNode settlement = api.get(invoices).at("/items/1");
    assertThat(settlement.path("lines"))
        .filteredOn(it -> it.path("type").asText().equals("ONE_WAY"))
        .extracting(it -> it.at("/amount/amount").asText())
        .containsExactly("490.00");
    assertNothingIsLeftOver();
  }

  private String branch(String code) {
    for (JsonNode branch : api.get("/branches").path("items")) {
      if (branch.path("code").asText().equals(code)) {
        return branch.path("id").asText();
      }
    }
    throw new IllegalStateException("No branch " + code);
  }

  @Test
  void answersBadInputWithAProblemThroughTheGateway() {
    Api.Answer unknown =
        api.send("POST", "/reservations", Api.JSON.createObjectNode().put("price", 1));

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body())
        .contains("urn:motorpool:problem:invalid-request", "#/price")
        .doesNotContain("Exception", "io.motorpool");
    assertThat(api.send("GET", "/reservations/42", null).status()).isEqualTo(400);
    assertThat(api.send("GET", "/cars", null).status()).isEqualTo(404);
  }

  /** Every event has been sent and consumed, and none had to be parked. */
  private void assertNothingIsLeftOver() {
    List<Database> publishers = List.of(Database.CUSTOMER, Database.RESERVATION, Database.BILLING);
    await(() -> publishers.stream().allMatch(it -> count(it, "outbox where sent_at is null") == 0));
    await(
        () ->
            count(Database.NOTIFICATION, "inbox")
                == publishers.stream().mapToLong(it -> count(it, "outbox")).sum());
    for (Database database : Database.values()) {
      assertThat(count(database, "parked_event")).as("parked in %s", database).isZero();
    }
  }

  final long count(Database database, String rows) {
    try (Connection connection =
            DriverManager.getConnection(
                platform.postgresql().urlOf(database),
                platform.postgresql().user(),
                platform.postgresql().password());
        ResultSet result =
            connection.createStatement().executeQuery("select count(*) from " + rows)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Noon in UTC of a Tuesday, when every branch of the demonstration fleet is open. */
  static Instant aWeekdayNoon(int daysAhead) {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(daysAhead);
    while (day.getDayOfWeek() != DayOfWeek.TUESDAY) {
      day = day.plusDays(1);
    }
    return day.atTime(12, 0).toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(SETTLED).until(condition);
  }
}
