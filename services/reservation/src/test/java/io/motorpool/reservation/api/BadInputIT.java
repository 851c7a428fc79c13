package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong in the same way for several operations: each refuses it with the type that the
 * contract names, says which rule it breaks and where, and stores nothing. What only one operation
 * can be told wrongly is in the test of that operation.
 */
class BadInputIT {

  private static final String EVERYTHING =
      """
      select concat_ws(' ',
        (select count(*) from reservation), (select sum(version) from reservation),
        (select count(*) from reservation_price_line), (select count(*) from quote),
        (select count(*) from cancellation_policy), (select sum(version) from cancellation_policy),
        (select count(*) from outbox), (select count(*) from idempotency_key))""";

  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));

  private static Counter counter;
  private static Http http;

  @BeforeAll
  static void start() {
    counter =
        new Counter(
            Map.of(
                "motorpool.reservation.no-show-interval", "PT1H",
                "motorpool.reservation.hold-expiry-interval", "PT1H"));
    http = counter.http;
  }

  @AfterAll
  static void stop() {
    counter.close();
  }

  @BeforeEach
  void everybodyIsWilling() {
    counter.neighbours.reset();
    counter.neighbours.searchFinds(UUID.randomUUID());
  }

  /** What takes a period. */
  enum OfPeriod {
    BOOK_VEHICLE,
    BOOK_CLASS,
    QUOTE_VEHICLE,
    QUOTE_CLASS,
    CHANGE
  }

  @ParameterizedTest(name = "{0}: {1} to {2} hours from now")
  @CsvSource({
    "BOOK_VEHICLE,  -1, 5,    #/startsAt",
    "BOOK_VEHICLE,  5,  5,    #/endsAt",
    "BOOK_VEHICLE,  5,  4,    #/endsAt",
    "BOOK_VEHICLE,  5,  8766, #/endsAt",
    "BOOK_CLASS,    -1, 5,    #/startsAt",
    "BOOK_CLASS,    5,  5,    #/endsAt",
    "BOOK_CLASS,    5,  4,    #/endsAt",
    "BOOK_CLASS,    5,  8766, #/endsAt",
    "QUOTE_VEHICLE, -1, 5,    #/startsAt",
    "QUOTE_VEHICLE, 5,  5,    #/endsAt",
    "QUOTE_VEHICLE, 5,  4,    #/endsAt",
    "QUOTE_VEHICLE, 5,  8766, #/endsAt",
    "QUOTE_CLASS,   -1, 5,    #/startsAt",
    "QUOTE_CLASS,   5,  5,    #/endsAt",
    "QUOTE_CLASS,   5,  4,    #/endsAt",
    "QUOTE_CLASS,   5,  8766, #/endsAt",
    "CHANGE,        -1, 5,    #/startsAt",
    "CHANGE,        -9, -8,   #/startsAt",
    "CHANGE,        5,  5,    #/endsAt",
    "CHANGE,        5,  4,    #/endsAt",
    "CHANGE,        5,  8766, #/endsAt"
  })
  void refusesPeriodsThatNobodyCanRentFor(OfPeriod operation, int from, int to, String pointer) {
    String path = operation == OfPeriod.CHANGE ? path(counter.held()) : null;
    Instant now = Instant.now();
    Instant startsAt = now.plus(Duration.ofHours(from));
    Instant endsAt = now.plus(Duration.ofHours(to));
    String before = everything();

    Answer answer =
        switch (operation) {
          case BOOK_VEHICLE -> book("vehicleId", UUID.randomUUID(), startsAt, endsAt);
          case BOOK_CLASS -> book("vehicleClass", "ECMR", startsAt, endsAt);
          case QUOTE_VEHICLE -> quote("vehicleId", UUID.randomUUID(), startsAt, endsAt);
          case QUOTE_CLASS -> quote("vehicleClass", "ECMR", startsAt, endsAt);
          case CHANGE -> change(path, Map.of("startsAt", startsAt, "endsAt", endsAt));
        };

    assertRefused(answer, 422, "period-invalid", pointer, before);
  }

  /** With each operation on a thing that its id stands for, marked by a question mark. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET,   /reservations/?",
    "PATCH, /reservations/?",
    "POST,  /reservations/?/vehicle",
    "POST,  /reservations/?/pick-up",
    "POST,  /reservations/?/return",
    "GET,   /reservations/?/cancellation-quote",
    "POST,  /reservations/?/cancel",
    "POST,  /reservations/?/no-show",
    "GET,   /quotes/?"
  })
  private @interface OperationsByAnId {}

  @OperationsByAnId
  void doesNotKnowWhatWasNeverMade(String method, String path) {
    String before = everything();

    Answer answer = send(method, path.replace("?", UUID.randomUUID().toString()));

    assertRefused(answer, 404, "not-found", null, before);
  }

  @OperationsByAnId
  void namesAnIdThatIsNone(String method, String path) {
    String before = everything();

    Answer answer = send(method, path.replace("?", "42"));

    assertRefused(answer, 400, "invalid-request", null, before);
    assertThat(answer.json().at("/errors/0/parameter").asText()).isIn("reservationId", "quoteId");
  }

  /** What names somebody or something of a neighbour's, by the answer that the neighbour gives. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "BOOK_VEHICLE,  customer-unknown, #/customerId",
    "BOOK_VEHICLE,  vehicle-unknown,  #/vehicleId",
    "BOOK_VEHICLE,  branch-unknown,   #/pickupBranchId",
    "BOOK_CLASS,    customer-unknown, #/customerId",
    "BOOK_CLASS,    branch-unknown,   #/pickupBranchId",
    "QUOTE_VEHICLE, customer-unknown, #/customerId",
    "QUOTE_VEHICLE, vehicle-unknown,  #/vehicleId",
    "QUOTE_VEHICLE, branch-unknown,   #/pickupBranchId",
    "QUOTE_CLASS,   customer-unknown, #/customerId",
    "QUOTE_CLASS,   branch-unknown,   #/pickupBranchId",
    "CHANGE,        customer-unknown, #/customerId",
    "CHANGE,        branch-unknown,   #/pickupBranchId"
  })
  void asksNeighboursWhetherThereIsSuchA(OfPeriod operation, String type, String pointer) {
    String path = operation == OfPeriod.CHANGE ? path(counter.held()) : null;
    switch (type) {
      case "customer-unknown" -> counter.neighbours.customerAnswers(404, "{}");
      case "vehicle-unknown" -> counter.neighbours.vehicleAnswers(404, "{}");
      default -> {
        counter.neighbours.vehicleAnswers(422, "{}");
        counter.neighbours.branchAnswers(404);
        counter.neighbours.priceAnswers(422, Calculations.problem(type, "/pickupBranchId"));
      }
    }
    String before = everything();

    assertRefused(refused(operation, path), 422, type, pointer, before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BOOK_VEHICLE", "QUOTE_VEHICLE", "CHANGE"})
  void doesNotRentWhereNobodyIs(OfPeriod operation) {
    String path = operation == OfPeriod.CHANGE ? path(counter.held()) : null;
    counter.neighbours.vehicleAnswers(
        200,
        Neighbours.AVAILABLE
            .replace("\"available\":true", "\"available\":false")
            .replace(
                "\"reasons\":[]",
                "\"reasons\":[{\"code\":\"BRANCH_CLOSED\",\"detail\":\"Closed at 03:00.\"}]"));
    String before = everything();

    Answer answer = refused(operation, path);

    assertRefused(answer, 422, "branch-closed", "#/startsAt", before);
    assertThat(answer.json().get("detail").asText()).contains("Closed at 03:00.");
  }

  @ParameterizedTest(name = "{0} while {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "pick-up            | PENDING ACTIVE COMPLETED CANCELLED EXPIRED NO_SHOW",
        "return             | PENDING CONFIRMED COMPLETED CANCELLED EXPIRED NO_SHOW",
        "cancel             | ACTIVE COMPLETED CANCELLED EXPIRED NO_SHOW",
        "cancellation-quote | ACTIVE COMPLETED CANCELLED EXPIRED NO_SHOW",
        "no-show            | PENDING ACTIVE COMPLETED CANCELLED EXPIRED NO_SHOW",
        "vehicle            | ACTIVE COMPLETED CANCELLED EXPIRED NO_SHOW",
        "change             | COMPLETED CANCELLED EXPIRED NO_SHOW"
      })
  void doesNothingInTheWrongState(String action, String states) {
    for (String state : states.split(" ")) {
      String path = path(counter.held());
      counter.service.update(
          "update reservation set status = ?, hold_expires_at ="
              + " case when ? = 'PENDING' then hold_expires_at end where id = ?",
          state,
          state,
          Counter.idOf(path));
      String before = everything();

      Answer answer =
          switch (action) {
            case "change" -> change(path, Map.of("endsAt", START.plus(Duration.ofDays(3))));
            case "cancellation-quote" -> http.get(path + "/cancellation-quote");
            default -> send("POST", path + "/" + action);
          };

      assertRefused(answer, 409, "reservation-state", null, before);
      assertThat(answer.json().get("detail").asText()).contains(state);
    }
  }

  @ParameterizedTest(name = "{0}: {2} instead of {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "quotes       | 'quantity':1       | 'quantity':0       | 400 | #/extras/0/quantity | invalid-request",
        "quotes       | 'quantity':1       | 'quantity':-1      | 400 | #/extras/0/quantity | invalid-request",
        "quotes       | 'quantity':1       | 'quantity':1000000 | 400 | #/extras/0/quantity | invalid-request",
        "quotes       | 'driverAge':34     | 'driverAge':-1     | 400 | #/driverAge | invalid-request",
        "quotes       | 'driverAge':34     | 'driverAge':999    | 400 | #/driverAge | invalid-request",
        "reservations | 'quantity':1       | 'quantity':-1      | 400 | #/extras/0/quantity | invalid-request",
        "cancel       | '0.00'             | '-1.00'            | 409 | #/expectedFee | cancellation-fee-changed",
        "cancel       | '0.00'             | '9999999999.99'    | 409 | #/expectedFee | cancellation-fee-changed",
        "cancel       | EUR                | CHF                | 409 | #/expectedFee | cancellation-fee-changed",
        "cancel       | EUR                | ZZZ                | 409 | #/expectedFee | cancellation-fee-changed",
        "pick-up      | '300.00'           | '-300.00'          | 422 | #/deposit/amount/amount | deposit-negative",
        "pick-up      | '300.00'           | '100000.00'        | 422 | #/deposit/amount/amount | deposit-implausible",
        "pick-up      | '300.00'           | '9999999999.99'    | 422 | #/deposit/amount/amount | deposit-implausible",
        "pick-up      | EUR                | ZZZ                | 422 | #/deposit/amount/currency | deposit-currency",
        "past-rentals | 'EUR'              | 'ZZZ'              | 422 | #/rentals/0/price/currency | past-rental-invalid",
        "past-rentals | '154.80'           | '-154.80'          | 422 | #/rentals/0/price/amount | past-rental-invalid",
        "past-rentals | '154.80'           | '99999999999.00'   | 400 | #/rentals/0/price/amount | invalid-request"
      })
  void refusesAmountsThatCannotBe(
      String operation, String part, String other, int status, String pointer, String type) {
    String body =
        switch (operation) {
          case "cancel" -> "{'reason':'Rain','expectedFee':{'amount':'0.00','currency':'EUR'}}";
          case "pick-up" ->
              "{'odometerKm':1000,'fuelLevelPercent':100,'deposit':{'method':'CASH',"
                  + "'amount':{'amount':'300.00','currency':'EUR'}}}";
          case "past-rentals" -> pastRental();
          case "quotes" -> rental() + ",'driverAge':34}";
          default -> rental() + ",'customerId':'" + UUID.randomUUID() + "'}";
        };
    String path =
        switch (operation) {
          case "cancel", "pick-up" ->
              counter.confirmedAndStartingIn(
                      operation.equals("cancel") ? Duration.ofDays(9) : Duration.ZERO)
                  + "/"
                  + operation;
          default -> "/" + operation;
        };
    assertThat(body).contains(part);
    String before = everything();

    Answer answer = http.post(path, body.replace(part, other).replace('\'', '"'));

    assertRefused(answer, status, type, pointer, before);
  }

  private static String rental() {
    return "{'vehicleClass':'ECMR','pickupBranchId':'%s','startsAt':'%s','endsAt':'%s',"
            .formatted(UUID.randomUUID(), START, START.plus(Duration.ofDays(2)))
        + "'extras':[{'code':'CHILD_SEAT','quantity':1}]";
  }

  private static String pastRental() {
    return ("{'rentals':[{'reference':'R-1','customerId':'%s','vehicleId':'%s','pickupBranchId':'%s',"
            + "'bookedAt':'2026-04-20T09:00:00Z','startsAt':'2026-05-02T09:00:00Z',"
            + "'endsAt':'2026-05-05T09:00:00Z','outcome':'COMPLETED',"
            + "'price':{'amount':'154.80','currency':'EUR'},"
            + "'charged':{'amount':'160.00','currency':'EUR'}}]}")
        .formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
  }

  /** With nothing that is wrong in itself. */
  private static Answer refused(OfPeriod operation, String path) {
    Instant endsAt = START.plus(Duration.ofDays(3));
    return switch (operation) {
      case BOOK_VEHICLE -> book("vehicleId", UUID.randomUUID(), START, endsAt);
      case BOOK_CLASS -> book("vehicleClass", "ECMR", START, endsAt);
      case QUOTE_VEHICLE -> quote("vehicleId", UUID.randomUUID(), START, endsAt);
      case QUOTE_CLASS -> quote("vehicleClass", "ECMR", START, endsAt);
      case CHANGE ->
          change(path, Map.of("endsAt", endsAt, "pickupBranchId", UUID.randomUUID().toString()));
    };
  }

  private static Answer book(String what, Object which, Instant startsAt, Instant endsAt) {
    return http.post("/reservations", request(what, which, startsAt, endsAt));
  }

  private static Answer quote(String what, Object which, Instant startsAt, Instant endsAt) {
    return http.post("/quotes", request(what, which, startsAt, endsAt));
  }

  private static Map<String, Object> request(
      String what, Object which, Instant startsAt, Instant endsAt) {
    Map<String, Object> request = new HashMap<>();
    request.put("customerId", UUID.randomUUID());
    request.put(what, which);
    request.put("pickupBranchId", UUID.randomUUID());
    request.put("startsAt", startsAt);
    request.put("endsAt", endsAt);
    return request;
  }

  private static Answer change(String path, Object body) {
    return http.patch(path, body, "If-Match", "\"0\"");
  }

  /** With a body that would do. */
  private static Answer send(String method, String path) {
    return switch (method) {
      case "GET" -> http.get(path);
      case "PATCH" -> change(path, Map.of("endsAt", START));
      default ->
          http.post(
              path,
              switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "vehicle" -> Map.of("vehicleId", UUID.randomUUID());
                case "pick-up" -> Counter.PICK_UP;
                case "return" -> Map.of("odometerKm", 1_100, "fuelLevelPercent", 50);
                case "cancel" -> Map.of("reason", "Plans changed");
                default -> "";
              });
    };
  }

  private static String path(JsonNode reservation) {
    return "/reservations/" + reservation.get("id").asText();
  }

  private static String everything() {
    return counter.service.query(String.class, EVERYTHING);
  }

  private static void assertRefused(
      Answer answer, int status, String type, String pointer, String before) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
    for (String part : List.of("title", "detail", "instance")) {
      assertThat(answer.json().path(part).asText()).as(part).isNotBlank();
    }
    if (pointer != null) {
      assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
      assertThat(answer.json().at("/errors/0/detail").asText()).isNotBlank();
    }
    assertThat(everything()).as("nothing is stored").isEqualTo(before);
  }
}
