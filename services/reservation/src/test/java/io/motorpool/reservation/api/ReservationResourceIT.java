package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshotStatus;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationResourceIT {

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));

  /** A CloudEvent whose id is to be filled in. */
  private static final String EVENT =
      """
      {"specversion":"1.0","id":"%s","source":"/motorpool/billing","type":"invoice.issued","data":{}}
      """;

  private static Neighbours neighbours;
  private static ServiceUnderTest service;
  private static Http http;
  private static Events events;

  @BeforeAll
  static void start() {
    neighbours = new Neighbours();
    service =
        ServiceUnderTest.start(
            Database.RESERVATION,
            neighbours.settings(
                Map.of(
                    "motorpool.reservation.early-pick-up", "P30D",
                    "motorpool.reservation.hold-expiry-interval", "PT0.2S")));
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
  void everybodyIsWilling() {
    neighbours.reset();
  }

  @Test
  void holdsTheVehicleAndTellsOthers() {
    UUID vehicle = UUID.randomUUID();

    Answer answer = book(vehicle, START, START.plus(Duration.ofDays(2)));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    JsonNode reservation = answer.json();
    String path = "/reservations/" + reservation.get("id").asText();
    assertThat(answer.header("Location")).hasValue(path);
    assertThat(answer.header("ETag")).hasValue("\"0\"");
    assertThat(reservation.get("status").asText()).isEqualTo("PENDING");
    assertThat(reservation.at("/price/total/amount").asText()).isEqualTo("96.00");
    assertThat(http.get(path).json()).isEqualTo(reservation);

    JsonNode event = eventOf(reservation);
    assertThat(event.get("type").asText()).isEqualTo("reservation.created");
    assertThat(event.get("source").asText()).isEqualTo("/motorpool/reservation");
    assertThat(event.get("data")).isEqualTo(reservation);
  }

  @Test
  void leadsARentalFromTheHoldToTheReturn() {
    JsonNode reservation = book(UUID.randomUUID(), START, START.plusSeconds(7200)).json();
    String path = "/reservations/" + reservation.get("id").asText();
    UUID invoice = UUID.randomUUID();

    tellInvoice("invoice.issued", reservation, invoice);
    awaitStatus(path, "CONFIRMED");
    assertThat(http.get(path).json().get("invoiceId").asText()).isEqualTo(invoice.toString());
    assertThat(
            service.query(
                Boolean.class,
                "select r.xmin = i.xmin from reservation r, inbox i"
                    + " where r.id = ? order by i.received_at desc limit 1",
                UUID.fromString(reservation.get("id").asText())))
        .as("the event's id and its effect are stored by one transaction")
        .isTrue();

    Answer pickedUp = http.post(path + "/pick-up", Counter.PICK_UP);
    assertThat(pickedUp.status()).as(pickedUp.toString()).isEqualTo(200);
    assertThat(pickedUp.header("ETag")).hasValue("\"2\"");

    Answer backwards =
        http.post(path + "/return", Map.of("odometerKm", 999, "fuelLevelPercent", 50));
    assertThat(backwards.status()).isEqualTo(422);
    assertThat(backwards.problem()).isEqualTo("odometer-backwards");

    Answer returned =
        http.post(
            path + "/return",
            Map.of(
                "odometerKm", 1_100,
                "fuelLevelPercent", 50,
                "damage", List.of(Map.of("description", "Scratch on the left door"))));
    assertThat(returned.status()).as(returned.toString()).isEqualTo(200);
    assertThat(returned.json().get("status").asText()).isEqualTo("COMPLETED");
    assertThat(returned.json().at("/handback/damage/0/description").asText())
        .isEqualTo("Scratch on the left door");

    List<String> heard = new ArrayList<>();
    for (int version = 0; version <= 3; version++) {
      JsonNode event = eventOf(reservation);
      heard.add(event.get("type").asText() + " " + event.at("/data/version").asText());
    }
    assertThat(heard)
        .containsExactly(
            "reservation.created 0",
            "reservation.confirmed 1",
            "reservation.started 2",
            "reservation.completed 3");
  }

  @Test
  void handsTheTraceOnToNeighboursAndEvents() {
    String traceId = "0af7651916cd43dd8448eb211c80319c";

    JsonNode reservation =
        http.post(
                "/reservations",
                booking(UUID.randomUUID(), START, START.plusSeconds(7200)),
                "traceparent",
                "00-" + traceId + "-b7ad6b7169203331-01")
            .json();

    assertThat(eventOf(reservation).get("traceparent").asText())
        .startsWith("00-" + traceId + "-")
        .doesNotContain("b7ad6b7169203331");
    assertThat(neighbours.lastTraceParent()).startsWith("00-" + traceId + "-");
  }

  @Test
  void handsAVehicleToOneCustomerAtATime() {
    UUID vehicle = UUID.randomUUID();
    Map<String, Integer> reading = Map.of("odometerKm", 1_000, "fuelLevelPercent", 100);
    String first = confirmed(book(vehicle, START, START.plusSeconds(7200)).json());
    String second =
        confirmed(book(vehicle, START.plusSeconds(7200), START.plusSeconds(9000)).json());
    assertThat(http.post(first + "/pick-up", Counter.PICK_UP).status()).isEqualTo(200);

    Answer stillOut = http.post(second + "/pick-up", Counter.PICK_UP);
    assertThat(stillOut.status()).as(stillOut.toString()).isEqualTo(409);
    assertThat(stillOut.problem()).isEqualTo("vehicle-still-out");

    assertThat(http.post(first + "/return", reading).status()).isEqualTo(200);
    assertThat(http.post(second + "/pick-up", Counter.PICK_UP).status()).isEqualTo(200);
  }

  @Test
  void returnsOnlyToBranchesThatThereAre() {
    String path = confirmed(book(UUID.randomUUID(), START, START.plusSeconds(7200)).json());
    http.post(path + "/pick-up", Counter.PICK_UP);
    Map<String, Object> elsewhere =
        Map.of("odometerKm", 1_100, "fuelLevelPercent", 50, "returnBranchId", UUID.randomUUID());

    neighbours.branchAnswers(404);
    Answer unknown = http.post(path + "/return", elsewhere);
    assertThat(unknown.status()).as(unknown.toString()).isEqualTo(422);
    assertThat(unknown.problem()).isEqualTo("branch-unknown");
    assertThat(unknown.json().at("/errors/0/pointer").asText()).isEqualTo("#/returnBranchId");
    assertThat(http.get(path).json().get("status").asText()).isEqualTo("ACTIVE");

    neighbours.branchAnswers(200);
    assertThat(http.post(path + "/return", elsewhere).status()).isEqualTo(200);
  }

  @Test
  void cutsOffFractionsOfASecondAndRefusesWhatIsLeftOfNothing() {
    Answer answer =
        book(UUID.randomUUID(), START.plusMillis(400), START.plusSeconds(3600).plusMillis(900));
    assertThat(answer.json().get("startsAt").asText()).isEqualTo(START.toString());
    assertThat(answer.json().get("endsAt").asText()).isEqualTo(START.plusSeconds(3600).toString());

    Answer nothing = book(UUID.randomUUID(), START, START.plusMillis(500));
    assertThat(nothing.status()).isEqualTo(422);
    assertThat(nothing.problem()).isEqualTo("period-invalid");
  }

  @Test
  void cancelsWhatBillingRejects() {
    JsonNode reservation = book(UUID.randomUUID(), START, START.plusSeconds(7200)).json();

    tellInvoice("invoice.rejected", reservation, null);

    String path = "/reservations/" + reservation.get("id").asText();
    awaitStatus(path, "CANCELLED");
    assertThat(http.get(path).json().get("cancellationReason").asText()).isEqualTo("Overdue");
  }

  @Test
  void letsAHoldExpireAndTheVehicleGo() {
    UUID vehicle = UUID.randomUUID();
    JsonNode reservation = book(vehicle, START, START.plusSeconds(7200)).json();
    assertThat(book(vehicle, START, START.plusSeconds(7200)).status()).isEqualTo(409);

    service.update(
        "update reservation set hold_expires_at = now() where id = ?",
        UUID.fromString(reservation.get("id").asText()));
    awaitStatus("/reservations/" + reservation.get("id").asText(), "EXPIRED");

    assertThat(book(vehicle, START, START.plusSeconds(7200)).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @EnumSource(value = InvoiceKind.class, names = "RENTAL", mode = EnumSource.Mode.EXCLUDE)
  void isConfirmedOnlyByTheInvoiceForTheRental(InvoiceKind kind) {
    JsonNode reservation = book(UUID.randomUUID(), START, START.plusSeconds(7200)).json();
    String path = "/reservations/" + reservation.get("id").asText();
    UUID invoice = UUID.randomUUID();

    service.awaitHandled(
        events.publish(
            "/motorpool/billing",
            "invoice.issued",
            invoice,
            issued(reservation, invoice).kind(kind)));
    assertThat(http.get(path).json().has("invoiceId")).isFalse();

    UUID rental = UUID.randomUUID();
    events.publish(
        "/motorpool/billing",
        "invoice.issued",
        rental,
        issued(reservation, rental).kind(InvoiceKind.RENTAL));
    awaitStatus(path, "CONFIRMED");
    assertThat(http.get(path).json().get("invoiceId").asText()).isEqualTo(rental.toString());
  }

  @Test
  void ignoresAnInvoiceThatComesTooLate() {
    JsonNode reservation = book(UUID.randomUUID(), START, START.plusSeconds(7200)).json();
    String path = "/reservations/" + reservation.get("id").asText();
    assertThat(http.post(path + "/cancel", Map.of("reason", "Plans changed")).status())
        .isEqualTo(200);

    service.awaitHandled(tellInvoice("invoice.issued", reservation, UUID.randomUUID()));

    assertThat(http.get(path).json().get("status").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void parksWhatItCannotReadAndGoesOn() {
    long before = service.parked();

    for (String body : List.of("not an event", "null", "{}", EVENT.formatted("x".repeat(201)))) {
      events.publish("invoice.issued", body.getBytes(StandardCharsets.UTF_8));
    }
    events.publish("invoice.issued", EVENT.formatted("\\u0000").getBytes(StandardCharsets.UTF_8));
    events.publish("/motorpool/billing", "invoice.unheard_of", UUID.randomUUID(), Map.of());

    JsonNode reservation = book(UUID.randomUUID(), START, START.plusSeconds(7200)).json();
    tellInvoice("invoice.issued", reservation, UUID.randomUUID());
    awaitStatus("/reservations/" + reservation.get("id").asText(), "CONFIRMED");
    assertThat(service.parked()).isEqualTo(before + 6);
  }

  @Test
  void lets32ClientsRaceForOneVehicleAndOneWin() throws Exception {
    UUID vehicle = UUID.randomUUID();
    int clients = 32;
    List<Callable<Answer>> attempts = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      // Each period is another one, and all overlap.
      Instant start = START.plusSeconds(i);
      attempts.add(() -> book(vehicle, start, start.plusSeconds(7200)));
    }

    List<Answer> answers = AtOnce.call(attempts);

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .hasSize(clients - 1)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
              assertThat(answer.problem()).isEqualTo("vehicle-already-reserved");
            });
    assertThat(
            service.query(
                Long.class, "select count(*) from reservation where vehicle_id = ?", vehicle))
        .isEqualTo(1);
  }

  @Test
  void reservesOnePeriodRightAfterAnother() {
    UUID vehicle = UUID.randomUUID();
    Instant middle = START.plusSeconds(7200);

    assertThat(book(vehicle, START, middle).status()).isEqualTo(201);
    assertThat(book(vehicle, middle, middle.plusSeconds(7200)).status()).isEqualTo(201);
    assertThat(book(vehicle, middle.minusSeconds(1), middle.plusSeconds(1)).status())
        .isEqualTo(409);
  }

  @Test
  void guardsActionsByStateAndVersion() {
    JsonNode reservation = book(UUID.randomUUID(), START, START.plusSeconds(7200)).json();
    String path = "/reservations/" + reservation.get("id").asText();

    Answer tooEarly = http.post(path + "/pick-up", Counter.PICK_UP);
    assertThat(tooEarly.status()).isEqualTo(409);
    assertThat(tooEarly.problem()).isEqualTo("reservation-state");

    Map<String, String> reason = Map.of("reason", "Plans changed");
    assertThat(http.post(path + "/cancel", reason, "If-Match", "\"7\"").status()).isEqualTo(412);
    assertThat(http.post(path + "/cancel", reason, "If-Match", "seven").status()).isEqualTo(400);
    assertThat(http.post(path + "/cancel", reason, "If-Match", "\"0\"").status()).isEqualTo(200);
    assertThat(http.post(path + "/cancel", reason).status()).isEqualTo(409);
  }

  @Test
  void listsInPagesWithoutGapOrRepetition() {
    UUID vehicle = UUID.randomUUID();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Instant start = START.plus(Duration.ofDays(i));
      made.add(book(vehicle, start, start.plusSeconds(3600)).json().get("id").asText());
    }

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = http.get("/reservations?vehicleId=" + vehicle + "&limit=3" + cursor).json();
      page.get("items").forEach(item -> listed.add(item.get("id").asText()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : null;
    } while (cursor != null);

    assertThat(listed).isEqualTo(made);
    assertThat(
            http.get("/reservations?vehicleId=" + vehicle + "&status=ACTIVE").json().get("items"))
        .isEmpty();
  }

  @Test
  void saysWhyItDoesNotBook() {
    neighbours.customerAnswers(404, "{}");
    assertRefused("customer-unknown");
    neighbours.customerAnswers(
        200,
        "{\"customerId\":\"%s\",\"eligible\":false,\"reasons\":"
            + "[{\"code\":\"DRIVER_TOO_YOUNG\",\"detail\":\"Too young.\"}]}");
    assertRefused("customer-not-eligible");
    neighbours.reset();

    neighbours.vehicleAnswers(404, "{}");
    assertRefused("vehicle-unknown");
    neighbours.vehicleAnswers(422, "{}");
    neighbours.branchAnswers(404);
    assertRefused("branch-unknown");
    neighbours.vehicleAnswers(200, unavailable("NOT_IN_SERVICE"));
    assertRefused("vehicle-not-rentable");
    neighbours.vehicleAnswers(200, unavailable("BRANCH_CLOSED"));
    assertRefused("branch-closed");

    neighbours.vehicleAnswers(200, unavailable("ALREADY_RESERVED"));
    Answer taken = book(UUID.randomUUID(), START, START.plusSeconds(3600));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.problem()).isEqualTo("vehicle-already-reserved");
  }

  @Test
  void neverBooksBlindly() {
    neighbours.vehicleAnswers(500, "{}");
    assertUnavailable();
    neighbours.vehicleAnswers(200, "not json");
    assertUnavailable();
    neighbours.reset();
    neighbours.customerAnswers(503, "{}");
    assertUnavailable();
  }

  @ParameterizedTest(name = "{0} to {1} hours from now")
  @CsvSource({"-1, 5, #/startsAt", "5, 5, #/endsAt", "5, 4, #/endsAt", "5, 8770, #/endsAt"})
  void refusesPeriodsThatNobodyCanReserve(int from, int to, String pointer) {
    Instant now = Instant.now();

    Answer answer =
        book(UUID.randomUUID(), now.plus(Duration.ofHours(from)), now.plus(Duration.ofHours(to)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("period-invalid");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#|",
        "#|{",
        "#|[]",
        "#|null",
        "#|42",
        "#/vehicleId|{'customerId':'0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a','vehicleId':'x'}",
        "#/vehicleId|{'vehicleId':7}",
        "#/startsAt|{'startsAt':'tomorrow'}",
        "#/startsAt|{'startsAt':1234567890}",
        "#/startsAt|{'startsAt':'+99999-01-01T00:00:00Z'}",
        "#/status|{'status':'CONFIRMED'}",
        "#/customerId|{}"
      })
  void namesTheFieldOfABadBody(String example) {
    long before = service.query(Long.class, "select count(*) from reservation");
    String pointer = example.substring(0, example.indexOf('|'));
    String body = example.substring(example.indexOf('|') + 1).replace('\'', '"');

    Answer answer = http.post("/reservations", body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(answer.body()).doesNotContain("io.motorpool", "Exception", "jackson");
    assertThat(service.query(Long.class, "select count(*) from reservation")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit|/reservations?limit=0",
        "limit|/reservations?limit=201",
        "limit|/reservations?limit=many",
        "status|/reservations?status=LOST",
        "customerId|/reservations?customerId=me",
        "cursor|/reservations?cursor=AAAA",
        "reservationId|/reservations/42"
      })
  void namesTheParameterThatIsWrong(String example) {
    String[] parts = example.split("\\|");

    Answer answer = http.get(parts[1]);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/parameter").asText()).isEqualTo(parts[0]);
  }

  @Test
  void answersWithAProblemOutsideOfItsResourcesToo() {
    assertThat(http.get("/nowhere").problem()).isEqualTo("not-found");
    assertThat(http.get("/reservations/" + UUID.randomUUID()).problem()).isEqualTo("not-found");
    assertThat(http.method("DELETE", "/reservations").problem()).isEqualTo("method-not-allowed");
    assertThat(http.post("/reservations", "{}", "Content-Type", "text/plain").problem())
        .isEqualTo("unsupported-media-type");
  }

  @Test
  void servesItsContractHealthAndMetrics() {
    Answer contract = http.get("/openapi?format=json");
    assertThat(contract.status()).isEqualTo(200);
    Set<String> paths = new HashSet<>();
    contract.json().get("paths").fieldNames().forEachRemaining(paths::add);
    assertThat(paths)
        .contains(
            "/reservations",
            "/reservations/{reservationId}/pick-up",
            "/operations/reservation/parked-events")
        .hasSize(16);
    assertThat(http.get("/openapi/ui/index.html").body()).contains("swagger-ui");
    for (String health : List.of("live", "ready", "started")) {
      assertThat(http.get("/health/" + health).json().get("status").asText()).isEqualTo("UP");
    }
    assertThat(http.get("/metrics").body()).contains("# TYPE");
  }

  private static Answer book(UUID vehicle, Instant startsAt, Instant endsAt) {
    return http.post("/reservations", booking(vehicle, startsAt, endsAt));
  }

  private static Map<String, Object> booking(UUID vehicle, Instant startsAt, Instant endsAt) {
    return Map.of(
        "customerId", UUID.randomUUID(),
        "vehicleId", vehicle,
        "pickupBranchId", UUID.randomUUID(),
        "startsAt", startsAt,
        "endsAt", endsAt);
  }

  private static void assertRefused(String problem) {
    Answer answer = book(UUID.randomUUID(), START, START.plusSeconds(3600));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo(problem);
  }

  private static void assertUnavailable() {
    UUID vehicle = UUID.randomUUID();
    Answer answer = book(vehicle, START, START.plusSeconds(3600));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isPresent();
    assertThat(
            service.query(
                Long.class, "select count(*) from reservation where vehicle_id = ?", vehicle))
        .isZero();
  }

  private static String unavailable(String code) {
    return Neighbours.AVAILABLE
        .replace("\"available\":true", "\"available\":false")
        .replace(
            "\"reasons\":[]", "\"reasons\":[{\"code\":\"" + code + "\",\"detail\":\"Not now.\"}]");
  }

  /** The next event about this reservation; events of other tests are passed over. */
  private static JsonNode eventOf(JsonNode reservation) {
    while (true) {
      JsonNode event = events.next(SOON);
      assertThat(event).as("an event").isNotNull();
      if (event.get("subject").equals(reservation.get("id"))) {
        return event;
      }
    }
  }

  private static String tellInvoice(String type, JsonNode reservation, UUID invoice) {
    InvoiceSnapshot snapshot = issued(reservation, invoice);
    return events.publish(
        "/motorpool/billing",
        type,
        invoice == null ? snapshot.getReservationId() : invoice,
        snapshot);
  }

  /** The invoice as billing tells of it; without an id, as it refuses it. */
  private static InvoiceSnapshot issued(JsonNode reservation, UUID invoice) {
    UUID reservationId = UUID.fromString(reservation.get("id").asText());
    Money total = new Money().amount(new BigDecimal("18.00")).currency("EUR");
    return new InvoiceSnapshot()
        .invoiceId(invoice)
        .reservationId(reservationId)
        .customerId(UUID.fromString(reservation.get("customerId").asText()))
        .status(invoice == null ? InvoiceSnapshotStatus.REJECTED : InvoiceSnapshotStatus.ISSUED)
        .rejectionReason(invoice == null ? "Overdue" : null)
        .lines(
            List.of(
                new PriceLine()
                    .type(PriceLineType.HOUR)
                    .description("Rental hour")
                    .quantity(2)
                    .unitPrice(new Money().amount(new BigDecimal("9.00")).currency("EUR"))
                    .amount(total)))
        .total(total)
        .paid(total)
        .balance(total)
        .version(0L);
  }

  /** The path of the reservation, once billing has confirmed it. */
  private static String confirmed(JsonNode reservation) {
    String path = "/reservations/" + reservation.get("id").asText();
    tellInvoice("invoice.issued", reservation, UUID.randomUUID());
    awaitStatus(path, "CONFIRMED");
    return path;
  }

  private static void awaitStatus(String path, String status) {
    await().atMost(SOON).until(() -> http.get(path).json().get("status").asText(), status::equals);
  }
}
