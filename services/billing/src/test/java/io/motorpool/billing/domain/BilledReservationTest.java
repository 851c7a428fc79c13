package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.billing.domain.BilledReservation.Outcome;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BilledReservationTest {

  private final BilledReservation billed = new BilledReservation(UUID.randomUUID());

  @Test
  void isOpenToItsFirstVersion() {
    assertThat(billed.isNews(0)).isTrue();
    assertThat(billed.outcome()).isEqualTo(Outcome.UNBILLED);
  }

  @Test
  void isOpenToNewerVersionsOnly() {
    billed.invoiced(3);

    assertThat(billed.isNews(2)).isFalse();
    assertThat(billed.isNews(3)).isFalse();
    assertThat(billed.isNews(4)).isTrue();
    assertThatThrownBy(() -> billed.ended(3)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void staysUnbilledWhenItsEndIsHeardOfFirst() {
    billed.ended(1);

    assertThat(billed.outcome()).isEqualTo(Outcome.UNBILLED);
    assertThat(billed.isNews(0)).isFalse();
  }

  @Test
  void staysRejectedWhenItEnds() {
    billed.rejected(0);
    billed.ended(1);

    assertThat(billed.outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void isCreditedWhenItEndsAfterItsInvoice() {
    billed.invoiced(0);
    billed.ended(1);

    assertThat(billed.outcome()).isEqualTo(Outcome.CREDITED);
  }
}
