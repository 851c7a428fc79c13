package io.motorpool.vehicle.domain;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BranchTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "2026-11-02T06:59:59Z, false",
    "2026-11-02T07:00:00Z, true",
    "2026-11-02T17:00:00Z, true",
    "2026-11-02T17:00:01Z, false",
    "2026-11-03T12:00:00Z, false"
  })
  void isOpenFromOpeningThroughClosingByItsOwnClock(Instant moment, boolean open) {
    Branch branch = Some.branch("Europe/Vienna", "08:00", "18:00", MONDAY);

    assertThat(branch.isOpenAt(moment)).isEqualTo(open);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "2026-11-02T22:59:00Z, true",
    "2026-11-02T22:59:01Z, true",
    "2026-11-02T22:59:59.999Z, true",
    "2026-11-02T23:00:00Z, false",
    "2026-11-01T22:59:59Z, false"
  })
  void isOpenToTheEndOfTheDayThatHasNoLaterTime(Instant moment, boolean open) {
    Branch branch = Some.branch("Europe/Vienna", "00:00", "23:59", MONDAY);

    assertThat(branch.isOpenAt(moment)).isEqualTo(open);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    // Saturday is still an hour behind.
    "2027-03-27T07:00:00Z, true",
    "2027-03-27T06:00:00Z, false",
    // The clocks go forward at 01:00 UTC: eight o'clock comes an hour earlier.
    "2027-03-28T06:00:00Z, true",
    "2027-03-28T05:59:59Z, false",
    "2027-03-28T16:00:00Z, true",
    "2027-03-28T16:30:00Z, false"
  })
  void opensAnHourEarlierInUtcOnceTheClocksAreForward(Instant moment, boolean open) {
    Branch branch = Some.branch("Europe/Vienna", "08:00", "18:00", SATURDAY, SUNDAY);

    assertThat(branch.isOpenAt(moment)).isEqualTo(open);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    // The hour from 02:00 to 03:00 is there twice, at 00:00 and at 01:00 UTC.
    "2027-10-30T23:59:59Z, false",
    "2027-10-31T00:00:00Z, true",
    "2027-10-31T00:59:59Z, true",
    "2027-10-31T01:00:00Z, true",
    "2027-10-31T02:00:00Z, true",
    "2027-10-31T02:00:01Z, false"
  })
  void isOpenBothTimesInTheHourThatIsRepeated(Instant moment, boolean open) {
    Branch branch = Some.branch("Europe/Vienna", "02:00", "03:00", SUNDAY);

    assertThat(branch.isOpenAt(moment)).isEqualTo(open);
  }

  @Test
  void hardlyOpensInTheHourThatIsLeftOut() {
    Branch branch = Some.branch("Europe/Vienna", "02:00", "03:00", SUNDAY);

    assertThat(branch.isOpenAt(Instant.parse("2027-03-28T00:59:59Z"))).isFalse();
    // From 01:59:59 the clock goes to 03:00:00, the last moment somebody is served.
    assertThat(branch.isOpenAt(Instant.parse("2027-03-28T01:00:00Z"))).isTrue();
    assertThat(branch.isOpenAt(Instant.parse("2027-03-28T01:00:01Z"))).isFalse();
  }

  @Test
  void isOpenOnItsOwnDayOfTheWeek() {
    Branch branch = Some.branch("Pacific/Auckland", "08:00", "18:00", TUESDAY);

    // Still Monday evening in UTC.
    assertThat(branch.isOpenAt(Instant.parse("2026-11-02T19:00:00Z"))).isTrue();
    assertThat(branch.isOpenAt(Instant.parse("2026-11-03T19:00:00Z"))).isFalse();
  }

  @Test
  void isNeverOpenWithoutOpeningHours() {
    assertThat(
            Some.branch("Europe/Vienna", "08:00", "18:00")
                .isOpenAt(Instant.parse("2026-11-02T12:00:00Z")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Atlantis", "GMT+2", "UTC+1", "+02:00", "europe/vienna", ""})
  void isInATimeZoneThatExists(String timeZone) {
    assertThatThrownBy(() -> Some.branch(timeZone, "08:00", "18:00", MONDAY))
        .isInstanceOf(OpeningHoursInvalid.class);
  }

  @Test
  void closesAfterItOpens() {
    assertThatThrownBy(() -> Some.hours(MONDAY, "18:00", "08:00"))
        .isInstanceOf(OpeningHoursInvalid.class);
    assertThatThrownBy(() -> Some.hours(MONDAY, "08:00", "08:00"))
        .isInstanceOf(OpeningHoursInvalid.class);
  }

  @Test
  void listsADayOnce() {
    assertThatThrownBy(() -> Some.branch("Europe/Vienna", "08:00", "18:00", MONDAY, MONDAY))
        .isInstanceOf(OpeningHoursInvalid.class);
  }

  @Test
  void showsItsOpeningHoursFromMondayOn() {
    assertThat(
            Some.branch("Europe/Vienna", "08:00", "18:00", SUNDAY, MONDAY, SATURDAY).openingHours())
        .extracting(OpeningHours::dayOfWeek)
        .isEqualTo(List.of(MONDAY, SATURDAY, SUNDAY));
  }
}
