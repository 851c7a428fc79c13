package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.vehicle.domain.ScheduleEntry.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {

  private static final Instant DECEMBER = Instant.parse("2026-12-01T09:00:00Z");
  private static final Period DECEMBER_WEEK =
      Some.period("2026-12-01T09:00:00Z", "2026-12-08T09:00:00Z");

  @Test
  void aVehicleWithoutReservationsStaysWhereItIs() {
    assertThat(Some.schedule().placeAt(DECEMBER, Some.HERE)).isEqualTo(Some.HERE);
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "CONFIRMED", "ACTIVE"})
  void aReservationBringsTheVehicleToItsReturnBranch(Status status) {
    Schedule schedule =
        Some.schedule(
            Some.entry(status, Some.THERE, "2026-11-28T09:00:00Z", "2026-12-01T09:00:00Z"));

    assertThat(schedule.placeAt(DECEMBER, Some.HERE)).isEqualTo(Some.THERE);
    assertThat(schedule.placeAt(DECEMBER.minusSeconds(1), Some.HERE)).isEqualTo(Some.HERE);
  }

  @Test
  void theLastReservationBeforeCounts() {
    Schedule schedule =
        Some.schedule(
            Some.entry(Status.CONFIRMED, Some.HERE, "2026-11-25T09:00:00Z", "2026-11-28T09:00:00Z"),
            Some.entry(
                Status.CONFIRMED, Some.THERE, "2026-11-20T09:00:00Z", "2026-11-24T09:00:00Z"),
            Some.entry(
                Status.CONFIRMED, Some.THERE, "2026-12-20T09:00:00Z", "2026-12-24T09:00:00Z"));

    assertThat(schedule.placeAt(DECEMBER, Some.THERE)).isEqualTo(Some.HERE);
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "CANCELLED", "EXPIRED", "NO_SHOW"})
  void aReservationThatIsOverMovesTheVehicleNoMore(Status status) {
    Schedule schedule =
        Some.schedule(
            Some.entry(status, Some.THERE, "2026-11-25T09:00:00Z", "2026-11-28T09:00:00Z"));

    assertThat(schedule.placeAt(DECEMBER, Some.HERE)).isEqualTo(Some.HERE);
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "CONFIRMED", "ACTIVE", "COMPLETED"})
  void aReservationTakesTheVehicle(Status status) {
    ScheduleEntry entry =
        Some.entry(status, Some.HERE, "2026-12-05T09:00:00Z", "2026-12-10T09:00:00Z");

    assertThat(Some.schedule(entry).firstWithin(DECEMBER_WEEK)).contains(entry);
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCELLED", "EXPIRED", "NO_SHOW"})
  void aReservationThatCameToNothingTakesNothing(Status status) {
    assertThat(
            Some.schedule(
                    Some.entry(status, Some.HERE, "2026-12-05T09:00:00Z", "2026-12-10T09:00:00Z"))
                .firstWithin(DECEMBER_WEEK))
        .isEmpty();
  }

  @Test
  void reservationsMayFollowOneAnotherWithoutAGap() {
    assertThat(
            Some.schedule(
                    Some.entry(
                        Status.CONFIRMED,
                        Some.HERE,
                        "2026-11-24T09:00:00Z",
                        "2026-12-01T09:00:00Z"),
                    Some.entry(
                        Status.CONFIRMED,
                        Some.HERE,
                        "2026-12-08T09:00:00Z",
                        "2026-12-10T09:00:00Z"))
                .firstWithin(DECEMBER_WEEK))
        .isEmpty();
  }
}
