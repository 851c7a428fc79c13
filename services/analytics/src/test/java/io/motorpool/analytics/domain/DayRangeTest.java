package io.motorpool.analytics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayRangeTest {

  @Test
  void aRangeIncludesItsFirstDayAndNotTheDayAfterItsLast() {
    DayRange range = range("2026-11-30", "2026-12-02");

    assertThat(range.days())
        .containsExactly(LocalDate.parse("2026-11-30"), LocalDate.parse("2026-12-01"));
    assertThat(range.begin()).isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
    assertThat(range.end()).isEqualTo(Instant.parse("2026-12-02T00:00:00Z"));
  }

  @Test
  void aLeapYearIsTheLongestRange() {
    assertThat(range("2028-01-01", "2029-01-01").days()).hasSize(DayRange.MOST_DAYS);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-02, 2026-11-01, must be after from",
    "2026-11-01, 2026-11-01, must be after from",
    "2026-01-01, 2027-01-03, must be at most 366 days after from",
    "1969-12-31, 1970-01-02, must be with from in 1970 or later",
  })
  void aRangeThatIsNoneSaysWhy(String from, String to, String message) {
    assertThatThrownBy(() -> range(from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static DayRange range(String from, String to) {
    return new DayRange(LocalDate.parse(from), LocalDate.parse(to));
  }
}
