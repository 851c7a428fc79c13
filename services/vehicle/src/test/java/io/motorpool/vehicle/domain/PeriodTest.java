package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "07, 09, false",
    "07, 10, false",
    "07, 11, true",
    "10, 12, true",
    "11, 11, false",
    "11, 12, true",
    "09, 15, true",
    "13, 15, true",
    "14, 15, false",
    "10, 10, false"
  })
  void overlapsWhereAMomentBelongsToBoth(String startHour, String endHour, boolean overlaps) {
    Period period = Some.period("2026-11-02T10:00:00Z", "2026-11-02T14:00:00Z");
    Period other =
        Some.period(
            "2026-11-02T%s:00:00Z".formatted(startHour), "2026-11-02T%s:00:00Z".formatted(endHour));

    assertThat(period.overlaps(other)).isEqualTo(overlaps);
    assertThat(other.overlaps(period)).isEqualTo(overlaps);
  }

  @Test
  void doesNotEndBeforeItStarts() {
    assertThatThrownBy(() -> Some.period("2026-11-02T10:00:00Z", "2026-11-02T09:59:59Z"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
