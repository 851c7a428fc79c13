package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnIT {

  private static final String GOOD =
      """
      {'odometerKm':6000,'fuelLevelPercent':80,'damage':[{'description':'Scratch on the left door',
       'charge':{'amount':'250.00','currency':'EUR'},'photos':['1.jpg']},{'description':'Dirt'}]}""";

  private static Counter counter;
  private static Http http;

  @BeforeAll
  static void start() {
    counter = new Counter(Map.of("motorpool.reservation.no-show-interval", "PT1H"));
    http = counter.http;
  }

  @AfterAll
  static void stop() {
    counter.close();
  }

  @BeforeEach
  void everybodyIsWilling() {
    counter.neighbours.reset();
  }

  @Test
  void recordsWhatIsChargedForDamageAndWhereItsPhotosAre() {
    String path = counter.active();

    Answer returned = http.post(path + "/return", json(GOOD));

    assertThat(returned.status()).as(returned.toString()).isEqualTo(200);
    JsonNode handback = returned.json().get("handback");
    assertThat(handback.at("/damage/0/charge/amount").asText()).isEqualTo("250.00");
    assertThat(handback.at("/damage/0/photos/0").asText()).isEqualTo("1.jpg");
    assertThat(handback.at("/damage/1").has("charge")).isFalse();
    assertThat(handback.at("/damage/1").has("photos")).isFalse();
    assertThat(handback.has("otherBranchFee")).isFalse();
    assertThat(http.get(path).json()).isEqualTo(returned.json());
    assertThat(counter.events.await("reservation.completed", Counter.idOf(path)).get("data"))
        .isEqualTo(returned.json());
    assertThat(counter.neighbours.requests("branches")).isZero();
  }

  @Test
  void readsDamageThatWasNotedBeforeThereWereCharges() {
    String path = counter.active();
    http.post(path + "/return", json(GOOD));
    counter.service.update(
        "update reservation_damage set charge_amount = null, charge_currency = null, photos = null"
            + " where reservation_id = ?",
        Counter.idOf(path));

    assertThat(http.get(path).json().at("/handback/damage/0/description").asText())
        .isEqualTo("Scratch on the left door");
  }

  @ParameterizedTest(name = "{1} for the real way, {0} agreed on: {2}")
  @CsvSource({
    "0, 30.00, 30.00",
    "20.00, 30.00, 10.00",
    "30.00, 30.00,",
    "40.00, 30.00,",
    "20.00, 0,"
  })
  void chargesWhatTheWayToTheOtherBranchCostsMore(String agreed, String real, String fee) {
    counter.neighbours.priceAnswers(200, withOneWay(agreed));
    String path = counter.active();
    counter.neighbours.priceAnswers(200, withOneWay(real));
    UUID other = UUID.randomUUID();

    Answer returned = http.post(path + "/return", at(other));

    assertThat(returned.status()).as(returned.toString()).isEqualTo(200);
    assertThat(returned.json().at("/handback/branchId").asText()).isEqualTo(other.toString());
    assertThat(returned.json().at("/handback/otherBranchFee/amount").asText())
        .isEqualTo(fee == null ? "" : fee);
    assertThat(counter.neighbours.lastPriceQuestion())
        .contains(other.toString(), returned.json().get("pickupBranchId").asText());
  }

  @Test
  void asksNobodyAboutTheAgreedBranch() {
    String path = counter.active();
    counter.neighbours.reset();
    UUID agreed = UUID.fromString(http.get(path).json().get("returnBranchId").asText());

    Answer returned = http.post(path + "/return", at(agreed));

    assertThat(returned.status()).as(returned.toString()).isEqualTo(200);
    assertThat(counter.neighbours.requests("price-calculations")).isZero();
  }

  @Test
  void takesNothingBackWhileItCannotAskWhatThatCosts() {
    String path = counter.active();
    String elsewhere = at(UUID.randomUUID());

    counter.neighbours.priceAnswers(500, "{}");
    assertRefused(path, http.post(path + "/return", elsewhere), 503, "service-unavailable");
    counter.neighbours.reset();
    counter.neighbours.branchAnswers(404);
    Answer unknown = http.post(path + "/return", elsewhere);
    assertRefused(path, unknown, 422, "branch-unknown");
    assertThat(unknown.json().at("/errors/0/pointer").asText()).isEqualTo("#/returnBranchId");

    counter.neighbours.reset();
    counter.neighbours.priceAnswers(200, withOneWay("30.00").replace("EUR", "CHF"));
    assertRefused(path, http.post(path + "/return", elsewhere), 422, "tariff-currency-changed");

    counter.neighbours.reset();
    assertThat(http.post(path + "/return", elsewhere).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{4}: {1} instead of {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'odometerKm':6000 | 'odometerKm':999 | 422 | #/odometerKm | odometer-backwards",
        "'odometerKm':6000 | 'odometerKm':6001 | 422 | #/odometerKm | odometer-implausible",
        "'odometerKm':6000 | 'odometerKm':2000000 | 422 | #/odometerKm | odometer-implausible",
        "'odometerKm':6000 | 'odometerKm':2000001 | 400 | #/odometerKm | invalid-request",
        "'fuelLevelPercent':80 | 'fuelLevelPercent':-1 | 400 | #/fuelLevelPercent | invalid-request",
        "EUR | CHF | 422 | #/damage/0/charge/currency | damage-charge-currency",
        "250.00 | -0.01 | 422 | #/damage/0/charge/amount | damage-charge-invalid",
        "250.00 | 100000.00 | 422 | #/damage/0/charge/amount | damage-charge-invalid",
        "250.00 | 1e3 | 400 | #/damage/0/charge/amount | invalid-request",
        "'1.jpg' | '' | 400 | #/damage/0/photos/0 | invalid-request",
        "'Dirt' | 'Dirt','colour':'red' | 400 | #/damage/1/colour | invalid-request",
        "'Dirt' | 'Dirt','charge':{'amount':'1.00','currency':'USD'} | 422 | #/damage/1/charge/currency | damage-charge-currency"
      })
  void refusesWhatTheDeskCannotHaveSeen(
      String part, String other, int status, String pointer, String problem) {
    String path = counter.active();
    assertThat(GOOD).contains(part);

    Answer refused = http.post(path + "/return", json(GOOD.replace(part, other)));

    assertRefused(path, refused, status, problem);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void believesAsManyKilometresADayAsDaysHaveBegun() {
    String path = counter.active();
    counter.service.update(
        "update reservation set picked_up_at = ? where id = ?",
        Instant.now().minus(25, ChronoUnit.HOURS).atOffset(ZoneOffset.UTC),
        Counter.idOf(path));

    assertThat(http.post(path + "/return", json(GOOD.replace("6000", "11001"))).problem())
        .isEqualTo("odometer-implausible");
    assertThat(http.post(path + "/return", json(GOOD.replace("6000", "11000"))).status())
        .isEqualTo(200);
  }

  private static void assertRefused(String path, Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
    JsonNode reservation = http.get(path).json();
    assertThat(reservation.get("status").asText()).isEqualTo("ACTIVE");
    assertThat(reservation.get("version").asInt()).isEqualTo(2);
    assertThat(
            counter.service.count(
                "select count(*) from reservation_damage where reservation_id = ?",
                Counter.idOf(path)))
        .isZero();
    assertThat(counter.events.typesAbout(Counter.idOf(path)))
        .doesNotContain("reservation.completed");
  }

  private static String at(UUID branch) {
    return json(
        "{'odometerKm':1100,'fuelLevelPercent':50,'returnBranchId':'%s'}".formatted(branch));
  }

  /** Two days with a fee for the way to another branch, or without one. */
  private static String withOneWay(String fee) {
    String line =
        json(
            """
            {'type':'ONE_WAY','description':'Return at another branch','quantity':1,
             'unitPrice':{'amount':'%1$s','currency':'EUR'},
             'amount':{'amount':'%1$s','currency':'EUR'}},"""
                .formatted(fee));
    String price = Calculations.days(2, 0);
    return fee.equals("0") ? price : price.replace("\"lines\":[", "\"lines\":[" + line);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
