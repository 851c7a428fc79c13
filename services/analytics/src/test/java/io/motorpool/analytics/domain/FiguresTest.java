package io.motorpool.analytics.domain;

import static io.motorpool.testing.Snapshots.euros;
import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.platform.money.Money;
import io.motorpool.testing.Snapshots;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void revenueOfSeveralDaysAddsUp() {
    RevenueFigures monday = new RevenueFigures(eur("129.00"), eur("0.00"), eur("43.50"));
    RevenueFigures tuesday = new RevenueFigures(eur("0.10"), eur("129.00"), eur("0.20"));

    assertThat(RevenueFigures.none("EUR").plus(monday).plus(tuesday))
        .isEqualTo(new RevenueFigures(eur("129.10"), eur("129.00"), eur("43.70")));
  }

  @Test
  void theTotalIsInvoicedAndCreditedAndWhatWasPaidIsPaid() {
    InvoiceSnapshot invoice =
        Snapshots.invoice(UUID.randomUUID(), UUID.randomUUID()).paid(euros("100.00"));

    assertThat(InvoiceStep.INVOICED.amountOf(invoice)).isEqualTo(eur("129.00"));
    assertThat(InvoiceStep.PAID.amountOf(invoice)).isEqualTo(eur("100.00"));
    assertThat(InvoiceStep.CREDITED.amountOf(invoice)).isEqualTo(eur("129.00"));
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }
}
