package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreditLimitTest {

  private final CreditLimit none = new CreditLimit(new BigDecimal("0.00"));
  private final CreditLimit hundred = new CreditLimit(new BigDecimal("100.00"));

  @Test
  void letsACustomerRentWhoOwesNothing() {
    assertThat(none.refusal(List.of())).isEmpty();
  }

  @Test
  void ofNothingRefusesWhateverIsOverdue() {
    assertThat(none.refusal(List.of(Money.of("0.01", "EUR"))))
        .contains("Overdue invoices of 0.01 EUR are unpaid.");
  }

  @Test
  void letsACustomerOweUpToIt() {
    assertThat(hundred.refusal(List.of(Money.of("100.00", "EUR")))).isEmpty();
    assertThat(hundred.refusal(List.of(Money.of("100.01", "EUR")))).isPresent();
  }

  @Test
  void holdsForEachCurrencyByItself() {
    assertThat(hundred.refusal(List.of(Money.of("90.00", "EUR"), Money.of("90.00", "USD"))))
        .isEmpty();
    assertThat(hundred.refusal(List.of(Money.of("90.00", "EUR"), Money.of("110.00", "USD"))))
        .contains("Overdue invoices of 110.00 USD are unpaid.");
    assertThat(none.refusal(List.of(Money.of("1.00", "EUR"), Money.of("2.00", "USD"))))
        .contains("Overdue invoices of 1.00 EUR and 2.00 USD are unpaid.");
  }
}
