package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.vehicle.domain.Availability.Code;
import io.motorpool.vehicle.domain.Availability.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceWindowTest {

  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final Period RENTAL = Some.period("2026-12-01T09:00:00Z", "2026-12-04T09:00:00Z");

  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @CsvSource({
    "2026-12-07T07:00:00Z, 2026-12-07T07:00:00Z, The window must end after it begins.",
    "2026-12-07T07:00:00.2Z, 2026-12-07T07:00:00.9Z, The window must end after it begins.",
    "2026-12-07T07:00:00Z, 2026-12-06T07:00:00Z, The window must end after it begins.",
    "2026-12-07T07:00:00Z, 2027-12-08T07:00:01Z, A window is at most 366 days long.",
    "2026-12-01T08:00:00Z, 2026-12-01T09:00:00Z, The window must not be over already."
  })
  void isOneThatCanBe(Instant startsAt, Instant endsAt, String rule) {
    assertThatThrownBy(() -> window(startsAt, endsAt))
        .isInstanceOf(MaintenanceWindowInvalid.class)
        .hasMessage(rule);
  }

  @ParameterizedTest(name = "from {0} to {1}")
  @CsvSource({
    "2026-12-07T07:00:00Z, 2027-12-08T07:00:00Z",
    "2026-11-01T07:00:00Z, 2026-12-01T09:00:01Z"
  })
  void mayHaveBegunAndBeAYearLong(Instant startsAt, Instant endsAt) {
    assertThat(window(startsAt, endsAt).period()).isEqualTo(new Period(startsAt, endsAt));
  }

  @Test
  void isMovedOnlyToWhereItIsNotOver() {
    MaintenanceWindow window =
        window(Instant.parse("2026-12-07T07:00:00Z"), Instant.parse("2026-12-08T07:00:00Z"));
    MaintenanceDetails past =
        new MaintenanceDetails(NOW.minus(Duration.ofDays(1)), NOW, "Winter tyres");

    assertThatThrownBy(() -> window.replace(past, NOW))
        .isInstanceOf(MaintenanceWindowInvalid.class);
    assertThat(window.period().startsAt()).isEqualTo(Instant.parse("2026-12-07T07:00:00Z"));
  }

  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @CsvSource({
    "2026-11-30T09:00:00Z, 2026-12-01T09:00:00Z, false",
    "2026-11-30T09:00:00Z, 2026-12-01T09:00:01Z, true",
    "2026-12-02T09:00:00Z, 2026-12-02T10:00:00Z, true",
    "2026-12-04T08:59:59Z, 2026-12-06T09:00:00Z, true",
    "2026-12-04T09:00:00Z, 2026-12-06T09:00:00Z, false"
  })
  void takesTheVehicleAndNeedsNoTurnaround(Instant startsAt, Instant endsAt, boolean takes) {
    Branch branch = Some.branch(Some.HERE, Duration.ofHours(1));
    MaintenanceWindow window =
        MaintenanceWindow.enter(
            UUID.randomUUID(),
            Some.VEHICLE,
            new MaintenanceDetails(startsAt, endsAt, "Winter tyres"),
            startsAt);

    Availability availability =
        Availability.of(
            Some.vehicle(Vehicle.Status.IN_SERVICE),
            new Schedule(List.of(), List.of(window), Map.of(branch.id(), branch.turnaround())),
            RENTAL,
            Optional.of(branch),
            Optional.of(branch));

    assertThat(availability.reasons())
        .isEqualTo(
            takes
                ? List.of(
                    new Reason(
                        Code.IN_MAINTENANCE,
                        "In maintenance from %s to %s.".formatted(startsAt, endsAt)))
                : List.of());
  }

  private static MaintenanceWindow window(Instant startsAt, Instant endsAt) {
    return MaintenanceWindow.enter(
        UUID.randomUUID(),
        Some.VEHICLE,
        new MaintenanceDetails(startsAt, endsAt, "Winter tyres"),
        NOW);
  }
}
