package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.billing.domain.BilledReservation.Outcome;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BilledReservationTest {

  private static final List<InvoiceLine> PRICE =
      List.of(InvoiceLine.of(PriceLineType.DAY, "Rental day", 3, Money.of("43.00", "EUR")));

  private final BilledReservation billed = new BilledReservation(UUID.randomUUID());

  @Test
  void isOpenToItsFirstVersion() {
    assertThat(billed.isNews(0)).isTrue();
    assertThat(billed.outcome()).isEqualTo(Outcome.UNBILLED);
  }

  @Test
  void isOpenToNewerVersionsOnly() {
    billed.invoiced(3, PRICE);

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
    billed.invoiced(0, PRICE);
    billed.ended(1);

    assertThat(billed.outcome()).isEqualTo(Outcome.CREDITED);
  }

  @Test
  void keepsThePriceItWasBilledAtLast() {
    billed.invoiced(0, PRICE);
    billed.invoiced(4, List.of());

    assertThat(billed.lines()).isEmpty();
    assertThat(billed.isOver()).isFalse();
  }

  @Test
  void isOverOnceItEndedOrWasRejected() {
    BilledReservation rejected = new BilledReservation(UUID.randomUUID());
    rejected.rejected(0);
    assertThat(billed.isOver()).isFalse();

    billed.ended(1);

    assertThat(billed.isOver()).isTrue();
    assertThat(rejected.isOver()).isTrue();
  }
}
