package io.motorpool.client;

import static io.motorpool.client.StubGateway.Reply.BREAKS_OFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.motorpool.client.StubGateway.Reply;
import io.motorpool.client.StubGateway.Request;
import io.motorpool.client.model.CancellationInput;
import io.motorpool.client.model.QuoteInput;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

  private static final UUID ID = UUID.fromString("0193d5a4-3000-7c00-8000-000000000001");
  private static final Reply FOUND =
      Reply.json("{\"id\": \"" + ID + "\", \"status\": \"PENDING\"}");
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(4), Duration.ofMillis(8), Duration.ofSeconds(20));

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aSafeCallIsRepeatedAfterWhatMayPass(int status) throws IOException {
    try (StubGateway gateway = StubGateway.answering(Reply.problem(status, "passing"), FOUND)) {
      assertThat(client(gateway).reservations().getReservation(ID).getId()).isEqualTo(ID);
      assertThat(gateway.requests()).hasSize(2);
    }
  }

  @Test
  void aSafeCallIsRepeatedAfterALostConnection() throws IOException {
    // Each of these the JDK repeats itself once, where the connection had been used before.
    try (StubGateway gateway = StubGateway.answering(BREAKS_OFF, FOUND)) {
      assertThat(client(gateway).reservations().getReservation(ID).getId()).isEqualTo(ID);
      assertThat(gateway.requests()).hasSize(2);
    }
  }

  @Test
  void whatIsWrongWithTheRequestIsNotRepeated() throws IOException {
    try (StubGateway gateway = StubGateway.answering(Reply.problem(409, "no"), FOUND)) {
      assertThatThrownBy(() -> client(gateway).reservations().getReservation(ID))
          .isInstanceOf(ProblemException.class);
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @Test
  void retryAfterIsHonoured() throws IOException {
    try (StubGateway gateway =
        StubGateway.answering(Reply.problem(503, "busy", "Retry-After", "1"), FOUND)) {
      client(gateway).reservations().getReservation(ID);
      assertThat(between(gateway, 0, 1)).isGreaterThanOrEqualTo(Duration.ofMillis(995));
    }
  }

  @Test
  void aRetryAfterBeyondTheTimeLimitIsNotWaitedFor() throws IOException {
    try (StubGateway gateway =
        StubGateway.answering(Reply.problem(503, "busy", "Retry-After", "3600"), FOUND)) {
      Instant begin = Instant.now();
      assertThatThrownBy(() -> client(gateway).reservations().getReservation(ID))
          .isInstanceOf(ProblemException.class);
      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @Test
  void itEndsAfterSoManyAttempts() throws IOException {
    try (StubGateway gateway = StubGateway.answering(Reply.problem(503, "busy"))) {
      ProblemException problem =
          catchThrowableOfType(
              ProblemException.class, () -> client(gateway).reservations().getReservation(ID));
      assertThat(problem.status()).isEqualTo(503);
      assertThat(gateway.requests()).hasSize(QUICK.attempts());
    }
  }

  @Test
  void aCreationIsRepeatedWithTheSameKeyAndTheSameBody() throws IOException {
    try (StubGateway gateway =
        StubGateway.answering(Reply.problem(502, "bad-gateway"), BREAKS_OFF, FOUND)) {
      client(gateway).quotes().createQuote(new QuoteInput().vehicleClass("ECMR"));

      assertThat(gateway.requests()).hasSize(3);
      assertThat(gateway.requests().get(0).header("Idempotency-key")).hasSize(36);
      assertThat(gateway.requests())
          .extracting(it -> it.header("Idempotency-key"))
          .containsOnly(gateway.requests().get(0).header("Idempotency-key"));
      assertThat(gateway.requests())
          .extracting(Request::body)
          .containsOnly("{\"vehicleClass\":\"ECMR\"}");
    }
  }

  @Test
  void eachCreationHasAKeyOfItsOwn() throws IOException {
    try (StubGateway gateway = StubGateway.answering(FOUND)) {
      Motorpool motorpool = client(gateway);
      motorpool.quotes().createQuote(new QuoteInput());
      motorpool.quotes().createQuote(new QuoteInput());
      motorpool.quotes().createQuote(new QuoteInput(), it -> it.idempotencyKey("mine"));

      assertThat(gateway.requests())
          .extracting(it -> it.header("Idempotency-key"))
          .doesNotHaveDuplicates()
          .contains("mine")
          .doesNotContainNull();
    }
  }

  @Test
  void anAttemptThatIsStillWorkedOnIsWaitedFor() throws IOException {
    try (StubGateway gateway =
        StubGateway.answering(Reply.problem(409, "idempotency-key-in-use"), FOUND)) {
      client(gateway).quotes().createQuote(new QuoteInput());
      assertThat(gateway.requests()).hasSize(2);
    }
  }

  @Test
  void anActionThatTakesNoKeyIsNeverRepeated() throws IOException {
    try (StubGateway gateway = StubGateway.answering(Reply.problem(503, "busy"), FOUND)) {
      assertThatThrownBy(
              () -> client(gateway).reservations().cancelReservation(ID, new CancellationInput()))
          .isInstanceOf(ProblemException.class);
      assertThat(gateway.requests()).hasSize(1);
      assertThat(gateway.requests().get(0).header("Idempotency-key")).isNull();
    }
    try (StubGateway gateway = StubGateway.answering(BREAKS_OFF, FOUND)) {
      assertThatThrownBy(
              () -> client(gateway).reservations().cancelReservation(ID, new CancellationInput()))
          .isInstanceOf(NoAnswerException.class);
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  @Test
  void eachAttemptAsksForTheToken() throws IOException {
    int[] asked = {0};
    try (StubGateway gateway = StubGateway.answering(Reply.problem(503, "busy"), FOUND)) {
      Motorpool.at(gateway.address())
          .retryPolicy(QUICK)
          .token(() -> "token-" + ++asked[0])
          .build()
          .reservations()
          .getReservation(ID);
      assertThat(gateway.requests())
          .extracting(it -> it.header("Authorization"))
          .containsExactly("Bearer token-1", "Bearer token-2");
    }
  }

  @Test
  void nobodyThereIsNoAnswer() throws IOException {
    URI address;
    try (StubGateway gateway = StubGateway.answering(FOUND)) {
      address = gateway.address();
    }
    assertThatThrownBy(
            () ->
                Motorpool.at(address).retryPolicy(QUICK).build().reservations().getReservation(ID))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("GET /reservations/" + ID);
  }

  @Test
  void delaysGrowAndAreByChance() {
    RetryPolicy policy =
        new RetryPolicy(9, Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      assertThat(policy.delayAfter(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
      assertThat(policy.delayAfter(2)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
      assertThat(policy.delayAfter(60)).isBetween(Duration.ofMillis(150), Duration.ofMillis(300));
    }
  }

  private static Motorpool client(StubGateway gateway) {
    return Motorpool.at(gateway.address()).retryPolicy(QUICK).build();
  }

  private static Duration between(StubGateway gateway, int first, int second) {
    return Duration.ofNanos(
        gateway.requests().get(second).nanoTime() - gateway.requests().get(first).nanoTime());
  }
}
