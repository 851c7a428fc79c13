package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.vehicle.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The search over the fleet asks the database, and a question about one vehicle asks {@code
 * Schedule}: over schedules made at random both must say the same, whatever is asked. Everything
 * lies on a grid of halves of an hour, so that what touches happens often.
 */
class SearchAgreementIT {

  private static final int VEHICLES = 20;
  private static final int MOST_ENTRIES = 8;
  private static final int MOST_WINDOWS = 3;
  private static final int QUESTIONS = 15;
  private static final Duration GRID = Duration.ofMinutes(30);
  // Ahead for long, as a window that is over is refused.
  private static final Instant BEGIN = Instant.parse("2099-03-01T00:00:00Z");
  private static final int DAYS = 8;
  private static final List<String> STATUSES =
      List.of("PENDING", "CONFIRMED", "ACTIVE", "COMPLETED", "CANCELLED", "EXPIRED", "NO_SHOW");
  private static final List<String> TAKEN = STATUSES.subList(0, 4);

  private static ServiceUnderTest running;
  private static Http service;
  private static Fleet fleet;

  /** The branches, each with the minutes of its turnaround. */
  private static final Map<String, Integer> TURNAROUNDS = new LinkedHashMap<>();

  private final Map<String, List<Stretch>> stretches = new LinkedHashMap<>();
  private final Map<String, Integer> odometers = new LinkedHashMap<>();
  private final Instant now = Instant.now();
  private String vehicleClass;
  private Random random;

  @BeforeAll
  static void start() {
    running = ServiceUnderTest.start(Database.VEHICLE);
    service = running.http();
    fleet = new Fleet(service);
    for (int minutes : List.of(0, 60, 480)) {
      String body =
          Fleet.branch(Fleet.newBranchCode(), "UTC")
              .replace("08:00", "00:00")
              .replace("18:00", "23:59")
              .replace("\"name\"", "\"turnaroundMinutes\": %d, \"name\"".formatted(minutes));
      Answer opened = service.post("/branches", body);
      assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
      TURNAROUNDS.put(opened.json().get("id").asText(), minutes);
    }
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  /** What takes a vehicle, and from when to when it must not be rented to others for it. */
  private record Stretch(Instant startsAt, Instant endsAt, Instant readyAt) {}

  static LongStream seeds() {
    return LongStream.of(1, 2, System.nanoTime());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void findsWhatEachVehicleSaysOfItselfTheBestFirst(long seed) {
    random = new Random(seed);
    makeSchedules();
    Set<String> reasons = new HashSet<>();
    int free = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      Instant startsAt = moment();
      Instant endsAt = startsAt.plus(GRID.multipliedBy(1 + random.nextInt(24)));
      String pickup = branch();
      String giveBack = branch();
      String period = "startsAt=%s&endsAt=%s".formatted(startsAt, endsAt);

      List<String> expected = new ArrayList<>();
      for (String vehicle : stretches.keySet()) {
        JsonNode answer =
            service
                .get(
                    "/vehicles/%s/availability?%s&pickupBranchId=%s&returnBranchId=%s"
                        .formatted(vehicle, period, pickup, giveBack))
                .json();
        reasons.addAll(answer.get("reasons").findValuesAsText("code"));
        if (answer.get("available").asBoolean()) {
          expected.add(vehicle);
        }
      }
      expected.sort(
          Comparator.comparing((String it) -> room(it, startsAt, endsAt))
              .thenComparing(odometers::get)
              .thenComparing(Comparator.naturalOrder()));
      free += expected.size();
      assertThat(search(pickup, giveBack, period))
          .as("from %s to %s, %s", pickup, giveBack, period)
          .isEqualTo(expected);
    }
    assertThat(free).isPositive();
    assertThat(reasons)
        .containsExactlyInAnyOrder(
            "NOT_IN_SERVICE",
            "ALREADY_RESERVED",
            "IN_MAINTENANCE",
            "TURNAROUND",
            "AT_OTHER_BRANCH",
            "NEEDED_AT_OTHER_BRANCH");
  }

  private List<String> search(String pickup, String giveBack, String period) {
    List<String> found = new ArrayList<>();
    service
        .get(
            "/availability?branchId=%s&returnBranchId=%s&%s&vehicleClass=%s"
                .formatted(pickup, giveBack, period, vehicleClass))
        .json()
        .at("/items/0/vehicleIds")
        .forEach(it -> found.add(it.asText()));
    return found;
  }

  private Duration room(String vehicle, Instant startsAt, Instant endsAt) {
    Instant from =
        stretches.get(vehicle).stream()
            .filter(it -> !it.endsAt().isAfter(startsAt))
            .map(Stretch::readyAt)
            .max(Comparator.naturalOrder())
            .orElse(now);
    Instant until =
        stretches.get(vehicle).stream()
            .map(Stretch::startsAt)
            .filter(it -> !it.isBefore(endsAt))
            .min(Comparator.naturalOrder())
            .orElse(endsAt.plus(Duration.ofDays(366)));
    return Duration.between(from, until);
  }

  private void makeSchedules() {
    vehicleClass = fleet.newClass();
    for (int i = 0; i < VEHICLES; i++) {
      String vehicle = fleet.newVehicle(vehicleClass, branch());
      int odometerKm = 1_000 * random.nextInt(4);
      running.update(
          "update vehicle set odometer_km = ?, status = ? where id = ?",
          odometerKm,
          i % 10 == 9 ? "OUT_OF_SERVICE" : "IN_SERVICE",
          UUID.fromString(vehicle));
      odometers.put(vehicle, odometerKm);
      stretches.put(vehicle, new ArrayList<>());
      Stream.generate(() -> vehicle).limit(random.nextInt(MOST_ENTRIES)).forEach(this::addEntry);
      Stream.generate(() -> vehicle).limit(random.nextInt(MOST_WINDOWS)).forEach(this::addWindow);
    }
  }

  private void addEntry(String vehicle) {
    Instant startsAt = moment();
    // Some were given back before they began, and took no time.
    Instant endsAt = startsAt.plus(GRID.multipliedBy(random.nextInt(50)));
    String status = STATUSES.get(random.nextInt(STATUSES.size()));
    String giveBack = branch();
    running.update(
        "insert into schedule_entry values (?, ?, ?, ?, ?, ?, 0, ?)",
        UUID.randomUUID(),
        UUID.fromString(vehicle),
        UUID.fromString(giveBack),
        startsAt.atOffset(ZoneOffset.UTC),
        endsAt.atOffset(ZoneOffset.UTC),
        status,
        random.nextInt(5) == 0 ? null : UUID.fromString(branch()));
    if (TAKEN.contains(status) && startsAt.isBefore(endsAt)) {
      Duration turnaround = Duration.ofMinutes(TURNAROUNDS.get(giveBack));
      stretches.get(vehicle).add(new Stretch(startsAt, endsAt, endsAt.plus(turnaround)));
    }
  }

  private void addWindow(String vehicle) {
    Instant startsAt = moment();
    Instant endsAt = startsAt.plus(GRID.multipliedBy(1 + random.nextInt(24)));
    Answer entered =
        service.post(
            "/vehicles/%s/maintenance-windows?displaces=true".formatted(vehicle),
            """
            {"startsAt": "%s", "endsAt": "%s", "reason": "Tyres"}"""
                .formatted(startsAt, endsAt));
    // Two that overlap are refused.
    if (entered.status() == 201) {
      stretches.get(vehicle).add(new Stretch(startsAt, endsAt, endsAt));
    }
  }

  private Instant moment() {
    return BEGIN.plus(GRID.multipliedBy(random.nextInt(DAYS * 48)));
  }

  private String branch() {
    return List.copyOf(TURNAROUNDS.keySet()).get(random.nextInt(TURNAROUNDS.size()));
  }
}
