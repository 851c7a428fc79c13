package io.motorpool.analytics.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FiguresTest {

  @ParameterizedTest
  @EnumSource
  void aStepThatNobodyTookIsCountedZero(ReservationStep step) {
    assertThat(ReservationFigures.none().of(step)).isZero();
  }

  @Test
  void countsOfSeveralDaysAddUpStepByStep() {
    ReservationFigures monday =
        new ReservationFigures(Map.of(ReservationStep.CREATED, 3L, ReservationStep.NO_SHOW, 1L));
    ReservationFigures tuesday =
        new ReservationFigures(Map.of(ReservationStep.CREATED, 2L, ReservationStep.STARTED, 4L));

    assertThat(monday.plus(tuesday))
        .isEqualTo(
            new ReservationFigures(
                Map.of(
                    ReservationStep.CREATED,
                    5L,
                    ReservationStep.STARTED,
                    4L,
                    ReservationStep.NO_SHOW,
                    1L)));
  }

  @Test
  void revenueIsWhatWasInvoicedLessWhatWasCredited() {
    assertThat(
            new RevenueFigures(eur("129.00"), eur("150.50"), eur("43.50"), eur("0.00")).revenue())
        .isEqualTo(eur("-21.50"));
    assertThat(RevenueFigures.none("EUR").revenue()).isEqualTo(eur("0.00"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 0.00",
    "1, 3, 33.33",
    "2, 3, 66.67",
    "1, 8, 12.50",
    "1, 20000, 0.01",
    "3, 2, 150.00",
  })
  void aShareIsRoundedHalfUpToTwoPlacesOfAPerCent(long part, long whole, BigDecimal percent) {
    assertThat(new Share(part, whole).percent()).contains(percent);
  }

  @Test
  void nothingHasNoShares() {
    assertThat(new Share(5, 0).percent()).isEmpty();
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }
}
