package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.motorpool.embedded.TcpLine;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a booking while a neighbour fails, is slow, or is not there. */
class NeighbourFailuresIT {

  private static final String GUARDS = "io.motorpool.reservation.domain.";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int WINDOW = 10;
  private static final int CUSTOMER_CALLS = 2;
  // Attempts are counted: on a busy machine too, one that is answered at once is to be in time.
  private static final Duration VEHICLE_LIMIT = Duration.ofSeconds(5);
  private static final Duration CLIENT_LIMIT = Duration.ofSeconds(30);
  // Long enough to ask while nobody is let through.
  private static final Duration BREAKER_DELAY = Duration.ofMillis(9_500);
  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));

  private static Neighbours neighbours;
  private static TcpLine line;
  private static ServiceUnderTest service;
  private static Http http;

  @BeforeAll
  static void start() {
    neighbours = new Neighbours();
    line = TcpLine.to(URI.create(neighbours.url()).getPort());
    service =
        ServiceUnderTest.start(
            Database.RESERVATION,
            Map.of(
                "motorpool.customer.url",
                neighbours.url(),
                "motorpool.vehicle.url",
                "http://127.0.0.1:" + line.port(),
                // So long that only the guards can be quicker.
                "customer/mp-rest/connectTimeout",
                "" + CLIENT_LIMIT.toMillis(),
                "customer/mp-rest/readTimeout",
                "" + CLIENT_LIMIT.toMillis(),
                "vehicle/mp-rest/connectTimeout",
                "" + CLIENT_LIMIT.toMillis(),
                "vehicle/mp-rest/readTimeout",
                "" + CLIENT_LIMIT.toMillis(),
                GUARDS + "CustomerGuard/Timeout/value",
                "20000",
                GUARDS + "CustomerGuard/Bulkhead/value",
                "" + CUSTOMER_CALLS,
                GUARDS + "VehicleGuard/Timeout/value",
                "" + VEHICLE_LIMIT.toMillis(),
                "CircuitBreaker/delay",
                "" + BREAKER_DELAY.toMillis()));
    http = service.http();
  }

  @AfterAll
  static void stop() {
    service.close();
    line.close();
    neighbours.close();
  }

  /** Lets the breakers close and forget. */
  @BeforeEach
  void allIsWell() {
    neighbours.reset();
    await().atMost(SOON).until(() -> book().status() == 201);
    for (int i = 0; i < WINDOW; i++) {
      assertBooked(book());
    }
    neighbours.reset();
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void asksOnceMoreAfterWhatMayPass(int status) {
    neighbours.vehicleAnswersFirst(status);

    assertBooked(book());

    assertThat(neighbours.requests("vehicles")).isEqualTo(2);
    assertThat(neighbours.requests("customers")).isEqualTo(1);
  }

  @Test
  void doesNotAskAgainAfterWhatWillNotPass() {
    neighbours.vehicleAnswers(500, "{}");
    assertUnavailable(book());
    assertThat(neighbours.requests("vehicles")).isEqualTo(1);

    neighbours.vehicleAnswers(200, "not json");
    assertUnavailable(book());
    assertThat(neighbours.requests("vehicles")).isEqualTo(2);
  }

  @Test
  void takesARefusalForAnAnswer() {
    neighbours.vehicleAnswers(404, "{}");
    for (int i = 1; i <= WINDOW + 1; i++) {
      assertThat(book().problem()).isEqualTo("vehicle-unknown");
      assertThat(neighbours.requests("vehicles")).isEqualTo(i);
    }
    neighbours.vehicleAnswers(422, "{}");
    for (int i = 1; i <= WINDOW + 1; i++) {
      assertThat(book().problem()).isEqualTo("branch-unknown");
      assertThat(neighbours.requests("vehicles")).isEqualTo(WINDOW + 1 + i);
      assertThat(neighbours.requests("branches")).isEqualTo(i);
    }
    neighbours.vehicleAnswers(400, "{}");
    for (int i = 1; i <= WINDOW + 1; i++) {
      assertUnavailable(book());
      assertThat(neighbours.requests("vehicles")).isEqualTo(2 * (WINDOW + 1) + i);
    }
    neighbours.reset();

    assertBooked(book());
  }

  @Test
  void givesUpOnASlowNeighbourInTime() {
    neighbours.holdVehicle();
    long begun = System.nanoTime();

    Answer answer = book();

    assertUnavailable(answer);
    // Two attempts and the pause between them; the client itself would wait for longer each time.
    assertThat(since(begun)).isBetween(VEHICLE_LIMIT.multipliedBy(2), CLIENT_LIMIT);
    assertThat(neighbours.requests("vehicles")).isEqualTo(2);
    assertThat(neighbours.requests("customers")).isZero();
  }

  @Test
  void leavesANeighbourThatOnlyFailsAloneUntilItIsBack() {
    line.cut();
    // Half of the last ten attempts fail with the third booking, as each makes two.
    for (int i = 0; i < 3; i++) {
      assertUnavailable(book());
    }

    line.mend();
    neighbours.holdVehicle();
    Answer answer = book();

    assertUnavailable(answer);
    assertThat(answer.header("Retry-After")).as("the delay, rounded up").hasValue("10");
    assertThat(neighbours.requests("vehicles")).as("not even asked").isZero();

    neighbours.letVehicleGo();
    await().atMost(SOON).until(() -> book().status() == 201);
    assertBooked(book());
  }

  @Test
  void holdsUpNobodyElseWhileANeighbourIsSlow() throws Exception {
    neighbours.holdCustomer();
    List<Future<Answer>> held = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CUSTOMER_CALLS; i++) {
        held.add(threads.submit(NeighbourFailuresIT::book));
      }
      await().atMost(SOON).until(() -> neighbours.requests("customers") == CUSTOMER_CALLS);

      Answer oneTooMany = book();
      Answer other = http.get("/reservations?limit=1");

      assertUnavailable(oneTooMany);
      assertThat(oneTooMany.header("Retry-After")).hasValue("2");
      assertThat(neighbours.requests("customers")).isEqualTo(CUSTOMER_CALLS);
      assertThat(neighbours.requests("vehicles")).isEqualTo(CUSTOMER_CALLS + 1);
      assertThat(other.status()).isEqualTo(200);
      assertThat(held).noneMatch(Future::isDone);
      neighbours.letCustomerGo();
    } finally {
      neighbours.letCustomerGo();
    }
    for (Future<Answer> booking : held) {
      assertBooked(booking.get());
    }
  }

  @Test
  void isMeasured() {
    assertThat(http.get("/metrics").body())
        .contains(
            "ft_circuitbreaker_state_total",
            "ft_retry_calls_total{",
            "ft_timeout_calls_total{",
            "ft_bulkhead_calls_total{",
            GUARDS + "VehicleGuard.pass",
            GUARDS + "CustomerGuard.pass");
  }

  private static Answer book() {
    return http.post(
        "/reservations",
        Map.of(
            "customerId", UUID.randomUUID(),
            "vehicleId", UUID.randomUUID(),
            "pickupBranchId", UUID.randomUUID(),
            "startsAt", START,
            "endsAt", START.plusSeconds(7_200)));
  }

  private static void assertBooked(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("service-unavailable");
    assertThat(answer.header("Retry-After")).isPresent();
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
