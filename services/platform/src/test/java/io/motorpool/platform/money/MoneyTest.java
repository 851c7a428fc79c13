package io.motorpool.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {

  @Test
  void alwaysHasTwoPlaces() {
    assertThat(new Money(new BigDecimal("5"), "EUR")).isEqualTo(Money.of("5.00", "EUR"));
    assertThat(new Money(new BigDecimal("5.500"), "EUR")).hasToString("5.50 EUR");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Money(new BigDecimal("5.005"), "EUR"));
  }

  @Test
  void addsAndSubtractsExactly() {
    assertThat(Money.of("0.10", "EUR").plus(Money.of("0.20", "EUR")))
        .isEqualTo(Money.of("0.30", "EUR"));
    assertThat(Money.of("1.00", "EUR").minus(Money.of("1.01", "EUR")).isNegative()).isTrue();
    assertThat(Money.of("33.33", "EUR").times(3)).isEqualTo(Money.of("99.99", "EUR"));
  }

  @Test
  void neverMixesCurrencies() {
    Money euro = Money.of("1.00", "EUR");
    Money franc = Money.of("1.00", "CHF");

    assertThatIllegalArgumentException().isThrownBy(() -> euro.plus(franc));
    assertThatIllegalArgumentException().isThrownBy(() -> euro.compareTo(franc));
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1.00", "euro"));
  }
}
