package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PickUpIT {

  private static final String GOOD =
      """
      {'odometerKm':1000,'fuelLevelPercent':100,
       'deposit':{'amount':{'amount':'300.00','currency':'EUR'},'method':'CARD','reference':'A-1'},
       'damage':[{'description':'Stone chip in the windscreen','photos':['1.jpg','2.jpg']}]}""";
  private static final String DEPOSIT =
      "'deposit':{'amount':{'amount':'300.00','currency':'EUR'},'method':'CARD','reference':'A-1'}";

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
  void recordsDepositAndDamage() {
    String path = counter.confirmedAndStartingIn(Duration.ofHours(23));

    Answer pickedUp = http.post(path + "/pick-up", json(GOOD));

    assertThat(pickedUp.status()).as(pickedUp.toString()).isEqualTo(200);
    JsonNode handover = pickedUp.json().get("handover");
    assertThat(handover.at("/deposit/amount/amount").asText()).isEqualTo("300.00");
    assertThat(handover.at("/deposit/method").asText()).isEqualTo("CARD");
    assertThat(handover.at("/deposit/reference").asText()).isEqualTo("A-1");
    assertThat(handover.at("/damage/0/description").asText())
        .isEqualTo("Stone chip in the windscreen");
    assertThat(handover.at("/damage/0/photos/1").asText()).isEqualTo("2.jpg");
    assertThat(handover.at("/damage/0").has("charge")).isFalse();
    assertThat(http.get(path).json()).isEqualTo(pickedUp.json());
    assertThat(counter.events.await("reservation.started", Counter.idOf(path)).get("data"))
        .isEqualTo(pickedUp.json());
  }

  @Test
  void needsNoDepositWhereNoneWasAgreedOn() {
    counter.neighbours.priceAnswers(200, Calculations.days(2, 0).replace("300.00", "0.00"));
    String path = counter.confirmedAndStartingIn(Duration.ZERO);

    Answer pickedUp =
        http.post(path + "/pick-up", Map.of("odometerKm", 1_000, "fuelLevelPercent", 100));

    assertThat(pickedUp.status()).as(pickedUp.toString()).isEqualTo(200);
    assertThat(pickedUp.json().get("handover").has("deposit")).isFalse();
    assertThat(pickedUp.json().get("handover").has("damage")).isFalse();
  }

  @ParameterizedTest(name = "{4}: {1} instead of {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        DEPOSIT + ", | - | 422 | #/deposit | deposit-missing",
        "300.00 | 299.99 | 422 | #/deposit | deposit-missing",
        "300.00 | 0.00 | 422 | #/deposit | deposit-missing",
        "300.00 | -300.00 | 422 | #/deposit/amount/amount | deposit-negative",
        "EUR | CHF | 422 | #/deposit/amount/currency | deposit-currency",
        "300.00 | 300.001 | 400 | #/deposit/amount/amount | invalid-request",
        "'method':'CARD', | - | 400 | #/deposit/method | invalid-request",
        "CARD | CHEQUE | 400 | #/deposit/method | invalid-request",
        "'A-1' | 'A-1','pin':'1' | 400 | #/deposit/pin | invalid-request",
        "'photos' | 'charge':{'amount':'1.00','currency':'EUR'},'photos' | 422 | #/damage/0/charge | damage-charge-at-pick-up",
        "'1.jpg' | '' | 400 | #/damage/0/photos/0 | invalid-request",
        "'Stone chip in the windscreen' | '' | 400 | #/damage/0/description | invalid-request",
        "'odometerKm':1000 | 'odometerKm':999 | 422 | #/odometerKm | odometer-backwards",
        "'odometerKm':1000 | 'odometerKm':-1 | 400 | #/odometerKm | invalid-request",
        "'odometerKm':1000 | 'odometerKm':2000001 | 400 | #/odometerKm | invalid-request",
        "'fuelLevelPercent':100 | 'fuelLevelPercent':101 | 400 | #/fuelLevelPercent | invalid-request"
      })
  void refusesWhatTheDeskCannotHaveSeen(
      String part, String other, int status, String pointer, String problem) {
    String path = counter.confirmedAndStartingIn(Duration.ZERO);
    String body = GOOD.replace("\n", "").replaceAll(",\\s+'", ",'");
    assertThat(body).contains(part);

    Answer refused =
        http.post(path + "/pick-up", json(body.replace(part, "-".equals(other) ? "" : other)));

    assertRefused(path, refused, status, problem);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @ParameterizedTest(name = "{0} from now: {1}")
  @CsvSource({"PT24H1M, too-early-for-pick-up", "PT-48H, too-late-for-pick-up"})
  void handsOverOnlyAroundTheAgreedTime(Duration startsIn, String problem) {
    String path = counter.confirmedAndStartingIn(startsIn);

    assertRefused(path, http.post(path + "/pick-up", json(GOOD)), 409, problem);
  }

  @Test
  void asksOnceMoreWhetherTheCustomerMayDrive() {
    String path = counter.confirmedAndStartingIn(Duration.ZERO);

    counter.neighbours.customerAnswers(
        200,
        "{\"customerId\":\"%s\",\"eligible\":false,\"reasons\":"
            + "[{\"code\":\"CUSTOMER_BLOCKED\",\"detail\":\"Blocked.\"}]}");
    Answer blocked = http.post(path + "/pick-up", json(GOOD));
    assertRefused(path, blocked, 422, "customer-not-eligible");
    assertThat(blocked.json().get("detail").asText()).contains("Blocked.");
    assertThat(blocked.json().has("errors") && !blocked.json().get("errors").isEmpty()).isFalse();

    counter.neighbours.customerAnswers(404, "{}");
    assertRefused(path, http.post(path + "/pick-up", json(GOOD)), 422, "customer-not-eligible");
  }

  @Test
  void leavesAVehicleToWhoeverHasReservedItBefore() {
    UUID vehicle = UUID.randomUUID();
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(5));
    JsonNode first = counter.held(vehicle, start, start.plusSeconds(3600));
    String second =
        counter.confirmed(counter.held(vehicle, start.plusSeconds(3600), start.plusSeconds(7200)));

    assertRefused(second, http.post(second + "/pick-up", json(GOOD)), 409, "vehicle-promised");

    http.post("/reservations/" + first.get("id").asText() + "/cancel", Map.of("reason", "No need"));
    assertThat(http.post(second + "/pick-up", json(GOOD)).status()).isEqualTo(200);
  }

  @Test
  void decidesOnNothingThatWasAgreedOnOtherwiseMeanwhile() throws Exception {
    String path = counter.confirmedAndStartingIn(Duration.ZERO);
    counter.neighbours.reset();
    counter.neighbours.holdCustomer();
    Callable<Answer> pickUp = () -> http.post(path + "/pick-up", json(GOOD));
    Callable<Answer> extension =
        () -> {
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> counter.neighbours.requests("customers") > 0);
          counter.service.update(
              "update reservation set ends_at = ends_at + interval '1 day', version = version + 1"
                  + " where id = ?",
              Counter.idOf(path));
          counter.neighbours.letCustomerGo();
          return null;
        };

    Answer answer = AtOnce.call(List.of(pickUp, extension)).getFirst();

    assertThat(answer.status()).as(answer.toString()).isEqualTo(412);
    assertThat(counter.status(path)).isEqualTo("CONFIRMED");
  }

  @Test
  void handsNothingOverBlindly() {
    String path = counter.confirmedAndStartingIn(Duration.ZERO);

    counter.neighbours.customerAnswers(500, "{}");
    assertRefused(path, http.post(path + "/pick-up", json(GOOD)), 503, "service-unavailable");
    counter.neighbours.reset();
    counter.neighbours.vehicleAnswersFirst(500);
    assertRefused(path, http.post(path + "/pick-up", json(GOOD)), 503, "service-unavailable");

    assertThat(http.post(path + "/pick-up", json(GOOD)).status()).isEqualTo(200);
  }

  private static void assertRefused(String path, Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
    JsonNode reservation = http.get(path).json();
    assertThat(reservation.get("status").asText()).isEqualTo("CONFIRMED");
    assertThat(reservation.get("version").asInt()).isEqualTo(1);
    assertThat(
            counter.service.count(
                "select count(*) from reservation_handover_damage where reservation_id = ?",
                Counter.idOf(path)))
        .isZero();
    assertThat(counter.events.typesAbout(Counter.idOf(path))).doesNotContain("reservation.started");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
