package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.vehicle.domain.ReservationState.Handback;
import io.motorpool.vehicle.domain.ScheduleEntry.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleEntryTest {

  private static final UUID RESERVATION = UUID.randomUUID();
  private static final Period PERIOD = Some.period("2026-12-01T09:00:00Z", "2026-12-08T09:00:00Z");

  @ParameterizedTest(name = "returned {0}: taken until {1}")
  @CsvSource({
    "2026-12-05T10:00:00Z, 2026-12-05T10:00:00Z",
    "2026-12-08T09:00:00Z, 2026-12-08T09:00:00Z",
    "2026-12-09T10:00:00Z, 2026-12-08T09:00:00Z",
    "2026-11-30T10:00:00Z, 2026-12-01T09:00:00Z"
  })
  void aReturnFreesTheRestOfThePeriod(Instant returnedAt, Instant takenUntil) {
    ScheduleEntry entry = ScheduleEntry.of(state(Status.ACTIVE, 2));

    assertThat(entry.update(completed(3, returnedAt))).isTrue();
    assertThat(entry.period()).isEqualTo(new Period(PERIOD.startsAt(), takenUntil));
    assertThat(entry.status()).isEqualTo(Status.COMPLETED);
    assertThat(entry.returnBranchId()).isEqualTo(Some.THERE);
  }

  @Test
  void aRepeatedOrOlderStateIsNoNews() {
    ScheduleEntry entry = ScheduleEntry.of(state(Status.CANCELLED, 2));

    assertThat(entry.update(state(Status.CANCELLED, 2))).isFalse();
    assertThat(entry.update(state(Status.CONFIRMED, 1))).isFalse();
    assertThat(entry.status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void aCompletedReservationSaysHowTheVehicleCameBack() {
    assertThatThrownBy(() -> state(Status.COMPLETED, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ReservationState state(Status status, long version) {
    return new ReservationState(
        RESERVATION, Some.VEHICLE, Some.HERE, Some.HERE, PERIOD, status, version, Optional.empty());
  }

  private static ReservationState completed(long version, Instant returnedAt) {
    return new ReservationState(
        RESERVATION,
        Some.VEHICLE,
        Some.HERE,
        Some.HERE,
        PERIOD,
        Status.COMPLETED,
        version,
        Optional.of(new Handback(returnedAt, Some.THERE, 12_500)));
  }
}
