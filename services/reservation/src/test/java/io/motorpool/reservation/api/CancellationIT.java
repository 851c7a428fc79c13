package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancellationIT {

  private static final Duration A_MOMENT = Duration.ofMinutes(5);

  private static Counter counter;
  private static Http http;

  @BeforeAll
  static void start() {
    counter = new Counter(Map.of());
    http = counter.http;
  }

  @AfterAll
  static void stop() {
    counter.close();
  }

  @ParameterizedTest(name = "{0} hours before the start: {1}, until {2} hours before")
  @CsvSource({"49, 0.00, 48", "47, 28.80, 24", "25, 28.80, 24", "23, 48.00, 0", "-1, 76.80,"})
  void quotesTheFeeAndChargesIt(long hours, String fee, Long until) {
    String path = counter.confirmedAndStartingIn(Duration.ofHours(hours).plus(A_MOMENT));

    Answer quote = http.get(path + "/cancellation-quote");
    assertThat(quote.status()).as(quote.toString()).isEqualTo(200);
    assertThat(quote.json().get("reservationId").asText()).isEqualTo(Counter.idOf(path).toString());
    assertThat(quote.json().at("/fee/amount").asText()).isEqualTo(fee);
    assertThat(quote.json().get("description").asText()).isNotBlank();
    Instant startsAt = Instant.parse(http.get(path).json().get("startsAt").asText());
    assertThat(quote.json().has("validUntil")).isEqualTo(until != null);
    if (until != null) {
      assertThat(Instant.parse(quote.json().get("validUntil").asText()))
          .isEqualTo(startsAt.minus(Duration.ofHours(until)));
    }

    Answer cancelled =
        http.post(
            path + "/cancel",
            Map.of("reason", "Plans changed", "expectedFee", quote.json().get("fee")));
    assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(200);
    assertThat(cancelled.json().at("/cancellationFee/amount").asText()).isEqualTo(fee);
    JsonNode event = counter.events.await("reservation.cancelled", Counter.idOf(path));
    assertThat(event.get("data")).isEqualTo(cancelled.json());
    assertThat(event.at("/data/cancellationReason").asText()).isEqualTo("Plans changed");
  }

  @Test
  void cancelsNothingAtAnotherFeeThanExpected() {
    String path = counter.confirmedAndStartingIn(Duration.ofHours(30));
    JsonNode before = http.get(path).json();

    Answer refused =
        http.post(
            path + "/cancel",
            Map.of("reason", "Plans changed", "expectedFee", Snapshots.euros("0.00")));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("cancellation-fee-changed");
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("#/expectedFee");
    assertThat(refused.json().get("detail").asText()).contains("28.80 EUR");
    assertThat(http.get(path).json()).isEqualTo(before);
    assertThat(counter.events.typesAbout(Counter.idOf(path)))
        .doesNotContain("reservation.cancelled");

    Answer atAnyFee = http.post(path + "/cancel", Map.of("reason", "Plans changed"));
    assertThat(atAnyFee.json().at("/cancellationFee/amount").asText()).isEqualTo("28.80");
  }

  @Test
  void chargesNothingForAHoldAndForARejection() {
    JsonNode held = counter.held();
    String path = "/reservations/" + held.get("id").asText();
    counter.startIn(path, Duration.ofHours(1));
    Answer quote = http.get(path + "/cancellation-quote");
    assertThat(quote.json().at("/fee/amount").asText()).isEqualTo("0.00");
    assertThat(quote.json().has("validUntil")).isFalse();
    Answer cancelled = http.post(path + "/cancel", Map.of("reason", "Plans changed"));
    assertThat(cancelled.json().at("/cancellationFee/amount").asText()).isEqualTo("0.00");

    JsonNode rejected = counter.held();
    UUID id = UUID.fromString(rejected.get("id").asText());
    counter.events.publish(
        "invoice.rejected",
        Snapshots.rejected(UUID.fromString(rejected.get("customerId").asText()), id));
    counter.awaitStatus("/reservations/" + id, "CANCELLED");
    assertThat(http.get("/reservations/" + id).json().has("cancellationFee")).isFalse();
  }

  @Test
  void keepsThePolicyOfTheBooking() {
    String standard = "/cancellation-policies/STANDARD";
    String path = counter.confirmedAndStartingIn(Duration.ofHours(30));
    Answer policy = http.get(standard);
    String tag = policy.header("ETag").orElseThrow();
    String dearer =
        """
        {"code":"STANDARD","name":"Dear","steps":[{"hoursBefore":0,"charge":"PERCENT","percent":90}],
         "noShowFee":{"charge":"PERCENT","percent":100}}""";
    Answer replaced = http.put(standard, dearer, "If-Match", tag);
    assertThat(replaced.status()).as(replaced.toString()).isEqualTo(200);
    try {
      assertThat(fee(path)).isEqualTo("28.80");
      assertThat(fee(counter.confirmed())).isEqualTo("86.40");
    } finally {
      String steps = policy.json().get("steps").toString();
      http.put(
          standard,
          """
          {"code":"STANDARD","name":"Standard","steps":%s,"noShowFee":%s}"""
              .formatted(steps, policy.json().get("noShowFee")),
          "If-Match",
          replaced.header("ETag").orElseThrow());
    }
  }

  @Test
  void prefersThePolicyOfTheClass() {
    String ofClass = CancellationPolicyResourceIT.policy("SMALL", "ECMR");
    Answer added = http.post("/cancellation-policies", ofClass);
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    try {
      // Two days at 40.00 and the tax, which is all of this rental.
      assertThat(fee(counter.confirmedAndStartingIn(Duration.ofHours(100)))).isEqualTo("96.00");
    } finally {
      http.put(
          "/cancellation-policies/SMALL",
          ofClass.replace("\"vehicleClass\":\"ECMR\",", ""),
          "If-Match",
          "\"0\"");
    }
    assertThat(fee(counter.confirmedAndStartingIn(Duration.ofHours(100)))).isEqualTo("0.00");
  }

  @Test
  void costsNothingWhereNothingWasAgreedOn() {
    String path = counter.confirmedAndStartingIn(Duration.ofHours(1));
    counter.service.update(
        "update reservation set cancellation_terms = null where id = ?", Counter.idOf(path));

    assertThat(fee(path)).isEqualTo("0.00");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{} | #/reason",
        "{'reason':''} | #/reason",
        "{'reason':7} | #/reason",
        "{'reason':'x','fee':'0.00'} | #/fee",
        "{'reason':'x','expectedFee':'0.00'} | #/expectedFee",
        "{'reason':'x','expectedFee':{'amount':'0.00'}} | #/expectedFee/currency",
        "{'reason':'x','expectedFee':{'amount':'0','currency':'EUR'}} | #/expectedFee/amount",
        "{'reason':'x','expectedFee':{'amount':'0.00','currency':'euro'}} | #/expectedFee/currency",
        "[] | #",
      })
  void namesTheFieldOfABadBody(String body, String pointer) {
    String path = counter.confirmed();

    Answer refused = http.post(path + "/cancel", body.replace('\'', '"'));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.problem()).isEqualTo("invalid-request");
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(counter.status(path)).isEqualTo("CONFIRMED");
    assertThat(counter.events.typesAbout(Counter.idOf(path)))
        .doesNotContain("reservation.cancelled");
  }

  @Test
  void tellsAllThatIsWrongWithAFieldInTheSameOrderEachTime() {
    String path = counter.confirmed();
    String body =
        "{'reason':'x','expectedFee':{'amount':'0.00','currency':'euro'}}".replace('\'', '"');

    Set<String> answers = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      answers.add(http.post(path + "/cancel", body).json().path("errors").toString());
    }

    assertThat(answers).singleElement().asString().contains("must match", "size must be");
  }

  @Test
  void quotesOnlyWhatCanBeCancelled() {
    String path = counter.confirmed();
    http.post(path + "/cancel", Map.of("reason", "Plans changed"));

    assertThat(http.get(path + "/cancellation-quote").problem()).isEqualTo("reservation-state");
    assertThat(http.get("/reservations/" + UUID.randomUUID() + "/cancellation-quote").problem())
        .isEqualTo("not-found");
  }

  private static String fee(String path) {
    return http.get(path + "/cancellation-quote").json().at("/fee/amount").asText();
  }
}
