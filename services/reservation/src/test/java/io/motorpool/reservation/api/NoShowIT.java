package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.reservation.domain.NoShows;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NoShowIT {

  private static final Duration GRACE = Duration.ofHours(1);

  private static Counter counter;
  private static Http http;

  @BeforeAll
  static void start() {
    counter =
        new Counter(
            Map.of(
                "motorpool.reservation.no-show-grace",
                GRACE.toString(),
                // The rounds of these tests begin when they say so.
                "motorpool.reservation.no-show-interval",
                "PT1H"));
    http = counter.http;
  }

  @AfterAll
  static void stop() {
    counter.close();
  }

  @Test
  void endsAtTheFeeOfThePolicyWhenTheDeskSaysSo() {
    String path = counter.confirmedAndStartingIn(GRACE.plusMinutes(1).negated());

    Answer ended = http.post(path + "/no-show", "");

    assertThat(ended.status()).as(ended.toString()).isEqualTo(200);
    assertThat(ended.json().get("status").asText()).isEqualTo("NO_SHOW");
    assertThat(ended.json().at("/cancellationFee/amount").asText()).isEqualTo("76.80");
    assertThat(counter.events.await("reservation.no_show", Counter.idOf(path)).get("data"))
        .isEqualTo(ended.json());
    assertThat(http.post(path + "/no-show", "").problem()).isEqualTo("reservation-state");
  }

  @Test
  void waitsUntilTheGraceIsOver() {
    // So long before it is over that no other test's round ends it.
    String path = counter.confirmedAndStartingIn(GRACE.minusMinutes(30).negated());

    Answer early = http.post(path + "/no-show", "");

    assertThat(early.status()).as(early.toString()).isEqualTo(409);
    assertThat(early.problem()).isEqualTo("too-early-for-no-show");
    noShows().endAll();
    assertThat(counter.status(path)).isEqualTo("CONFIRMED");
    assertThat(counter.events.typesAbout(Counter.idOf(path))).doesNotContain("reservation.no_show");
  }

  @Test
  void guardsItByStateAndVersion() {
    String path = counter.confirmedAndStartingIn(GRACE.plusMinutes(1).negated());
    String held = "/reservations/" + counter.held().get("id").asText();

    assertThat(http.post(path + "/no-show", "", "If-Match", "\"7\"").status()).isEqualTo(412);
    assertThat(http.post(held + "/no-show", "").problem()).isEqualTo("reservation-state");
    assertThat(http.post(path + "/no-show", "", "If-Match", "\"1\"").status()).isEqualTo(200);
  }

  @Test
  void givesTheVehicleFreeAgain() {
    String path = counter.confirmedAndStartingIn(GRACE.plusMinutes(1).negated());
    var reservation = http.get(path).json();
    Map<String, Object> again =
        Map.of(
            "customerId", reservation.get("customerId"),
            "vehicleId", reservation.get("vehicleId"),
            "pickupBranchId", reservation.get("pickupBranchId"),
            "startsAt", Instant.now().plusSeconds(600),
            "endsAt", Instant.now().plusSeconds(7200));
    assertThat(http.post("/reservations", again).status()).isEqualTo(409);

    noShows().endAll();

    assertThat(counter.status(path)).isEqualTo("NO_SHOW");
    assertThat(http.post("/reservations", again).status()).isEqualTo(201);
  }

  @Test
  void letsReplicasLookAtTheSameTimeAndEndsEachOnce() throws Exception {
    noShows().endAll();
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      paths.add(counter.confirmed());
    }
    paths.forEach(path -> counter.startIn(path, GRACE.plusMinutes(1).negated()));

    List<Integer> ended = AtOnce.call(4, () -> noShows().endAll());

    assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(paths.size());
    counter.service.awaitPublished();
    assertThat(paths)
        .allSatisfy(
            path -> {
              assertThat(counter.status(path)).isEqualTo("NO_SHOW");
              assertThat(
                      Collections.frequency(
                          counter.events.typesAbout(Counter.idOf(path)), "reservation.no_show"))
                  .isEqualTo(1);
            });
  }

  @Test
  void letsEitherThePickUpOrTheNoShowWin() throws Exception {
    for (int i = 0; i < 8; i++) {
      String path = counter.confirmedAndStartingIn(GRACE.plusMinutes(1).negated());

      List<Answer> answers =
          AtOnce.call(
              List.of(
                  () -> http.post(path + "/pick-up", Counter.PICK_UP),
                  () -> http.post(path + "/no-show", "")));

      assertThat(answers).filteredOn(it -> it.status() == 200).as(answers.toString()).hasSize(1);
      assertThat(answers)
          .filteredOn(it -> it.status() != 200)
          .allSatisfy(it -> assertThat(it.problem()).isEqualTo("reservation-state"));
      String winner = answers.getFirst().status() == 200 ? "ACTIVE" : "NO_SHOW";
      assertThat(counter.status(path)).isEqualTo(winner);
    }
  }

  private static NoShows noShows() {
    return CDI.current().select(NoShows.class).get();
  }
}
