package io.motorpool.vehicle.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Metrics;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.vehicle.Fleet;
import io.motorpool.vehicle.Reservations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service on a real RabbitMQ does with what no publisher should ever have sent. */
class BadEventsIT {

  private static final String PATH = "/operations/vehicle/parked-events";
  private static final String KEY = "reservation.created";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final OffsetDateTime FROM = OffsetDateTime.parse("2027-03-01T09:00:00Z");

  private static ServiceUnderTest service;
  private static Http http;
  private static Events events;
  private static Metrics metrics;
  private static String vehicle;
  private static String branch;

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.startOnRabbitMq(Database.VEHICLE, Map.of());
    http = service.http();
    events = service.events();
    metrics = new Metrics(http);
    Fleet fleet = new Fleet(http);
    branch = fleet.newBranch();
    vehicle = fleet.newVehicle(fleet.newClass(), branch);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      events.close();
      service.close();
    }
  }

  @BeforeEach
  void beginWithNothingParked() {
    service.update("delete from parked_event");
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("empty", new byte[0]),
        Arguments.of("no JSON", "no event".getBytes(UTF_8)),
        Arguments.of("half of an event", good(0).substring(0, 400).getBytes(UTF_8)),
        Arguments.of("a Java object", serialised()),
        Arguments.of("no text", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}),
        Arguments.of("JSON of another kind", "[1, 2]".getBytes(UTF_8)),
        Arguments.of("nothing, in JSON", "null".getBytes(UTF_8)),
        Arguments.of("nested without end", "[".repeat(100_000).getBytes(UTF_8)),
        Arguments.of("as long as the broker takes", "x".repeat(1_000_000).getBytes(UTF_8)),
        with("an unknown specversion", "\"1.0\"", "\"2.0\""),
        with("an unknown type", "reservation.created", "reservation.lost"),
        with("a type for others", "reservation.created", "invoice.issued"),
        with("another type than its routing key", "reservation.created", "reservation.expired"),
        with("no id", "\"1.0\",\"id\":", "\"1.0\",\"identity\":"),
        with("no source", "\"source\":\"/motorpool/reservation\",", ""),
        with("no type", "\"type\":\"reservation.created\",", ""),
        with("a time that is none", "2026-11-20T10:00:00Z\",\"datac", "noon\",\"datac"),
        with("no data", "\"data\":", "\"other\":"),
        with("data that is null", "\"data\":{", "\"data\":null,\"other\":{"),
        with("data of another shape", "\"data\":{", "\"data\":[],\"other\":{"),
        with("a status that is none", "\"PENDING\"", "\"LOST\""),
        with("a number that is none", "\"version\":0", "\"version\":\"first\""),
        with("a number out of bounds", "\"version\":0", "\"version\":-1"),
        with("an id that is none", "\"vehicleId\":\"", "\"vehicleId\":\"no-"),
        with("a field missing", "\"vehicleId\":", "\"otherId\":"),
        with("a field that is null", "\"startsAt\":", "\"startsAt\":null,\"other\":"),
        with("null in a list", "\"lines\":[", "\"lines\":[null,"),
        with("an end before its beginning", "\"endsAt\":\"2027", "\"endsAt\":\"2026"));
  }

  /** An event with an id of its own, of which a part is another. */
  private static Arguments with(String what, String part, String instead) {
    String good = good(0);
    assertThat(good).as(what).contains(part);
    return Arguments.of(what, good.replace(part, instead).getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void isParkedAtOnceWithTheReasonAndHoldsUpNothing(String what, byte[] body) {
    double before = metrics.find("motorpool_events_parked_total").orElse(0);

    events.publish(KEY, body);
    String next = good(0);
    events.send(next);

    service.awaitHandled(next);
    assertThat(scheduled(next)).isEqualTo(1);
    JsonNode parked = http.get(PATH).json().get("items");
    assertThat(parked).hasSize(1);
    assertThat(parked.at("/0/attempts").asInt()).isEqualTo(1);
    assertThat(parked.at("/0/reason").asText()).startsWith("MalformedEvent: ");
    assertThat(parked.at("/0/bodyBytes").asInt()).isEqualTo(body.length);
    assertThat(metrics.value("motorpool_events_parked_total")).isEqualTo(before + 1);
    assertHealthy();
  }

  @Test
  void whatIsFarTooLongIsRefusedByTheBrokerAndDisturbsNobody() {
    try (Events careless = service.events()) {
      byte[] tenMegabytes = "x".repeat(10_000_000).getBytes(UTF_8);
      assertThatIllegalStateException().isThrownBy(() -> careless.publish(KEY, tenMegabytes));
    }
    String next = good(0);
    events.send(next);

    service.awaitHandled(next);
    assertThat(service.parked()).isZero();
    assertHealthy();
  }

  @Test
  void twoThousandOfThemDoNotKeepTheGoodOnesFromTheirEffect() {
    List<byte[]> bad =
        bad().map(each -> (byte[]) each.get()[1]).filter(b -> b.length < 10_000).toList();
    double before = metrics.find("motorpool_events_parked_total").orElse(0);
    List<String> good = new ArrayList<>();

    for (int i = 0; i < 2_000; i++) {
      // Each with an id of its own, where it has one: else it would be the same event again.
      String body = new String(bad.get(i % bad.size()), UTF_8);
      events.publish(KEY, withNewId(body, bad.get(i % bad.size())));
      if (i % 20 == 10) {
        String event = good(good.size() + 1);
        events.send(event);
        good.add(event);
      }
    }

    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              assertAlive();
              return service.parked() == 2_000 && good.stream().allMatch(it -> scheduled(it) == 1);
            });
    assertThat(good).hasSize(100);
    // It is counted once it is stored.
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(metrics.value("motorpool_events_parked_total"))
                    .isEqualTo(before + 2_000));
    assertThat(idsOfAllPages()).hasSize(2_000);
    assertHealthy();
  }

  private static byte[] withNewId(String body, byte[] otherwise) {
    String marked = "\"id\":\"";
    int at = body.indexOf("\"specversion\"") < 0 ? -1 : body.indexOf(marked);
    return at < 0 || at > 60
        ? otherwise
        : (body.substring(0, at + marked.length())
                + UUID.randomUUID()
                + body.substring(at + marked.length() + 36))
            .getBytes(UTF_8);
  }

  private static Set<String> idsOfAllPages() {
    Set<String> ids = new HashSet<>();
    String query = "?limit=200";
    int pages = 0;
    while (query != null) {
      JsonNode page = http.get(PATH + query).json();
      page.get("items")
          .forEach(
              item -> {
                assertThat(ids.add(item.get("id").asText())).isTrue();
                assertThat(item.has("body")).isFalse();
              });
      pages++;
      query =
          page.has("nextCursor") ? "?limit=200&cursor=" + page.get("nextCursor").asText() : null;
    }
    assertThat(pages).isEqualTo(10);
    return ids;
  }

  private static void assertHealthy() {
    assertAlive();
    // It is not ready while its database takes more than a second to answer.
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(http.get("/health/ready").status()).isEqualTo(200));
  }

  private static void assertAlive() {
    assertThat(http.get("/health/live").status()).isEqualTo(200);
  }

  /** A reservation that begins so many hours later than the first; the whole event. */
  private static String good(int hours) {
    ReservationSnapshot reservation =
        Reservations.pending(
            vehicle,
            branch,
            branch,
            FROM.plusHours(hours).toString(),
            FROM.plusHours(hours + 1).toString());
    return Events.event(UUID.randomUUID(), KEY, "2026-11-20T10:00:00Z", reservation);
  }

  private static long scheduled(String event) {
    return service.count(
        "select count(*) from schedule_entry where reservation_id = ?", Events.subjectOf(event));
  }

  private static byte[] serialised() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new HashMap<>(Map.of("id", "1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
