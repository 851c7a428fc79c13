package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.vehicle.Fleet;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates from a day on, seasons and one-way fees over HTTP, and the prices made of them. */
class TariffIT {

  private static ServiceUnderTest running;
  private static Http service;
  private static Fleet fleet;

  private String vehicleClass;
  private String branch;
  private String elsewhere;

  @BeforeAll
  static void start() {
    running = ServiceUnderTest.start(Database.VEHICLE);
    service = running.http();
    fleet = new Fleet(service);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @BeforeEach
  void newClassAndBranches() {
    vehicleClass = fleet.newClass();
    branch = fleet.newBranch("Europe/Vienna");
    elsewhere = fleet.newBranch("Europe/Lisbon");
  }

  @Nested
  class Rates {

    @Test
    void areAddedReadReplacedAndDeletedByWhoKnowsThem() {
      Answer added = service.post(rates(), rate("2099-01-01", "2099-12-31", "46.00"));

      assertThat(added.status()).as("%s", added).isEqualTo(201);
      assertThat(added.header("ETag")).hasValue("\"0\"");
      String path = added.header("Location").orElseThrow();
      assertThat(path).isEqualTo(rates() + "/" + added.json().get("id").asText());
      assertThat(added.json().get("vehicleClass").asText()).isEqualTo(vehicleClass);
      assertThat(added.json().get("validFrom").asText()).isEqualTo("2099-01-01");
      assertThat(added.json().get("validUntil").asText()).isEqualTo("2099-12-31");
      assertThat(added.json().at("/rate/daily/amount").asText()).isEqualTo("46.00");
      assertThat(service.get(path).json()).isEqualTo(added.json());
      assertThat(service.get(path).header("ETag")).hasValue("\"0\"");

      String endless = rate("2099-02-01", null, "47.00");
      assertProblem(service.put(path, endless), 428, "precondition-required");
      assertProblem(service.put(path, endless, "If-Match", "\"3\""), 412, "precondition-failed");
      Answer replaced = service.put(path, endless, "If-Match", "\"0\"");
      assertThat(replaced.status()).as("%s", replaced).isEqualTo(200);
      assertThat(replaced.header("ETag")).hasValue("\"1\"");
      assertThat(replaced.json().has("validUntil")).isFalse();
      assertThat(service.get(path).json()).isEqualTo(replaced.json());

      assertThat(service.method("DELETE", path).status()).isEqualTo(204);
      assertProblem(service.get(path), 404, "not-found");
      assertProblem(service.method("DELETE", path), 404, "not-found");
      assertProblem(service.put(path, endless, "If-Match", "\"1\""), 404, "not-found");
    }

    @Test
    void belongToTheirClass() {
      String id = id(service.post(rates(), rate("2099-01-01", null, "46.00")));
      String other = "/vehicle-classes/" + fleet.newClass() + "/rates";

      assertProblem(service.get(other + "/" + id), 404, "not-found");
      assertProblem(service.method("DELETE", other + "/" + id), 404, "not-found");
      assertProblem(
          service.put(other + "/" + id, rate("2099-01-01", null, "1.00"), "If-Match", "\"0\""),
          404,
          "not-found");
      assertThat(ok(service.get(other)).get("items")).isEmpty();
      assertThat(ok(service.get(rates())).get("items")).hasSize(1);
      assertProblem(service.get("/vehicle-classes/ZZZZ/rates"), 404, "not-found");
      assertProblem(
          service.post("/vehicle-classes/ZZZZ/rates", rate("2099-01-01", null, "46.00")),
          404,
          "not-found");
    }

    @Test
    void areAddedOnceForEachClassWithOneKey() {
      String body = rate("2099-01-01", null, "46.00");
      Answer first = service.post(rates(), body, "Idempotency-Key", vehicleClass);
      Answer second = service.post(rates(), body, "Idempotency-Key", vehicleClass);
      Answer other =
          service.post(
              "/vehicle-classes/" + fleet.newClass() + "/rates",
              body,
              "Idempotency-Key",
              vehicleClass);

      assertThat(first.status()).as("%s", first).isEqualTo(201);
      assertThat(second.status()).as("%s", second).isEqualTo(201);
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(other.status()).as("%s", other).isEqualTo(422);
      assertThat(ok(service.get(rates())).get("items")).hasSize(1);
    }

    @Test
    void areListedInPages() {
      for (int year = 2090; year < 2095; year++) {
        service.post(rates(), rate(year + "-01-01", null, "46.00"));
      }

      assertThat(all(rates())).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void beginOnDaysOfTheirOwn() {
      service.post(rates(), rate("2099-01-01", null, "46.00"));
      Answer second = service.post(rates(), rate("2099-02-01", null, "47.00"));

      Answer again = service.post(rates(), rate("2099-01-01", "2099-01-31", "1.00"));
      assertProblem(again, 409, "rate-already-begins");
      assertThat(again.json().at("/errors/0/pointer").asText()).isEqualTo("#/validFrom");
      String path = second.header("Location").orElseThrow();
      assertProblem(
          service.put(path, rate("2099-01-01", null, "47.00"), "If-Match", "\"0\""),
          409,
          "rate-already-begins");
      assertThat(service.get(path).json()).isEqualTo(second.json());
      assertThat(ok(service.get(rates())).get("items")).hasSize(2);
    }

    @Test
    void stayOnceTheyHaveBegun() {
      // It is tomorrow already where the day begins first.
      LocalDate today = LocalDate.now(ZoneOffset.ofHours(14));
      Answer begun = service.post(rates(), rate(today.minusDays(20).toString(), null, "46.00"));
      String path = begun.header("Location").orElseThrow();

      assertProblem(service.method("DELETE", path), 409, "rate-has-begun");
      String dearer = rate(today.minusDays(20).toString(), null, "47.00");
      assertProblem(service.put(path, dearer, "If-Match", "\"0\""), 409, "rate-has-begun");
      String over = rate(today.minusDays(20).toString(), today.minusDays(3).toString(), "46.00");
      assertProblem(service.put(path, over, "If-Match", "\"0\""), 409, "rate-has-begun");
      assertThat(service.get(path).json()).isEqualTo(begun.json());

      String ends = rate(today.minusDays(20).toString(), today.plusDays(3).toString(), "46.00");
      assertThat(service.put(path, ends, "If-Match", "\"0\"").header("ETag")).hasValue("\"1\"");
    }

    @ParameterizedTest(name = "{1} instead of {0}: {3}")
    @CsvSource(
        delimiter = '|',
        value = {
          "2099-12-31|2098-12-31|422|validity-invalid|#/validUntil",
          "\"46.00\", \"currency\": \"EUR\"|\"-1.00\", \"currency\": \"EUR\"|422|rate-invalid|#/rate/daily/amount",
          "46.00|100000.00|422|rate-invalid|#/rate/daily/amount",
          "\"46.00\", \"currency\": \"EUR\"|\"46.00\", \"currency\": \"CHF\"|422|rate-invalid|",
          "EUR|CHF|422|currency-mismatch|#/rate/daily/currency",
          "EUR|EUX|422|currency-mismatch|#/rate/daily/currency",
          "2099-01-01|2099-02-30|400|invalid-request|#/validFrom",
          "2099-01-01|soon|400|invalid-request|#/validFrom",
          "46.00|46.001|400|invalid-request|#/rate/daily/amount",
          "\"validUntil\"|\"validTo\"|400|invalid-request|#/validTo"
        })
    void areNotWhatNobodyCanBeCharged(
        String part, String instead, int status, String problem, String pointer) {
      String good = rate("2099-01-01", "2099-12-31", "46.00");
      Answer added = service.post(rates(), good.replace("2099-01-01", "2098-01-01"));
      String path = added.header("Location").orElseThrow();

      for (Answer refused :
          List.of(
              service.post(rates(), good.replace(part, instead)),
              service.put(path, good.replace(part, instead), "If-Match", "\"0\""))) {
        assertProblem(refused, status, problem);
        assertThat(refused.json().at("/errors/0/pointer").asText())
            .isEqualTo(pointer == null ? "" : pointer);
      }
      assertThat(ok(service.get(rates())).get("items")).containsExactly(added.json());
    }

    @Test
    void keepTheirClassInItsCurrency() {
      String path = "/vehicle-classes/" + vehicleClass;
      String swiss = inFrancs(Fleet.vehicleClass(vehicleClass));
      String id = id(service.post(rates(), rate("2099-01-01", null, "46.00")));

      Answer refused = service.put(path, swiss, "If-Match", "\"0\"");
      assertProblem(refused, 422, "currency-mismatch");
      assertThat(service.get(path).json().at("/rate/daily/currency").asText()).isEqualTo("EUR");

      service.method("DELETE", rates() + "/" + id);
      assertThat(service.put(path, swiss, "If-Match", "\"0\"").status()).isEqualTo(200);
    }

    @Test
    void areChargedFromTheirFirstDayOnByTheClockOfTheBranch() {
      service.post(rates(), rate("2099-01-01", "2099-12-31", "46.00"));

      // Midnight in Vienna is 23:00 UTC; a rental of a day costs a day.
      assertThat(total(price("2098-12-31T22:59:59Z", "2099-01-01T22:59:59Z"))).isEqualTo("43.00");
      JsonNode first = price("2098-12-31T23:00:00Z", "2099-01-01T23:00:00Z");
      assertThat(total(first)).isEqualTo("46.00");
      assertThat(first.at("/terms/rate/daily/amount").asText()).isEqualTo("46.00");
      assertThat(total(price("2099-12-31T22:59:59Z", "2100-01-01T22:59:59Z"))).isEqualTo("46.00");
      assertThat(total(price("2099-12-31T23:00:00Z", "2100-01-01T23:00:00Z"))).isEqualTo("43.00");
    }

    private String rates() {
      return "/vehicle-classes/" + vehicleClass + "/rates";
    }
  }

  @Nested
  class Seasons {

    @Test
    void areAddedReadReplacedAndDeletedByWhoKnowsThem() {
      Answer added = service.post("/seasons", season("Summer", "1.25", vehicleClass, branch));

      assertThat(added.status()).as("%s", added).isEqualTo(201);
      assertThat(added.header("ETag")).hasValue("\"0\"");
      String path = added.header("Location").orElseThrow();
      assertThat(path).isEqualTo("/seasons/" + added.json().get("id").asText());
      assertThat(added.json().get("name").asText()).isEqualTo("Summer");
      assertThat(added.json().get("from").asText()).isEqualTo("2099-07-01");
      assertThat(added.json().get("until").asText()).isEqualTo("2099-08-31");
      assertThat(added.json().get("factor").asText()).isEqualTo("1.25");
      assertThat(added.json().get("vehicleClass").asText()).isEqualTo(vehicleClass);
      assertThat(added.json().get("branchId").asText()).isEqualTo(branch);
      assertThat(service.get(path).json()).isEqualTo(added.json());
      assertThat(service.get(path).header("ETag")).hasValue("\"0\"");

      String other = season("High summer", "1.30", vehicleClass, null);
      assertProblem(service.put(path, other), 428, "precondition-required");
      assertProblem(service.put(path, other, "If-Match", "\"3\""), 412, "precondition-failed");
      Answer replaced = service.put(path, other, "If-Match", "\"0\"");
      assertThat(replaced.status()).as("%s", replaced).isEqualTo(200);
      assertThat(replaced.header("ETag")).hasValue("\"1\"");
      assertThat(replaced.json().has("branchId")).isFalse();
      assertThat(service.get(path).json()).isEqualTo(replaced.json());

      assertThat(service.method("DELETE", path).status()).isEqualTo(204);
      assertProblem(service.get(path), 404, "not-found");
      assertProblem(service.method("DELETE", path), 404, "not-found");
      assertProblem(service.put(path, other, "If-Match", "\"1\""), 404, "not-found");
    }

    @Test
    void areAddedOnceWithOneKeyAndListedInPages() {
      String body = season("Summer", "1.25", vehicleClass, null);
      Answer first = service.post("/seasons", body, "Idempotency-Key", vehicleClass);
      Answer second = service.post("/seasons", body, "Idempotency-Key", vehicleClass);
      String other = id(service.post("/seasons", season("Late", "1.10", vehicleClass, null)));

      assertThat(second.body()).isEqualTo(first.body());
      assertThat(all("/seasons"))
          .doesNotHaveDuplicates()
          .containsSubsequence(List.of(id(first), other));
    }

    @ParameterizedTest(name = "{1} instead of {0}: {3}")
    @CsvSource(
        delimiter = '|',
        value = {
          "2099-08-31|2099-06-30|422|season-days-invalid|#/until",
          "2099-08-31|2100-07-02|422|season-days-invalid|#/until",
          "1.25|0.09|422|season-factor-invalid|#/factor",
          "1.25|10.01|422|season-factor-invalid|#/factor",
          "CLASS|ZZZZ|422|vehicle-class-unknown|#/vehicleClass",
          "BRANCH|0193d5a4-1000-7c00-8000-00000000dead|422|branch-unknown|#/branchId",
          "1.25|1.255|400|invalid-request|#/factor",
          "1.25|-1.25|422|season-factor-invalid|#/factor",
          "Summer||400|invalid-request|#/name",
          "2099-07-01|1 July|400|invalid-request|#/from",
          "\"factor\"|\"percent\"|400|invalid-request|#/percent"
        })
    void areNotWhatNoSeasonIs(
        String part, String instead, int status, String problem, String pointer) {
      Answer added = service.post("/seasons", season("Summer", "1.25", vehicleClass, branch));
      String path = added.header("Location").orElseThrow();
      List<String> before = all("/seasons");
      String bad =
          season("Summer", "1.25", "CLASS", "BRANCH")
              .replace(part, instead == null ? "" : instead)
              .replace("CLASS", vehicleClass)
              .replace("BRANCH", branch);

      for (Answer refused :
          List.of(service.post("/seasons", bad), service.put(path, bad, "If-Match", "\"0\""))) {
        assertProblem(refused, status, problem);
        assertThat(refused.json().get("errors").findValuesAsText("pointer")).contains(pointer);
      }
      assertThat(all("/seasons")).isEqualTo(before);
      assertThat(service.get(path).json()).isEqualTo(added.json());
    }

    @Test
    void areInThePriceAndInTheTermsThatItIsSettledBy() {
      service.post("/seasons", season("Summer", "1.25", vehicleClass, null));

      JsonNode price = price("2099-08-31T09:00:00Z", "2099-09-09T10:00:00Z");

      assertThat(price.at("/price/lines").findValuesAsText("description"))
          .containsExactly("Rental week (Summer)", "Rental day (Summer)", "Rental hour (Summer)");
      // 249 * 1.25 is 311.25, 43 * 1.25 is 53.75, 9 * 1.25 is 11.25.
      assertThat(total(price)).isEqualTo("430.00");
      assertThat(price.at("/terms/rate/hourly/amount").asText()).isEqualTo("11.25");
      assertThat(price.at("/terms/rate/daily/amount").asText()).isEqualTo("53.75");
      assertThat(price.at("/terms/rate/weekly/amount").asText()).isEqualTo("311.25");
      assertThat(total(price("2099-09-01T09:00:00Z", "2099-09-02T09:00:00Z"))).isEqualTo("43.00");
    }

    @Test
    void countWhereTheyAreMostSpecial() {
      service.post("/seasons", season("Class", "2.00", vehicleClass, null));
      assertThat(total(price("2099-07-02T09:00:00Z", "2099-07-03T09:00:00Z"))).isEqualTo("86.00");
      service.post("/seasons", season("Branch", "3.00", null, branch));
      assertThat(total(price("2099-07-02T09:00:00Z", "2099-07-03T09:00:00Z"))).isEqualTo("129.00");
      service.post("/seasons", season("Both", "4.00", vehicleClass, branch));
      assertThat(total(price("2099-07-02T09:00:00Z", "2099-07-03T09:00:00Z"))).isEqualTo("172.00");
      service.post("/seasons", season("Elsewhere", "5.00", vehicleClass, elsewhere));
      assertThat(total(price("2099-07-02T09:00:00Z", "2099-07-03T09:00:00Z"))).isEqualTo("172.00");
    }

    @Test
    void areTheSameInEveryAnswer() {
      String vehicle = fleet.newVehicle(vehicleClass, branch);
      service.post("/seasons", season("Branch", "1.10", null, branch));
      service.post("/seasons", season("Elsewhere", "1.20", null, elsewhere));
      String period = "startsAt=2099-07-02T09:00:00Z&endsAt=2099-07-03T09:00:00Z";

      JsonNode found =
          ok(service.get("/availability?branchId=%s&%s".formatted(branch, period))).at("/items/0");
      JsonNode here =
          ok(
              service.get(
                  "/vehicles/%s/availability?%s&pickupBranchId=%s"
                      .formatted(vehicle, period, branch)));
      JsonNode anywhere =
          ok(service.get("/vehicles/%s/availability?%s".formatted(vehicle, period)));
      JsonNode there =
          ok(
              service.get(
                  "/vehicles/%s/availability?%s&pickupBranchId=%s"
                      .formatted(vehicle, period, elsewhere)));

      assertThat(found.at("/rate/daily/amount").asText()).isEqualTo("47.30");
      assertThat(found.at("/price/total/amount").asText()).isEqualTo("47.30");
      assertThat(here.at("/rate/daily/amount").asText()).isEqualTo("47.30");
      assertThat(anywhere.at("/rate/daily/amount").asText()).isEqualTo("47.30");
      assertThat(there.at("/rate/daily/amount").asText()).isEqualTo("51.60");
    }

    @Test
    void leaveOutOfASearchOnlyWhatBecomesTooDear() {
      String dear = Fleet.newClassCode();
      service.post("/vehicle-classes", Fleet.vehicleClass(dear).replace("249.00", "60000.00"));
      fleet.newVehicle(vehicleClass, branch);
      String vehicle = fleet.newVehicle(dear, branch);
      service.post("/seasons", season("Gold", "2.00", null, branch));
      String period = "startsAt=2099-07-02T09:00:00Z&endsAt=2099-07-03T09:00:00Z";

      assertThat(
              ok(service.get("/availability?branchId=%s&%s".formatted(branch, period)))
                  .get("items")
                  .findValuesAsText("vehicleClass"))
          .containsExactly(vehicleClass);
      assertProblem(
          service.get("/vehicles/%s/availability?%s".formatted(vehicle, period)),
          422,
          "price-too-high");
      assertProblem(
          calculate(dear, branch, "2099-07-02T09:00:00Z", "2099-07-03T09:00:00Z"),
          422,
          "price-too-high");
    }
  }

  @Nested
  class OneWayFees {

    @Test
    void areAddedReadReplacedAndDeletedByWhoKnowsThem() {
      Answer added = service.post("/one-way-fees", fee(branch, elsewhere, "80.00"));

      assertThat(added.status()).as("%s", added).isEqualTo(201);
      assertThat(added.header("ETag")).hasValue("\"0\"");
      String path = added.header("Location").orElseThrow();
      assertThat(path).isEqualTo("/one-way-fees/" + added.json().get("id").asText());
      assertThat(added.json().get("fromBranchId").asText()).isEqualTo(branch);
      assertThat(added.json().get("toBranchId").asText()).isEqualTo(elsewhere);
      assertThat(added.json().at("/fee/amount").asText()).isEqualTo("80.00");
      assertThat(service.get(path).json()).isEqualTo(added.json());
      assertThat(service.get(path).header("ETag")).hasValue("\"0\"");

      String back = fee(elsewhere, branch, "60.00");
      assertProblem(service.put(path, back), 428, "precondition-required");
      assertProblem(service.put(path, back, "If-Match", "\"3\""), 412, "precondition-failed");
      Answer replaced = service.put(path, back, "If-Match", "\"0\"");
      assertThat(replaced.status()).as("%s", replaced).isEqualTo(200);
      assertThat(replaced.header("ETag")).hasValue("\"1\"");
      assertThat(service.get(path).json()).isEqualTo(replaced.json());

      assertThat(service.method("DELETE", path).status()).isEqualTo(204);
      assertProblem(service.get(path), 404, "not-found");
      assertProblem(service.method("DELETE", path), 404, "not-found");
      assertProblem(service.put(path, back, "If-Match", "\"1\""), 404, "not-found");
    }

    @Test
    void areAddedOnceWithOneKeyAndListedInPages() {
      String body = fee(branch, elsewhere, "80.00");
      Answer first = service.post("/one-way-fees", body, "Idempotency-Key", vehicleClass);
      Answer second = service.post("/one-way-fees", body, "Idempotency-Key", vehicleClass);
      String other = id(service.post("/one-way-fees", fee(elsewhere, branch, "60.00")));

      assertThat(second.body()).isEqualTo(first.body());
      assertThat(all("/one-way-fees"))
          .doesNotHaveDuplicates()
          .containsSubsequence(List.of(id(first), other));
    }

    @Test
    void areOneFromABranchToAnother() {
      service.post("/one-way-fees", fee(branch, elsewhere, "80.00"));
      Answer back = service.post("/one-way-fees", fee(elsewhere, branch, "60.00"));
      assertThat(back.status()).as("%s", back).isEqualTo(201);
      List<String> before = all("/one-way-fees");

      assertProblem(
          service.post("/one-way-fees", fee(branch, elsewhere, "1.00")), 409, "one-way-fee-exists");
      String path = back.header("Location").orElseThrow();
      assertProblem(
          service.put(path, fee(branch, elsewhere, "1.00"), "If-Match", "\"0\""),
          409,
          "one-way-fee-exists");
      assertThat(service.get(path).json()).isEqualTo(back.json());
      assertThat(all("/one-way-fees")).isEqualTo(before);
    }

    @ParameterizedTest(name = "{1} instead of {0}: {3}")
    @CsvSource({
      "TO,    FROM,      422, one-way-branches-alike, #/toBranchId",
      "FROM,  0193d5a4-1000-7c00-8000-00000000dead, 422, branch-unknown, #/fromBranchId",
      "TO,    0193d5a4-1000-7c00-8000-00000000dead, 422, branch-unknown, #/toBranchId",
      "80.00, -0.01,     422, amount-invalid,         #/fee/amount",
      "80.00, 100000.00, 422, amount-invalid,         #/fee/amount",
      "EUR,   EUX,       422, amount-invalid,         #/fee/currency",
      "EUR,   THB,       422, currency-mismatch,      #/fee/currency",
      "80.00, 80.001,    400, invalid-request,        #/fee/amount",
      "TO,    Lisbon,    400, invalid-request,        #/toBranchId"
    })
    void areNotWhatNobodyCanBeCharged(
        String part, String instead, int status, String problem, String pointer) {
      Answer added = service.post("/one-way-fees", fee(branch, elsewhere, "80.00"));
      String path = added.header("Location").orElseThrow();
      List<String> before = all("/one-way-fees");
      String bad =
          fee("FROM", "TO", "80.00")
              .replace(part, instead)
              .replace("FROM", branch)
              .replace("TO", elsewhere);

      for (Answer refused :
          List.of(
              service.post("/one-way-fees", bad), service.put(path, bad, "If-Match", "\"0\""))) {
        assertProblem(refused, status, problem);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
      }
      assertThat(all("/one-way-fees")).isEqualTo(before);
      assertThat(service.get(path).json()).isEqualTo(added.json());
    }

    @Test
    void areChargedInTheirDirectionOnly() {
      fleet.newVehicle(vehicleClass, branch);
      service.post("/one-way-fees", fee(branch, elsewhere, "80.00"));

      JsonNode there = ok(oneWay(branch, elsewhere));
      assertThat(there.at("/price/lines").findValuesAsText("type"))
          .containsExactly("DAY", "ONE_WAY");
      assertThat(total(there)).isEqualTo("123.00");
      assertThat(total(ok(oneWay(elsewhere, branch)))).isEqualTo("43.00");
      assertThat(total(ok(oneWay(branch, branch)))).isEqualTo("43.00");
      String search =
          "/availability?branchId=%s&startsAt=2099-07-02T09:00:00Z&endsAt=2099-07-03T09:00:00Z"
              .formatted(branch);
      assertThat(ok(service.get(search)).at("/items/0/price/total/amount").asText())
          .isEqualTo("43.00");
      assertThat(
              ok(service.get(search + "&returnBranchId=" + elsewhere))
                  .at("/items/0/price/total/amount")
                  .asText())
          .isEqualTo("123.00");
    }

    @Test
    void areNotTakenForAnotherCurrency() {
      String swiss = Fleet.newClassCode();
      service.post("/vehicle-classes", inFrancs(Fleet.vehicleClass(swiss)));
      service.post("/one-way-fees", inFrancs(fee(branch, elsewhere, "80.00")));
      fleet.newVehicle(swiss, branch);
      fleet.newVehicle(vehicleClass, branch);

      Answer refused = oneWay(branch, elsewhere);
      assertProblem(refused, 422, "currency-mismatch");
      assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("#/returnBranchId");
      assertThat(
              ok(service.get(
                      "/availability?branchId=%s&returnBranchId=%s&startsAt=%s&endsAt=%s"
                          .formatted(
                              branch, elsewhere, "2099-07-02T09:00:00Z", "2099-07-03T09:00:00Z")))
                  .get("items")
                  .findValuesAsText("vehicleClass"))
          .containsExactly(swiss);
    }

    private Answer oneWay(String from, String to) {
      return service.post(
          "/price-calculations",
          Map.of(
              "vehicleClass", vehicleClass,
              "pickupBranchId", from,
              "returnBranchId", to,
              "startsAt", "2099-07-02T09:00:00Z",
              "endsAt", "2099-07-03T09:00:00Z"));
    }
  }

  private JsonNode price(String startsAt, String endsAt) {
    return ok(calculate(vehicleClass, branch, startsAt, endsAt));
  }

  private static Answer calculate(
      String vehicleClass, String branch, String startsAt, String endsAt) {
    return service.post(
        "/price-calculations",
        Map.of(
            "vehicleClass", vehicleClass,
            "pickupBranchId", branch,
            "startsAt", startsAt,
            "endsAt", endsAt));
  }

  private static String total(JsonNode calculation) {
    return calculation.at("/price/total/amount").asText();
  }

  private static String rate(String from, String until, String daily) {
    return """
        {"validFrom": "%s", %s
         "rate": {"hourly": {"amount": "9.50", "currency": "EUR"},
                  "daily": {"amount": "%s", "currency": "EUR"},
                  "weekly": {"amount": "260.00", "currency": "EUR"}}}"""
        .formatted(from, until == null ? "" : "\"validUntil\": \"%s\",".formatted(until), daily);
  }

  private static String season(String name, String factor, String vehicleClass, String branchId) {
    return """
        {"name": "%s", "from": "2099-07-01", "until": "2099-08-31", %s %s "factor": "%s"}"""
        .formatted(
            name,
            vehicleClass == null ? "" : "\"vehicleClass\": \"%s\",".formatted(vehicleClass),
            branchId == null ? "" : "\"branchId\": \"%s\",".formatted(branchId),
            factor);
  }

  private static String fee(String from, String to, String amount) {
    return """
        {"fromBranchId": "%s", "toBranchId": "%s", "fee": {"amount": "%s", "currency": "EUR"}}"""
        .formatted(from, to, amount);
  }

  private static String inFrancs(String body) {
    return body.replace("\"currency\": \"EUR\"", "\"currency\": \"CHF\"");
  }

  /** The ids of a whole list, read two at a time. */
  private static List<String> all(String path) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = ok(service.get(path + "?limit=2" + cursor));
      page.get("items").forEach(it -> ids.add(it.get("id").asText()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : null;
    }
    return ids;
  }

  private static String id(Answer added) {
    assertThat(added.status()).as("%s", added).isEqualTo(201);
    return added.json().get("id").asText();
  }

  private static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json();
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
  }
}
