package io.motorpool.reservation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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
}
