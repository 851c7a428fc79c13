package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
