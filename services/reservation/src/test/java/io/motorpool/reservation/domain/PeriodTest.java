package io.motorpool.reservation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

  @Test
  void beginsNowAtTheEarliest() {
    assertThat(Period.bookable(NOW, NOW.plusSeconds(1), NOW).length())
        .isEqualTo(Duration.ofSeconds(1));
    assertThatExceptionOfType(PeriodInvalid.class)
        .isThrownBy(() -> Period.bookable(NOW.minusNanos(1), NOW.plusSeconds(1), NOW))
        .satisfies(failure -> assertThat(failure.pointer()).hasValue("/startsAt"));
  }

  @Test
  void endsAfterItBegins() {
    assertThatExceptionOfType(PeriodInvalid.class)
        .isThrownBy(() -> Period.bookable(NOW, NOW, NOW))
        .satisfies(failure -> assertThat(failure.pointer()).hasValue("/endsAt"));
    assertThatExceptionOfType(PeriodInvalid.class)
        .isThrownBy(() -> Period.bookable(NOW.plusSeconds(2), NOW.plusSeconds(1), NOW));
  }

  @Test
  void isAYearAtTheMost() {
    Instant end = NOW.plus(Period.LONGEST);
    assertThat(Period.bookable(NOW, end, NOW).endsAt()).isEqualTo(end);
    assertThatExceptionOfType(PeriodInvalid.class)
        .isThrownBy(() -> Period.bookable(NOW, end.plusSeconds(1), NOW));
  }

  @ParameterizedTest(name = "{0} to {1} hours from now, after {2} to {3}: {4}")
  @CsvSource({
    "-2,    3, -2,    2, ",
    "-2,    1, -2,    2, ",
    "-2,    0, -2,    2, ",
    "-2,   -1, -2,    2, /endsAt",
    "-1,    2, -2,    2, /startsAt",
    " 1,    2, -2,    2, ",
    "-3,   -1, -2,   -1, /startsAt",
    " 1, 8761,  1,    2, ",
    " 1, 8762,  1,    2, /endsAt"
  })
  void changesToNothingThatIsOver(int from, int to, int wasFrom, int wasTo, String pointer) {
    Period before = hours(wasFrom, wasTo);
    Period after = hours(from, to);
    if (pointer == null) {
      after.requireChangeable(before, NOW);
    } else {
      assertThatExceptionOfType(PeriodInvalid.class)
          .isThrownBy(() -> after.requireChangeable(before, NOW))
          .satisfies(failure -> assertThat(failure.pointer()).hasValue(pointer));
    }
  }

  private static Period hours(int from, int to) {
    return new Period(NOW.plus(Duration.ofHours(from)), NOW.plus(Duration.ofHours(to)));
  }
}
