package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonTest {

  @ParameterizedTest(name = "{0} through {1}")
  @CsvSource({
    "2027-07-01, 2027-07-01",
    "2027-01-01, 2027-12-31",
    "2028-01-01, 2028-12-31",
    "2027-01-01, 2028-01-01"
  })
  void hasADayOrMoreAndAYearAtMost(String from, String until) {
    assertThat(season(from, until, "1.25").details().until()).hasToString(until);
  }

  @ParameterizedTest(name = "{0} through {1}")
  @CsvSource({"2027-07-01, 2027-06-30", "2027-01-01, 2028-01-02", "2028-01-01, 2029-01-01"})
  void hasNoOtherDays(String from, String until) {
    assertThatThrownBy(() -> season(from, until, "1.25")).isInstanceOf(SeasonDaysInvalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.10", "1.00", "10.00"})
  void multipliesWithinReason(String factor) {
    assertThat(season("2027-07-01", "2027-08-31", factor).details().factor()).hasToString(factor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.00", "0.09", "10.01", "-1.00"})
  void multipliesByNothingAbsurd(String factor) {
    assertThatThrownBy(() -> season("2027-07-01", "2027-08-31", factor))
        .isInstanceOf(SeasonFactorInvalid.class);
  }

  @Test
  void becomesWhatReplacesIt() {
    Season season = season("2027-07-01", "2027-08-31", "1.25");
    SeasonDetails other =
        Some.season("Winter", "2027-11-01", "2028-02-28", "0.85", "ECMR", Some.HERE).details();

    season.replace(other);

    assertThat(season.details()).isEqualTo(other);
  }

  private static Season season(String from, String until, String factor) {
    return Some.season("Summer", from, until, factor, null, null);
  }
}
