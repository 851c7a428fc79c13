package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeVehicleTest {

  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final Period PERIOD = Some.period("2026-12-01T09:00:00Z", "2026-12-04T09:00:00Z");
  private static final UUID FIRST = UUID.fromString("0193d5a4-2000-7c00-8000-000000000001");
  private static final UUID SECOND = UUID.fromString("f193d5a4-2000-7c00-8000-000000000001");

  @ParameterizedTest(name = "free from {0} until {1}: {2} hours")
  @CsvSource({
    "2026-12-01T09:00:00Z, 2026-12-04T09:00:00Z, 72",
    "2026-12-01T07:00:00Z, 2026-12-04T12:00:00Z, 77",
    // What is over does not matter: six days from now on, and the three of the rental.
    ", 2026-12-04T09:00:00Z, 216",
    "2026-11-25T08:59:59Z, 2026-12-04T09:00:00Z, 216",
    // A year ahead is far enough: 366 days after the end.
    "2026-12-01T09:00:00Z, , 8856",
    "2026-12-01T09:00:00Z, 2028-12-04T09:00:00Z, 8856"
  })
  void hasTheRoomBetweenWhatLiesBeforeAndWhatComesNext(Instant from, Instant until, long hours) {
    assertThat(vehicle(FIRST, from, until, 1).roomAround(PERIOD, NOW))
        .isEqualTo(Duration.ofHours(hours));
  }

  @Test
  void hasOnlyTheTimeOfThePeriodBeforeItsEndWhereItHasBegunAlready() {
    assertThat(
            vehicle(FIRST, null, PERIOD.endsAt(), 1)
                .roomAround(PERIOD, PERIOD.startsAt().plusSeconds(60)))
        .isEqualTo(PERIOD.length());
  }

  @Test
  void comesFirstWhereItLeavesTheMostRoomToOthersThenWithFewerKilometresThenTheOlder() {
    FreeVehicle tight =
        vehicle(
            SECOND,
            Instant.parse("2026-12-01T08:00:00Z"),
            Instant.parse("2026-12-04T10:00:00Z"),
            90_000);
    FreeVehicle after = vehicle(FIRST, null, Instant.parse("2026-12-04T10:00:00Z"), 80_000);
    FreeVehicle freshAndFree = vehicle(SECOND, null, null, 1_000);
    FreeVehicle freeAndOlder = vehicle(FIRST, null, null, 2_000);
    FreeVehicle freeAndYounger = vehicle(SECOND, null, null, 2_000);

    assertThat(
            Stream.of(freeAndYounger, freeAndOlder, freshAndFree, after, tight)
                .sorted(FreeVehicle.bestFirst(PERIOD, NOW)))
        .isEqualTo(List.of(tight, after, freshAndFree, freeAndOlder, freeAndYounger));
  }

  private static FreeVehicle vehicle(UUID id, Instant from, Instant until, int odometerKm) {
    return new FreeVehicle(
        id,
        VehicleClass.add("ECMR", Some.terms("9.00 EUR", "43.00 EUR", "249.00 EUR", "300.00 EUR")),
        odometerKm,
        Optional.ofNullable(from),
        Optional.ofNullable(until));
  }
}
