package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.vehicle.domain.Availability.Code;
import io.motorpool.vehicle.domain.Availability.Reason;
import io.motorpool.vehicle.domain.ScheduleEntry.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The time that a vehicle is looked after between two rentals, and where it is between them. */
class TurnaroundTest {

  private static final Vehicle VEHICLE = Some.vehicle(Vehicle.Status.IN_SERVICE);
  private static final Branch HERE = Some.branch(Some.HERE, Duration.ofMinutes(60));
  private static final Branch THERE = Some.branch(Some.THERE, Duration.ofMinutes(30));
  private static final Period PERIOD = Some.period("2026-12-01T09:00:00Z", "2026-12-04T09:00:00Z");

  @ParameterizedTest(name = "returned {0} at {1}: {2}")
  @CsvSource({
    "HERE, 2026-12-01T08:00:00Z, ''",
    "HERE, 2026-12-01T08:00:01Z, TURNAROUND",
    "HERE, 2026-12-01T09:00:00Z, TURNAROUND",
    "HERE, 2026-12-01T09:00:01Z, ALREADY_RESERVED",
    "THERE, 2026-12-01T08:30:00Z, ''",
    "THERE, 2026-12-01T08:30:01Z, TURNAROUND"
  })
  void aVehicleIsLookedAfterWhereItCameBack(String returned, String at, String expected) {
    Schedule schedule =
        schedule(
            Some.entry(
                Status.CONFIRMED,
                returned.equals("HERE") ? Some.HERE : Some.THERE,
                "2026-11-28T09:00:00Z",
                at));
    Branch pickup = returned.equals("HERE") || expected.equals("ALREADY_RESERVED") ? HERE : THERE;

    assertThat(codes(schedule, pickup, HERE)).isEqualTo(expected(expected));
  }

  @ParameterizedTest(name = "to return {0}, the next at {1}: {2}")
  @CsvSource({
    "HERE, 2026-12-04T10:00:00Z, ''",
    "HERE, 2026-12-04T09:59:59Z, TURNAROUND",
    "HERE, 2026-12-04T09:00:00Z, TURNAROUND",
    "HERE, 2026-12-04T08:59:59Z, ALREADY_RESERVED",
    "THERE, 2026-12-04T09:30:00Z, ''",
    "THERE, 2026-12-04T09:29:59Z, TURNAROUND"
  })
  void aVehicleIsLookedAfterBeforeTheNextRental(String giveBack, String next, String expected) {
    Branch returned = giveBack.equals("HERE") ? HERE : THERE;
    Schedule schedule =
        schedule(
            Some.entry(Status.PENDING, returned.id(), Some.HERE, next, "2026-12-10T09:00:00Z"));

    assertThat(codes(schedule, HERE, returned)).isEqualTo(expected(expected));
  }

  @Test
  void saysFromWhenOnTheVehicleIsReady() {
    Schedule schedule =
        schedule(
            Some.entry(Status.ACTIVE, Some.HERE, "2026-11-28T09:00:00Z", "2026-12-01T08:45:00Z"),
            Some.entry(Status.PENDING, Some.HERE, "2026-12-04T09:15:00Z", "2026-12-05T09:00:00Z"));

    assertThat(of(schedule, HERE, HERE).reasons())
        .containsExactly(
            new Reason(
                Code.TURNAROUND, "Not ready before 2026-12-01T09:45:00Z after the rental before."));
    assertThat(of(new Schedule(schedule.entries(), List.of(), Map.of()), HERE, HERE).reasons())
        .containsExactly(
            new Reason(
                Code.TURNAROUND,
                "Not ready before 2026-12-04T10:00:00Z for the next rental at"
                    + " 2026-12-04T09:15:00Z."));
  }

  @Test
  void theRentalThatEndsLastNeedNotBeTheOneThatIsReadyLast() {
    Schedule schedule =
        schedule(
            Some.entry(Status.COMPLETED, Some.HERE, "2026-11-28T09:00:00Z", "2026-12-01T08:15:00Z"),
            Some.entry(
                Status.CONFIRMED, Some.THERE, "2026-12-01T08:15:00Z", "2026-12-01T08:30:00Z"));

    assertThat(codes(schedule, THERE, HERE)).containsExactly(Code.TURNAROUND);
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCELLED", "EXPIRED", "NO_SHOW"})
  void nothingIsToBeDoneAfterAReservationThatCameToNothing(Status status) {
    Schedule schedule =
        schedule(Some.entry(status, Some.HERE, "2026-11-28T09:00:00Z", "2026-12-01T09:00:00Z"));

    assertThat(codes(schedule, HERE, HERE)).isEmpty();
  }

  @Test
  void whatWasGivenBackBeforeItBeganTookNoTime() {
    Schedule schedule =
        schedule(
            Some.entry(
                Status.COMPLETED, Some.HERE, "2026-12-01T08:59:00Z", "2026-12-01T08:59:00Z"));

    assertThat(codes(schedule, HERE, HERE)).isEmpty();
  }

  @Test
  void whereNobodySaysWhereItIsReturnedToNothingIsKnownOfAfterwards() {
    Schedule schedule =
        schedule(
            Some.entry(
                Status.CONFIRMED, Some.HERE, "2026-12-04T09:00:00Z", "2026-12-05T09:00:00Z"));

    assertThat(
            Availability.of(VEHICLE, schedule, PERIOD, Optional.empty(), Optional.empty())
                .isAvailable())
        .isTrue();
  }

  @Test
  void theReservationThatIsToChangeDoesNotCount() {
    ScheduleEntry own =
        Some.entry(Status.CONFIRMED, Some.THERE, "2026-12-02T09:00:00Z", "2026-12-05T09:00:00Z");
    ScheduleEntry other =
        Some.entry(Status.CONFIRMED, Some.HERE, "2026-12-04T09:00:00Z", "2026-12-05T09:00:00Z");

    assertThat(codes(schedule(own).without(own.reservationId()), HERE, HERE)).isEmpty();
    assertThat(codes(schedule(own, other).without(own.reservationId()), HERE, HERE))
        .containsExactly(Code.TURNAROUND);
  }

  @ParameterizedTest(name = "{0}, picked up there")
  @CsvSource({
    "PENDING, NEEDED_AT_OTHER_BRANCH",
    "CONFIRMED, NEEDED_AT_OTHER_BRANCH",
    "ACTIVE, ''",
    "COMPLETED, ''",
    "CANCELLED, ''",
    "EXPIRED, ''",
    "NO_SHOW, ''"
  })
  void aVehicleIsBroughtToWhereTheNextReservationNeedsIt(Status status, String expected) {
    Schedule schedule =
        schedule(
            Some.entry(
                status, Some.THERE, Some.HERE, "2026-12-20T09:00:00Z", "2026-12-22T09:00:00Z"));

    assertThat(codes(schedule, HERE, HERE)).isEqualTo(expected(expected));
    assertThat(codes(schedule, HERE, THERE)).isEmpty();
  }

  @Test
  void theNextReservationCountsAndNotTheOneAfterIt() {
    Schedule schedule =
        schedule(
            Some.entry(
                Status.PENDING,
                Some.THERE,
                Some.HERE,
                "2026-12-20T09:00:00Z",
                "2026-12-22T09:00:00Z"),
            Some.entry(
                Status.PENDING,
                Some.HERE,
                Some.THERE,
                "2026-12-10T09:00:00Z",
                "2026-12-12T09:00:00Z"));

    assertThat(codes(schedule, HERE, HERE)).isEmpty();
    assertThat(of(schedule, HERE, THERE).reasons())
        .containsExactly(
            new Reason(
                Code.NEEDED_AT_OTHER_BRANCH,
                "The next reservation does not pick the vehicle up at VIE02."));
  }

  private static Schedule schedule(ScheduleEntry... entries) {
    return new Schedule(
        List.of(entries),
        List.of(),
        Map.of(HERE.id(), HERE.turnaround(), THERE.id(), THERE.turnaround()));
  }

  private static Availability of(Schedule schedule, Branch pickup, Branch giveBack) {
    return Availability.of(VEHICLE, schedule, PERIOD, Optional.of(pickup), Optional.of(giveBack));
  }

  private static List<Code> codes(Schedule schedule, Branch pickup, Branch giveBack) {
    return of(schedule, pickup, giveBack).reasons().stream().map(Reason::code).toList();
  }

  private static List<Code> expected(String code) {
    return code.isEmpty() ? List.of() : List.of(Code.valueOf(code));
  }
}
