package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.vehicle.Fleet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Extras, the branch's tax, and the prices made of them, over HTTP. */
class PriceIT {

  private static ServiceUnderTest running;
  private static Http service;
  private static Fleet fleet;
  private static String vehicleClass;
  private static String branch;
  private static String seat;

  @BeforeAll
  static void start() {
    running = ServiceUnderTest.start(Database.VEHICLE);
    service = running.http();
    fleet = new Fleet(service);
    vehicleClass = Fleet.newClassCode();
    assertThat(
            service
                .post(
                    "/vehicle-classes",
                    Fleet.vehicleClass(vehicleClass)
                        .replace(
                            "\"deposit\"",
                            """
                            "fullDriverAge": 25, "youngDriverFee": {"amount": "7.50", "currency": "EUR"},
                            "includedKilometresPerDay": 250, "lateReturnGraceMinutes": 0,
                            "excessKilometreRate": {"amount": "0.25", "currency": "EUR"},
                            "deposit\""""))
                .status())
        .isEqualTo(201);
    branch = newBranch("20.00");
    seat = newExtra("6.00");
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void aPriceHasItsLinesTheTaxLastAndWhatItIsSettledBy() {
    JsonNode answer =
        ok(calculate(body("2026-12-01T09:00:00Z", "2026-12-03T09:00:00Z", 22, seat, 1)));

    assertThat(answer.at("/price/lines").findValuesAsText("type"))
        .containsExactly("DAY", "EXTRA", "YOUNG_DRIVER", "TAX");
    // (2 * 43 + 2 * 6 + 2 * 7.50) * 1.2
    assertThat(answer.at("/price/total/amount").asText()).isEqualTo("135.60");
    assertThat(answer.at("/deposit/amount").asText()).isEqualTo("300.00");
    assertThat(answer.at("/extras/0/code").asText()).isEqualTo(seat);
    assertThat(answer.at("/extras/0/unitPrice/amount").asText()).isEqualTo("6.00");
    assertThat(answer.at("/terms/taxPercent").asText()).isEqualTo("20.00");
    assertThat(answer.at("/terms/rate/daily/amount").asText()).isEqualTo("43.00");
    assertThat(answer.at("/terms/includedKilometresPerDay").asInt()).isEqualTo(250);
    assertThat(answer.at("/terms/lateReturnGraceMinutes").asInt()).isZero();
    assertThat(answer.at("/terms/earlyReturnCreditPercent").asInt()).isEqualTo(50);
    assertThat(answer.at("/terms").has("missingFuelRate")).isFalse();
    assertThat(answer.get("minimumDriverAge").asInt()).isEqualTo(21);
  }

  @Test
  void aSearchShowsThePriceAndLeavesOutWhatTheDriverIsTooYoungFor() {
    fleet.newVehicle(vehicleClass, branch);
    String search =
        "/availability?branchId=%s&startsAt=2026-12-01T09:00:00Z&endsAt=2026-12-03T09:00:00Z"
            .formatted(branch);

    assertThat(ok(service.get(search)).at("/items/0/price/total/amount").asText())
        .isEqualTo("103.20");
    assertThat(ok(service.get(search + "&driverAge=22")).at("/items/0/price/total/amount").asText())
        .isEqualTo("121.20");
    assertThat(ok(service.get(search + "&driverAge=20")).get("items")).isEmpty();
    assertThat(
            ok(service.get(search + "&returnBranchId=" + fleet.newBranch("Europe/Lisbon")))
                .get("items"))
        .hasSize(1);
    // 09:00 UTC is 18:00 in Tokyo, where the branch closes then; an hour later it is closed.
    String late = search.replace("03T09:00", "03T10:00");
    JsonNode closed = ok(service.get(late + "&returnBranchId=" + fleet.newBranch("Asia/Tokyo")));
    assertThat(closed.get("items")).isEmpty();
    assertThat(closed.get("reasons").findValuesAsText("code")).containsExactly("BRANCH_CLOSED");
    assertThat(ok(service.get(search)).get("reasons")).isEmpty();
    assertThat(service.get(search + "&returnBranchId=" + UUID.randomUUID()).problem())
        .isEqualTo("branch-unknown");
  }

  @ParameterizedTest(name = "{0} instead of {1}: {2}")
  @CsvSource({
    "2026-12-03T09, 2026-12-01T09,      period-invalid,        #/endsAt",
    "2026-12-03T09, 2027-12-03T09,      period-invalid,        #/endsAt",
    "'\"driverAge\": 30', '\"driverAge\": 20', driver-too-young, #/driverAge",
    "'\"quantity\": 1', '\"quantity\": 4', extra-limit-exceeded, #/extras/0/quantity",
    "EXTRA_CODE,    NO_SUCH_EXTRA,      extra-unknown,         #/extras/0/code",
    "CLASS_CODE,    ZZZZ,               vehicle-class-unknown, #/vehicleClass",
    "BRANCH_ID,     00000000-0000-7000-8000-000000000000, branch-unknown, #/pickupBranchId"
  })
  void whatCannotBeRentedHasNoPrice(String part, String instead, String problem, String pointer) {
    String body =
        body("2026-12-01T09:00:00Z", "2026-12-03T09:00:00Z", 30, "EXTRA_CODE", 1)
            .replace(vehicleClass, "CLASS_CODE")
            .replace(branch, "BRANCH_ID")
            .replace(part, instead)
            .replace("EXTRA_CODE", seat)
            .replace("CLASS_CODE", vehicleClass)
            .replace("BRANCH_ID", branch);

    Answer answer = calculate(body);

    assertThat(answer.status()).as("%s", answer).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void anExtraIsReplacedByWhoHasSeenItAndTakenOffTheList() {
    String code = newExtra("10.00");
    String path = "/extras/" + code;
    assertThat(service.get(path).json().at("/price/amount").asText()).isEqualTo("10.00");

    assertThat(service.put(path, extra(code, "12.00")).status()).isEqualTo(428);
    assertThat(service.put(path, extra(code, "12.00"), "If-Match", "\"7\"").status())
        .isEqualTo(412);
    assertThat(service.put(path, extra("OTHER_CODE", "12.00"), "If-Match", "\"0\"").problem())
        .isEqualTo("extra-code-fixed");
    Answer replaced = service.put(path, extra(code, "12.00"), "If-Match", "\"0\"");
    assertThat(replaced.header("ETag")).hasValue("\"1\"");
    assertThat(replaced.json().at("/price/amount").asText()).isEqualTo("12.00");
    assertThat(service.post("/extras", extra(code, "1.00")).problem())
        .isEqualTo("extra-code-taken");

    assertThat(service.method("DELETE", path).status()).isEqualTo(204);
    assertThat(service.get(path).status()).isEqualTo(404);
  }

  @Test
  void extrasAreListedInPages() {
    newExtra("1.00");
    String path = "/extras?limit=1";
    JsonNode first = ok(service.get(path));
    assertThat(first.get("items")).hasSize(1);
    JsonNode second = ok(service.get(path + "&cursor=" + first.get("nextCursor").asText()));
    assertThat(second.at("/items/0/code").asText())
        .isGreaterThan(first.at("/items/0/code").asText());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "-1.00,     EUR, amount-invalid,    #/price/amount",
    "100000.00, EUR, amount-invalid,    #/price/amount",
    "1.00,      EUX, amount-invalid,    #/price/currency",
    "1.00,      THB, currency-mismatch, #/price/currency"
  })
  void nobodyCanBeChargedSuchAPriceForAnExtra(
      String amount, String currency, String problem, String pointer) {
    String code = "X_" + Fleet.newClassCode();
    String extra = extra(code, amount).replace("\"EUR\"", "\"%s\"".formatted(currency));
    Answer answer = service.post("/extras", extra);

    assertThat(answer.status()).as("%s", answer).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(service.get("/extras/" + code).status()).isEqualTo(404);
  }

  @Test
  void aBranchIsReplacedByWhoHasSeenIt() {
    String id = newBranch("20.00");
    String path = "/branches/" + id;
    String code = service.get(path).json().get("code").asText();
    String changed = Fleet.branch(code, "Europe/Vienna").replace("Main station", "Old station");

    assertThat(service.put(path, changed).status()).isEqualTo(428);
    assertThat(service.put(path, changed, "If-Match", "\"7\"").status()).isEqualTo(412);
    Answer replaced = service.put(path, changed, "If-Match", "\"0\"");
    assertThat(replaced.status()).as("%s", replaced).isEqualTo(200);
    assertThat(replaced.json().get("name").asText()).isEqualTo("Old station");
    assertThat(replaced.json().get("taxPercent").asText()).isEqualTo("0.00");
    assertThat(service.get(path).json()).isEqualTo(replaced.json());
  }

  private static Answer calculate(String body) {
    return service.post("/price-calculations", body);
  }

  private static String body(String from, String to, int driverAge, String extra, int quantity) {
    return """
        {"vehicleClass": "%s", "pickupBranchId": "%s", "startsAt": "%s", "endsAt": "%s", "driverAge": %d,
         "extras": [{"code": "%s", "quantity": %d}]}"""
        .formatted(vehicleClass, branch, from, to, driverAge, extra, quantity);
  }

  private static String newExtra(String price) {
    String code = "X_" + Fleet.newClassCode();
    Answer answer = service.post("/extras", extra(code, price));
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    assertThat(answer.header("Location")).hasValue("/extras/" + code);
    return code;
  }

  private static String extra(String code, String price) {
    return """
        {"code": "%s", "name": "Child seat", "description": "For children.", "charge": "PER_DAY",
         "price": {"amount": "%s", "currency": "EUR"}, "maximumPerRental": 3}"""
        .formatted(code, price);
  }

  private static String newBranch(String taxPercent) {
    Answer answer =
        service.post(
            "/branches",
            Fleet.branch(Fleet.newBranchCode(), "Europe/Vienna")
                .replaceFirst("\\{", "{\"taxPercent\": \"%s\",".formatted(taxPercent)));
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    return answer.json().get("id").asText();
  }

  private static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json();
  }
}
