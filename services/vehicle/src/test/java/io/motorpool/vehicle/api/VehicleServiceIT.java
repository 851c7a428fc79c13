package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.vehicle.Fleet;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VehicleServiceIT {

  private static final String UNKNOWN = "0193d5a4-1000-7c00-8000-00000000dead";
  // A Monday, from 10:00 to Thursday 10:00 in Vienna.
  private static final String PERIOD = "startsAt=2027-03-01T09:00:00Z&endsAt=2027-03-04T09:00:00Z";

  private static final TimeZone MACHINE = TimeZone.getDefault();
  private static ServiceUnderTest running;
  private static Http service;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    // No branch is there, so that a time that is taken for the machine's own is found out.
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
    running = ServiceUnderTest.start(Database.VEHICLE);
    service = running.http();
    fleet = new Fleet(service);
  }

  @AfterAll
  static void stop() {
    running.close();
    TimeZone.setDefault(MACHINE);
  }

  @Test
  void addsOnceWhatIsSentAgainWithItsKey() {
    String code = Fleet.newClassCode();
    Map<String, String> bodies =
        Map.of(
            "/branches", Fleet.branch(Fleet.newBranchCode(), "Europe/Vienna"),
            "/vehicle-classes", Fleet.vehicleClass(code),
            "/vehicles",
                Fleet.vehicle(Fleet.newRegistrationNumber(), fleet.newClass(), fleet.newBranch()));

    bodies.forEach(
        (path, body) -> {
          // The same key means something else in each place.
          Answer first = service.post(path, body, "Idempotency-Key", code);
          Answer second = service.post(path, body, "Idempotency-Key", code);

          assertThat(first.status()).as(first.toString()).isEqualTo(201);
          assertThat(second.status()).as(second.toString()).isEqualTo(201);
          assertThat(second.body()).isEqualTo(first.body());
          assertThat(second.header("Location")).isPresent().isEqualTo(first.header("Location"));
          assertThat(second.header("ETag")).isPresent().isEqualTo(first.header("ETag"));
        });
  }

  @Nested
  class Branches {

    @Test
    void areOpenedAndRead() {
      String code = Fleet.newBranchCode();

      Answer created = service.post("/branches", Fleet.branch(code, "America/New_York"));

      assertThat(created.status()).as(created.body()).isEqualTo(201);
      assertThat(created.header("ETag")).hasValue("\"0\"");
      String location = created.header("Location").orElseThrow();
      assertThat(location).isEqualTo("/branches/" + created.json().get("id").asText());
      Answer read = service.get(location);
      assertThat(read.json()).isEqualTo(created.json());
      assertThat(read.header("ETag")).hasValue("\"0\"");
      JsonNode branch = read.json();
      assertThat(branch.get("timeZone").asText()).isEqualTo("America/New_York");
      assertThat(branch.get("openingHours")).hasSize(7);
      assertThat(branch.get("openingHours").get(0).get("dayOfWeek").asText()).isEqualTo("MONDAY");
      assertThat(branch.get("openingHours").get(0).get("opensAt").asText()).isEqualTo("08:00");
      assertThat(branch.get("openingHours").get(0).get("closesAt").asText()).isEqualTo("18:00");
    }

    @Test
    void haveCodesOfTheirOwn() {
      String code = Fleet.newBranchCode();
      service.post("/branches", Fleet.branch(code, "Europe/Vienna"));

      assertProblem(
          service.post("/branches", Fleet.branch(code, "Europe/Vienna")), 409, "branch-code-taken");
    }

    @Test
    void areListedInPagesInTheOrderOfTheirCodes() {
      for (int i = 0; i < 3; i++) {
        fleet.newBranch();
      }

      assertThat(codes("/branches")).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(2);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
        delimiter = '|',
        value = {
          "Europe/Vienna|Europe/Atlantis",
          "Europe/Vienna|CET+2",
          "TUESDAY|MONDAY",
          "\"08:00\"|\"18:00\"",
          "\"08:00\"|\"18:01\""
        })
    void keepOpeningHoursThatCanBeKept(String part, String instead) {
      String code = Fleet.newBranchCode();
      Answer refused =
          service.post("/branches", Fleet.branch(code, "Europe/Vienna").replace(part, instead));

      // A name that the contract's pattern rules out never reaches the rule.
      assertThat(refused.status()).isIn(400, 422);
      assertThat(refused.problem()).isIn("opening-hours-invalid", "invalid-request");
      assertThat(codes("/branches")).doesNotContain(code);
    }

    @ParameterizedTest(name = "{1} at {2}")
    @CsvSource(
        delimiter = '|',
        value = {
          "\"name\": \"Main station\"|\"name\": \"\"|#/name",
          "\"name\": \"Main station\"|\"title\": \"Main station\"|#/title",
          "\"opensAt\": \"08:00\"|\"opensAt\": \"8:00\"|#/openingHours/0/opensAt",
          "\"closesAt\": \"18:00\"|\"closesAt\": \"24:00\"|#/openingHours/0/closesAt",
          "MONDAY|FUNDAY|#/openingHours/0/dayOfWeek",
          "\"country\": \"AT\"|\"country\": \"Austria\"|#/address/country"
        })
    void areDescribedAsTheContractHasIt(String part, String instead, String pointer) {
      Answer refused =
          service.post(
              "/branches",
              Fleet.branch(Fleet.newBranchCode(), "Europe/Vienna").replace(part, instead));

      assertProblem(refused, 400, "invalid-request");
      assertThat(refused.json().get("errors").findValuesAsText("pointer")).contains(pointer);
    }

    @Test
    void lookAfterVehiclesForAsLongAsTheySayAndOtherwiseNotAtAll() {
      String body = Fleet.branch(Fleet.newBranchCode(), "Europe/Vienna");
      Answer created = service.post("/branches", body);
      String path = created.header("Location").orElseThrow();

      assertThat(created.json().get("turnaroundMinutes").asInt()).isZero();
      Answer careful = service.put(path, withTurnaround(body, "10080"), "If-Match", "\"0\"");
      assertThat(careful.status()).as(careful.body()).isEqualTo(200);
      assertThat(careful.json().get("turnaroundMinutes").asInt()).isEqualTo(10_080);
      assertThat(service.get(path).json()).isEqualTo(careful.json());
      assertThat(
              service.put(path, body, "If-Match", "\"1\"").json().get("turnaroundMinutes").asInt())
          .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10081", "1.5", "\"60\"", "99999999999"})
    void lookAfterVehiclesForAWeekAtTheLongest(String minutes) {
      String code = Fleet.newBranchCode();

      Answer refused =
          service.post("/branches", withTurnaround(Fleet.branch(code, "Europe/Vienna"), minutes));

      assertProblem(refused, 400, "invalid-request");
      assertThat(refused.json().get("errors").findValuesAsText("pointer"))
          .containsExactly("#/turnaroundMinutes");
      assertThat(codes("/branches")).doesNotContain(code);
    }

    private static String withTurnaround(String branch, String minutes) {
      return branch.replace("\"name\"", "\"turnaroundMinutes\": %s, \"name\"".formatted(minutes));
    }

    @Test
    void areNotFoundWhereThereAreNone() {
      assertProblem(service.get("/branches/" + UNKNOWN), 404, "not-found");
    }
  }

  @Nested
  class Classes {

    @Test
    void areAddedAndRead() {
      String code = Fleet.newClassCode();

      Answer created = service.post("/vehicle-classes", Fleet.vehicleClass(code));

      assertThat(created.status()).as(created.body()).isEqualTo(201);
      assertThat(created.header("Location")).hasValue("/vehicle-classes/" + code);
      Answer read = service.get("/vehicle-classes/" + code);
      assertThat(read.json()).isEqualTo(created.json());
      assertThat(read.header("ETag")).hasValue("\"0\"");
      assertThat(read.json().get("rate").get("daily").get("amount").asText()).isEqualTo("43.00");
      assertThat(read.json().get("rate").get("daily").get("amount").isTextual()).isTrue();
    }

    @Test
    void haveCodesOfTheirOwn() {
      assertProblem(
          service.post("/vehicle-classes", Fleet.vehicleClass(fleet.newClass())),
          409,
          "vehicle-class-code-taken");
    }

    @Test
    void areReplacedByWhoKnowsThem() {
      String code = fleet.newClass();
      String path = "/vehicle-classes/" + code;
      String dearer = Fleet.vehicleClass(code).replace("43.00", "45.00");

      Answer replaced = service.put(path, dearer, "If-Match", "\"0\"");

      assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
      assertThat(replaced.header("ETag")).hasValue("\"1\"");
      assertThat(service.get(path).json()).isEqualTo(replaced.json());
      assertProblem(service.put(path, dearer, "If-Match", "\"0\""), 412, "precondition-failed");
      assertProblem(service.put(path, dearer), 428, "precondition-required");
      assertProblem(
          service.put(path, Fleet.vehicleClass("ZZZZ"), "If-Match", "\"1\""),
          422,
          "vehicle-class-code-fixed");
      assertProblem(
          service.put("/vehicle-classes/QQQQ", Fleet.vehicleClass("QQQQ"), "If-Match", "\"0\""),
          404,
          "not-found");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "\"43.00\", \"currency\": \"EUR\"|\"43.00\", \"currency\": \"CHF\"",
          "\"300.00\", \"currency\": \"EUR\"|\"300.00\", \"currency\": \"CHF\"",
          "\"currency\": \"EUR\"|\"currency\": \"EUX\"",
          "\"9.00\"|\"-9.00\""
        })
    void costWhatSomebodyCanBeCharged(String part, String instead) {
      String code = Fleet.newClassCode();

      assertProblem(
          service.post("/vehicle-classes", Fleet.vehicleClass(code).replace(part, instead)),
          422,
          "rate-invalid");
      assertProblem(service.get("/vehicle-classes/" + code), 404, "not-found");
    }

    @ParameterizedTest(name = "{1} at {2}")
    @CsvSource(
        delimiter = '|',
        value = {
          "\"9.00\"|\"-9.00\"|#/rate/hourly/amount",
          "\"9.00\"|\"100000.00\"|#/rate/hourly/amount",
          "\"43.00\"|\"100000.00\"|#/rate/daily/amount",
          "\"249.00\"|\"9999999999.99\"|#/rate/weekly/amount",
          "\"300.00\"|\"100000.00\"|#/deposit/amount"
        })
    void costNeitherLessThanNothingNorMoreThanAPriceCanHold(
        String part, String instead, String pointer) {
      Answer refused =
          service.post(
              "/vehicle-classes", Fleet.vehicleClass(Fleet.newClassCode()).replace(part, instead));

      assertProblem(refused, 422, "rate-invalid");
      assertThat(refused.json().get("errors").findValuesAsText("pointer")).containsExactly(pointer);
    }

    @ParameterizedTest(name = "{1} at {2}")
    @CsvSource(
        delimiter = '|',
        value = {
          "\"43.00\"|43.00|#/rate/daily/amount",
          "\"43.00\"|\"43.005\"|#/rate/daily/amount",
          "\"43.00\"|\"many\"|#/rate/daily/amount",
          "\"currency\": \"EUR\"|\"currency\": \"euro\"|#/deposit/currency",
          "21|16|#/minimumDriverAge",
          "21|\"21\"|#/minimumDriverAge",
          "21|21.5|#/minimumDriverAge"
        })
    void areDescribedAsTheContractHasIt(String part, String instead, String pointer) {
      Answer refused =
          service.post(
              "/vehicle-classes", Fleet.vehicleClass(Fleet.newClassCode()).replace(part, instead));

      assertProblem(refused, 400, "invalid-request");
      assertThat(refused.json().get("errors").findValuesAsText("pointer")).contains(pointer);
    }

    @Test
    void haveACodeOfFourLetters() {
      Answer refused = service.get("/vehicle-classes/ecmr");

      assertProblem(refused, 400, "invalid-request");
      assertThat(refused.json().get("errors").get(0).get("parameter").asText()).isEqualTo("code");
    }

    @Test
    void areListedInPagesInTheOrderOfTheirCodes() {
      for (int i = 0; i < 3; i++) {
        fleet.newClass();
      }

      assertThat(codes("/vehicle-classes"))
          .isSorted()
          .doesNotHaveDuplicates()
          .hasSizeGreaterThan(2);
    }

    @Test
    void areListedFromOurOwnCursorsOnly() {
      assertProblem(service.get("/vehicle-classes?cursor=!"), 400, "invalid-request");
      assertProblem(service.get("/vehicle-classes?cursor=abc"), 400, "invalid-request");
    }
  }

  @Nested
  class Vehicles {

    @Test
    void joinTheFleetInService() {
      String branch = fleet.newBranch();
      String vehicleClass = fleet.newClass();

      Answer created =
          service.post(
              "/vehicles", Fleet.vehicle(Fleet.newRegistrationNumber(), vehicleClass, branch));

      assertThat(created.status()).as(created.body()).isEqualTo(201);
      assertThat(created.header("ETag")).hasValue("\"0\"");
      JsonNode vehicle = created.json();
      assertThat(vehicle.get("status").asText()).isEqualTo("IN_SERVICE");
      assertThat(UUID.fromString(vehicle.get("id").asText()).version()).isEqualTo(7);
      Answer read = service.get(created.header("Location").orElseThrow());
      assertThat(read.json()).isEqualTo(vehicle);
    }

    @Test
    void haveRegistrationNumbersOfTheirOwn() {
      String branch = fleet.newBranch();
      String vehicleClass = fleet.newClass();
      String number = Fleet.newRegistrationNumber();
      service.post("/vehicles", Fleet.vehicle(number, vehicleClass, branch));
      String other = fleet.newVehicle(vehicleClass, branch);

      assertProblem(
          service.post("/vehicles", Fleet.vehicle(number, vehicleClass, branch)),
          409,
          "registration-number-taken");
      assertProblem(
          service.put(
              "/vehicles/" + other,
              Fleet.vehicle(number, vehicleClass, branch),
              "If-Match",
              "\"0\""),
          409,
          "registration-number-taken");
    }

    @Test
    void areOfAClassAndAtABranchThatExist() {
      String branch = fleet.newBranch();
      String vehicleClass = fleet.newClass();
      String number = Fleet.newRegistrationNumber();

      assertProblem(
          service.post("/vehicles", Fleet.vehicle(number, "QQQQ", branch)),
          422,
          "vehicle-class-unknown");
      assertProblem(
          service.post("/vehicles", Fleet.vehicle(number, vehicleClass, UNKNOWN)),
          422,
          "branch-unknown");
    }

    @Test
    void areReplacedByWhoKnowsThem() {
      String there = fleet.newBranch();
      String vehicleClass = fleet.newClass();
      String path = "/vehicles/" + fleet.newVehicle(vehicleClass, fleet.newBranch());
      String moved =
          Fleet.vehicle(Fleet.newRegistrationNumber(), vehicleClass, there)
              .replace("\"odometerKm\"", "\"status\": \"OUT_OF_SERVICE\", \"odometerKm\"");

      Answer replaced = service.put(path, moved, "If-Match", "\"0\"");

      assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
      assertThat(replaced.header("ETag")).hasValue("\"1\"");
      assertThat(replaced.json().get("branchId").asText()).isEqualTo(there);
      assertThat(replaced.json().get("status").asText()).isEqualTo("OUT_OF_SERVICE");
      assertProblem(service.put(path, moved, "If-Match", "\"0\""), 412, "precondition-failed");
      assertProblem(service.put(path, moved), 428, "precondition-required");
    }

    @Test
    void areListedByBranchClassAndStatus() {
      String branch = fleet.newBranch();
      String vehicleClass = fleet.newClass();
      List<String> vehicles = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        vehicles.add(fleet.newVehicle(vehicleClass, branch));
      }
      fleet.newVehicle(vehicleClass, fleet.newBranch());

      String query = "/vehicles?limit=2&branchId=" + branch + "&vehicleClass=" + vehicleClass;
      JsonNode first = service.get(query + "&status=IN_SERVICE").json();
      JsonNode second = service.get(query + "&cursor=" + first.get("nextCursor").asText()).json();

      List<String> listed = new ArrayList<>(first.get("items").findValuesAsText("id"));
      listed.addAll(second.get("items").findValuesAsText("id"));
      assertThat(listed).isEqualTo(vehicles);
      assertThat(second.has("nextCursor")).isFalse();
      assertThat(service.get(query + "&status=RETIRED").json().get("items")).isEmpty();
    }

    @Test
    void areAskedForInTermsOfTheContract() {
      assertProblem(service.get("/vehicles?status=LOST"), 400, "invalid-request");
      assertProblem(service.get("/vehicles?branchId=here"), 400, "invalid-request");
      assertProblem(service.get("/vehicles?limit=201"), 400, "invalid-request");
      assertProblem(service.get("/vehicles/" + UNKNOWN), 404, "not-found");
      assertProblem(
          service.get("/vehicles/" + UNKNOWN + "/availability?" + PERIOD), 404, "not-found");
      assertProblem(
          service.get(
              "/vehicles/"
                  + UNKNOWN
                  + "/schedule?from=2027-01-01T00:00:00Z&to=2027-02-01T00:00:00Z"),
          404,
          "not-found");
    }
  }

  @Nested
  class Availability {

    @Test
    void ofAVehicleComesWithTheTermsOfItsClass() {
      String branch = fleet.newBranch();
      String vehicleClass = fleet.newClass();
      String vehicle = fleet.newVehicle(vehicleClass, branch);

      Answer answer =
          service.get(
              "/vehicles/%s/availability?%s&pickupBranchId=%s".formatted(vehicle, PERIOD, branch));

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      JsonNode availability = answer.json();
      assertThat(availability.get("available").asBoolean()).isTrue();
      assertThat(availability.get("reasons")).isEmpty();
      assertThat(availability.get("vehicleClass").asText()).isEqualTo(vehicleClass);
      assertThat(availability.get("minimumDriverAge").asInt()).isEqualTo(21);
      assertThat(availability.get("rate").get("hourly").get("amount").asText()).isEqualTo("9.00");
      assertThat(availability.get("deposit").get("amount").asText()).isEqualTo("300.00");
      assertThat(availability.get("currency").asText()).isEqualTo("EUR");
    }

    @Test
    void dependsOnTheOpeningHoursOfBothBranchesByTheirOwnClocks() {
      String vienna = fleet.newBranch("Europe/Vienna");
      String auckland = fleet.newBranch("Pacific/Auckland");
      String vehicle = fleet.newVehicle(fleet.newClass(), vienna);
      String path = "/vehicles/%s/availability?%s&pickupBranchId=%s&returnBranchId=%s";

      assertThat(reasons(path.formatted(vehicle, PERIOD, vienna, vienna))).isEmpty();
      // 09:00 UTC is 22:00 in Auckland in summer; 20:00 UTC is 09:00 there.
      assertThat(reasons(path.formatted(vehicle, PERIOD, vienna, auckland)))
          .containsExactly("BRANCH_CLOSED");
      assertThat(
              reasons(
                  path.formatted(
                      vehicle,
                      "startsAt=2027-03-01T09:00:00Z&endsAt=2027-03-04T20:00:00Z",
                      vienna,
                      auckland)))
          .isEmpty();
    }

    @Test
    void takesOffsetsForWhatTheyAre() {
      String branch = fleet.newBranch();
      String vehicle = fleet.newVehicle(fleet.newClass(), branch);

      assertThat(
              reasons(
                  "/vehicles/%s/availability?startsAt=2027-03-01T18:00:00%%2B01:00&endsAt=%s&pickupBranchId=%s"
                      .formatted(vehicle, "2027-03-04T02:00:00-06:00", branch)))
          .isEmpty();
    }

    @Test
    void isForVehiclesInServiceAtTheirBranch() {
      String here = fleet.newBranch();
      String there = fleet.newBranch();
      String vehicleClass = fleet.newClass();
      String path = "/vehicles/" + fleet.newVehicle(vehicleClass, here);
      service.put(
          path,
          Fleet.vehicle(Fleet.newRegistrationNumber(), vehicleClass, here)
              .replace("\"odometerKm\"", "\"status\": \"OUT_OF_SERVICE\", \"odometerKm\""),
          "If-Match",
          "\"0\"");

      assertThat(reasons(path + "/availability?" + PERIOD + "&pickupBranchId=" + there))
          .containsExactly("NOT_IN_SERVICE", "AT_OTHER_BRANCH");
      assertThat(service.get("/availability?branchId=" + here + "&" + PERIOD).json().get("items"))
          .isEmpty();
    }

    @Test
    void isSearchedByBranchAndClass() {
      String branch = fleet.newBranch();
      String first = fleet.newClass();
      String second = fleet.newClass();
      List<String> vehicles =
          List.of(fleet.newVehicle(first, branch), fleet.newVehicle(first, branch));
      String other = fleet.newVehicle(second, branch);
      String path = "/availability?branchId=" + branch + "&" + PERIOD;

      JsonNode items = service.get(path).json().get("items");

      assertThat(items).hasSize(2);
      assertThat(items.get(0).get("vehicleClass").asText()).isEqualTo(first);
      assertThat(items.get(0).get("name").asText()).isEqualTo("Economy");
      assertThat(items.get(0).get("freeVehicles").asInt()).isEqualTo(2);
      List<String> ids = new ArrayList<>();
      items.get(0).get("vehicleIds").forEach(it -> ids.add(it.asText()));
      assertThat(ids).isEqualTo(vehicles);
      assertThat(items.get(1).get("vehicleIds").get(0).asText()).isEqualTo(other);
      assertThat(items.get(1).get("rate").get("weekly").get("amount").asText()).isEqualTo("249.00");
      assertThat(
              service
                  .get(path + "&vehicleClass=" + second)
                  .json()
                  .get("items")
                  .findValuesAsText("vehicleClass"))
          .containsExactly(second);
    }

    @Test
    void isNotFoundWhileTheBranchIsClosed() {
      String branch = fleet.newBranch();
      fleet.newVehicle(fleet.newClass(), branch);

      assertThat(
              service
                  .get(
                      "/availability?branchId="
                          + branch
                          + "&startsAt=2027-03-01T06:00:00Z&endsAt=2027-03-04T09:00:00Z")
                  .json()
                  .get("items"))
          .isEmpty();
      assertThat(
              service
                  .get(
                      "/availability?branchId="
                          + branch
                          + "&startsAt=2027-03-01T09:00:00Z&endsAt=2027-03-04T18:00:00Z")
                  .json()
                  .get("items"))
          .isEmpty();
    }

    @Test
    void isNotAskedAboutABranchThatNobodyKnows() {
      String vehicle = fleet.newVehicle(fleet.newClass(), fleet.newBranch());

      assertProblem(
          service.get("/availability?branchId=" + UNKNOWN + "&" + PERIOD), 422, "branch-unknown");
      assertProblem(
          service.get(
              "/vehicles/%s/availability?%s&pickupBranchId=%s".formatted(vehicle, PERIOD, UNKNOWN)),
          422,
          "branch-unknown");
      assertProblem(
          service.get(
              "/vehicles/%s/availability?%s&returnBranchId=%s".formatted(vehicle, PERIOD, UNKNOWN)),
          422,
          "branch-unknown");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "endsAt=2027-03-04T09:00:00Z, startsAt",
      "startsAt=2027-03-04T09:00:00Z, endsAt",
      "startsAt=2027-03-04T09:00:00Z&endsAt=2027-03-04T09:00:00Z, endsAt",
      "startsAt=2027-03-04T09:00:00Z&endsAt=2027-03-01T09:00:00Z, endsAt",
      "startsAt=2027-03-04T09:00:00Z&endsAt=2028-03-05T09:00:00Z, endsAt",
      "startsAt=tomorrow&endsAt=2028-03-05T09:00:00Z, startsAt",
      "startsAt=2027-03-04&endsAt=2027-03-05T09:00:00Z, startsAt",
      "startsAt=%2B99999-03-04T09:00:00Z&endsAt=%2B99999-03-05T09:00:00Z, startsAt"
    })
    void isAskedForAPeriod(String query, String parameter) {
      String branch = fleet.newBranch();
      String vehicle = fleet.newVehicle(fleet.newClass(), branch);

      for (String path :
          List.of(
              "/availability?branchId=" + branch + "&",
              "/vehicles/" + vehicle + "/availability?")) {
        Answer refused = service.get(path + query);
        assertProblem(refused, 400, "invalid-request");
        assertThat(refused.json().get("errors").get(0).get("parameter").asText())
            .isEqualTo(parameter);
      }
      Answer refused =
          service.get(
              "/vehicles/"
                  + vehicle
                  + "/schedule?"
                  + query.replace("startsAt", "from").replace("endsAt", "to"));
      assertProblem(refused, 400, "invalid-request");
    }

    /** The JDK's client would not send such a query. */
    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%2", "a|b", "{}", "\"", "%00", "%ff", "[]", "^"})
    void isNotConfusedByAQueryThatIsNone(String value) throws IOException {
      try (Socket socket = new Socket(running.uri().getHost(), running.uri().getPort())) {
        socket.setSoTimeout(30_000);
        socket
            .getOutputStream()
            .write(
                ("GET /availability?startsAt="
                        + value
                        + "&branchId="
                        + value
                        + "&"
                        + "endsAt="
                        + value
                        + "&vehicleClass="
                        + value
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        String answer = new String(socket.getInputStream().readNBytes(13), StandardCharsets.UTF_8);

        assertThat(answer).isEqualTo("HTTP/1.1 400 ");
      }
    }

    private List<String> reasons(String path) {
      Answer answer = service.get(path);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return answer.json().get("reasons").findValuesAsText("code");
    }
  }

  /** The codes of a whole list, read two at a time. */
  private static List<String> codes(String path) {
    List<String> codes = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = service.get(path + "?limit=2" + cursor).json();
      page.get("items").forEach(it -> codes.add(it.get("code").asText()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : null;
    } while (cursor != null);
    return codes;
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
  }
}
