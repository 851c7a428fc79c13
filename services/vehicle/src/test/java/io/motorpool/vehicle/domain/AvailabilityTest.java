package io.motorpool.vehicle.domain;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.vehicle.domain.Availability.Code;
import io.motorpool.vehicle.domain.Availability.Reason;
import io.motorpool.vehicle.domain.ScheduleEntry.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AvailabilityTest {

  // From Tuesday 10:00 to Friday 10:00 in Vienna.
  private static final Period PERIOD = Some.period("2026-12-01T09:00:00Z", "2026-12-04T09:00:00Z");
  private static final Branch HERE =
      Some.branch(
          Some.HERE,
          "Europe/Vienna",
          "08:00",
          "18:00",
          MONDAY,
          TUESDAY,
          WEDNESDAY,
          THURSDAY,
          FRIDAY);
  private static final Branch THERE =
      Some.branch(
          Some.THERE,
          "America/New_York",
          "08:00",
          "18:00",
          MONDAY,
          TUESDAY,
          WEDNESDAY,
          THURSDAY,
          FRIDAY);
  private static final Vehicle VEHICLE = Some.vehicle(Vehicle.Status.IN_SERVICE);

  @Test
  void aFreeVehicleAtAnOpenBranchIsAvailable() {
    Availability availability =
        Availability.of(VEHICLE, Some.schedule(), PERIOD, Optional.of(HERE), Optional.of(HERE));

    assertThat(availability.isAvailable()).isTrue();
    assertThat(availability.reasons()).isEmpty();
  }

  @Test
  void withoutABranchNeitherPlaceNorOpeningHoursMatter() {
    Period atNight = Some.period("2026-12-05T01:00:00Z", "2026-12-06T01:00:00Z");

    assertThat(
            Availability.of(VEHICLE, Some.schedule(), atNight, Optional.empty(), Optional.empty())
                .isAvailable())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"OUT_OF_SERVICE", "RETIRED"})
  void aVehicleThatIsNotInServiceIsNotAvailable(Vehicle.Status status) {
    assertThat(
            Availability.of(
                    Some.vehicle(status),
                    Some.schedule(),
                    PERIOD,
                    Optional.of(HERE),
                    Optional.of(HERE))
                .reasons())
        .containsExactly(new Reason(Code.NOT_IN_SERVICE, "The vehicle is %s.".formatted(status)));
  }

  @Test
  void aReservedVehicleIsNotAvailable() {
    Schedule schedule =
        Some.schedule(
            Some.entry(
                Status.CONFIRMED, Some.HERE, "2026-12-02T08:00:00Z", "2026-12-05T08:00:00Z"));

    assertThat(
            Availability.of(VEHICLE, schedule, PERIOD, Optional.of(HERE), Optional.of(HERE))
                .reasons())
        .containsExactly(
            new Reason(
                Code.ALREADY_RESERVED,
                "Reserved from 2026-12-02T08:00:00Z to 2026-12-05T08:00:00Z."));
  }

  @Test
  void aVehicleThatWillBeElsewhereIsNotAvailableHereButThere() {
    Schedule schedule =
        Some.schedule(
            Some.entry(Status.ACTIVE, Some.THERE, "2026-11-28T08:00:00Z", "2026-12-01T08:00:00Z"));
    // Tuesday 10:00 to Friday 10:00 in New York.
    Period there = Some.period("2026-12-01T15:00:00Z", "2026-12-04T15:00:00Z");

    assertThat(
            Availability.of(VEHICLE, schedule, PERIOD, Optional.of(HERE), Optional.of(HERE))
                .reasons())
        .extracting(Reason::code)
        .containsExactly(Code.AT_OTHER_BRANCH);
    assertThat(
            Availability.of(VEHICLE, schedule, there, Optional.of(THERE), Optional.of(THERE))
                .isAvailable())
        .isTrue();
  }

  @Test
  void bothBranchesAreOpenEachByItsOwnClock() {
    // Friday 09:00 UTC is 10:00 in Vienna, and 04:00 in New York.
    assertThat(
            Availability.of(VEHICLE, Some.schedule(), PERIOD, Optional.of(HERE), Optional.of(THERE))
                .reasons())
        .containsExactly(
            new Reason(Code.BRANCH_CLOSED, "Branch VIE01 is closed at 2026-12-04T09:00:00Z."));
    assertThat(
            Availability.of(
                    VEHICLE,
                    Some.schedule(),
                    Some.period("2026-12-01T09:00:00Z", "2026-12-04T15:00:00Z"),
                    Optional.of(HERE),
                    Optional.of(THERE))
                .isAvailable())
        .isTrue();
  }

  @Test
  void everyReasonIsTold() {
    Schedule schedule =
        Some.schedule(
            Some.entry(Status.PENDING, Some.THERE, "2026-11-28T08:00:00Z", "2026-12-01T00:00:00Z"),
            Some.entry(Status.PENDING, Some.HERE, "2026-12-01T08:00:00Z", "2026-12-05T08:00:00Z"));

    assertThat(
            Availability.of(
                    Some.vehicle(Vehicle.Status.OUT_OF_SERVICE),
                    schedule,
                    Some.period("2026-12-01T01:00:00Z", "2026-12-06T01:00:00Z"),
                    Optional.of(HERE),
                    Optional.of(HERE))
                .reasons())
        .extracting(Reason::code)
        .containsExactly(
            Code.NOT_IN_SERVICE,
            Code.ALREADY_RESERVED,
            Code.AT_OTHER_BRANCH,
            Code.BRANCH_CLOSED,
            Code.BRANCH_CLOSED);
  }
}
