package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.platform.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VehicleTest {

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  private final Vehicle vehicle = Some.vehicle(Vehicle.Status.IN_SERVICE);

  @Test
  void aReturnMovesTheVehicleAndSetsItsOdometer() {
    vehicle.handedBack(Some.THERE, NOON, 12_500);

    assertThat(vehicle.branchId()).isEqualTo(Some.THERE);
    assertThat(vehicle.details().odometerKm()).isEqualTo(12_500);
  }

  @Test
  void theOdometerNeverRunsBackwards() {
    vehicle.handedBack(Some.THERE, NOON, 11_999);

    assertThat(vehicle.details().odometerKm()).isEqualTo(12_000);
    assertThat(vehicle.branchId()).isEqualTo(Some.THERE);
  }

  @Test
  void drivingMovesTheOdometerForwardsOnlyAndTheVehicleNowhere() {
    vehicle.driven(12_500);
    vehicle.driven(12_400);

    assertThat(vehicle.details().odometerKm()).isEqualTo(12_500);
    assertThat(vehicle.branchId()).isEqualTo(Some.HERE);
  }

  @Test
  void anOlderReturnThatIsToldLaterDoesNotMoveTheVehicle() {
    vehicle.handedBack(Some.THERE, NOON, 12_900);
    vehicle.handedBack(Some.HERE, NOON.minusSeconds(3600), 12_500);

    assertThat(vehicle.branchId()).isEqualTo(Some.THERE);
    assertThat(vehicle.details().odometerKm()).isEqualTo(12_900);
  }

  @Test
  void whereTheDeskHasPutTheVehicleSinceCounts() {
    vehicle.replace(Some.details(Some.THERE, 12_000, Optional.empty()), NOON);
    vehicle.handedBack(Some.HERE, NOON.minusSeconds(1), 12_500);

    assertThat(vehicle.branchId()).isEqualTo(Some.THERE);
  }

  @Test
  void aStatusThatIsLeftOutStaysAsItIs() {
    Vehicle retired = Some.vehicle(Vehicle.Status.RETIRED);

    retired.replace(Some.details(Some.HERE, 12_000, Optional.empty()), NOON);

    assertThat(retired.status()).isEqualTo(Vehicle.Status.RETIRED);
  }

  @Test
  void theDeskMayCorrectTheOdometer() {
    vehicle.replace(Some.details(Some.HERE, 9_000, Optional.empty()), NOON);

    assertThat(vehicle.details().odometerKm()).isEqualTo(9_000);
  }

  @ParameterizedTest(name = "{0} to {1}, reserved {2}, displacing {3}: {4}")
  @CsvSource({
    "IN_SERVICE, IN_SERVICE, true, false, ''",
    "IN_SERVICE, OUT_OF_SERVICE, false, false, ''",
    "IN_SERVICE, OUT_OF_SERVICE, true, false, vehicle-still-reserved",
    "IN_SERVICE, OUT_OF_SERVICE, true, true, ''",
    "IN_SERVICE, RETIRED, false, false, ''",
    "IN_SERVICE, RETIRED, true, false, vehicle-still-reserved",
    "IN_SERVICE, RETIRED, true, true, vehicle-still-reserved",
    "OUT_OF_SERVICE, OUT_OF_SERVICE, true, false, ''",
    "OUT_OF_SERVICE, IN_SERVICE, true, false, ''",
    "OUT_OF_SERVICE, RETIRED, false, false, ''",
    "OUT_OF_SERVICE, RETIRED, true, true, vehicle-still-reserved",
    "RETIRED, RETIRED, true, false, ''",
    "RETIRED, IN_SERVICE, false, true, vehicle-retired",
    "RETIRED, OUT_OF_SERVICE, true, true, vehicle-retired"
  })
  void leavesTheFleetForGoodAndOnceNoReservationHoldsIt(
      Vehicle.Status status,
      Vehicle.Status next,
      boolean reserved,
      boolean displaces,
      String refusal) {
    ScheduleEntry entry =
        Some.entry(
            ScheduleEntry.Status.CONFIRMED,
            Some.HERE,
            "2026-12-01T09:00:00Z",
            "2026-12-04T09:00:00Z");

    ThrowingCallable change =
        () ->
            Some.vehicle(status)
                .requireChangeableTo(next, reserved ? List.of(entry) : List.of(), displaces);

    if (refusal.isEmpty()) {
      assertThatNoException().isThrownBy(change);
    } else {
      assertThatThrownBy(change)
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.type()).isEqualTo(refusal));
    }
  }
}
