package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChargeTest {

  private final InvoiceLine week = line("250.00", "EUR");
  private final InvoiceLine day = line("43.00", "EUR");

  @Test
  void isTheSumOfItsLines() {
    assertThatCode(() -> charge(List.of(week, day), Money.of("293.00", "EUR")))
        .doesNotThrowAnyException();
  }

  @Test
  void isRefusedWhenTheLinesMakeAnotherTotal() {
    assertThatThrownBy(() -> charge(List.of(week, day), Money.of("292.99", "EUR")))
        .isInstanceOf(ChargeInconsistent.class)
        .hasMessage("The lines make 293.00 EUR, the total says 292.99 EUR.");
  }

  @Test
  void isRefusedWithoutLinesOrWithLinesOfSeveralCurrencies() {
    assertThatThrownBy(() -> charge(List.of(), Money.zero("EUR")))
        .isInstanceOf(ChargeInconsistent.class);
    assertThatThrownBy(() -> charge(List.of(week, line("43.00", "USD")), Money.of("293.00", "EUR")))
        .isInstanceOf(ChargeInconsistent.class);
    assertThatThrownBy(
            () ->
                InvoiceLine.of(
                    PriceLineType.DAY, "Day", 1, Money.of("1.00", "USD"), Money.of("1.00", "EUR")))
        .isInstanceOf(ChargeInconsistent.class);
  }

  @Test
  void isRefusedWhenItIsNegative() {
    assertThatThrownBy(() -> charge(List.of(line("-1.00", "EUR")), Money.of("-1.00", "EUR")))
        .isInstanceOf(ChargeInconsistent.class);
  }

  @Test
  void isRefusedWhenALineIsNotItsUnits() {
    assertThatThrownBy(
            () ->
                InvoiceLine.of(
                    PriceLineType.DAY,
                    "Day",
                    2,
                    Money.of("43.00", "EUR"),
                    Money.of("43.00", "EUR")))
        .isInstanceOf(ChargeInconsistent.class)
        .hasMessage("A line of 2 at 43.00 EUR does not come to 43.00 EUR.");
  }

  private static InvoiceLine line(String amount, String currency) {
    Money price = Money.of(amount, currency);
    return InvoiceLine.of(PriceLineType.DAY, "Rental day", 1, price, price);
  }

  private static Charge charge(List<InvoiceLine> lines, Money total) {
    return new Charge(UUID.randomUUID(), UUID.randomUUID(), InvoiceKind.RENTAL, lines, total);
  }
}
