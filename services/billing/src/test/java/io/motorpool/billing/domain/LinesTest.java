package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.platform.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

  private static final InvoiceLine THREE_DAYS = line(PriceLineType.DAY, "Rental day", 3, "43.00");
  private static final InvoiceLine FOUR_DAYS = line(PriceLineType.DAY, "Rental day", 4, "43.00");
  private static final InvoiceLine SEAT = line(PriceLineType.EXTRA, "Child seat", 4, "6.00");
  private static final InvoiceLine LOW_TAX = line(PriceLineType.TAX, "Tax 20 %", 1, "25.80");
  private static final InvoiceLine HIGH_TAX = line(PriceLineType.TAX, "Tax 20 %", 1, "39.20");

  @Test
  void theSamePriceMakesNoDifference() {
    List<InvoiceLine> price = List.of(THREE_DAYS, LOW_TAX);

    assertThat(Lines.difference(price, price)).isEmpty();
  }

  @Test
  void ofWhatIsMoreOnlyTheDifferenceIsAdded() {
    assertThat(Lines.difference(List.of(FOUR_DAYS, SEAT, HIGH_TAX), List.of(THREE_DAYS, LOW_TAX)))
        .containsExactly(
            line(PriceLineType.DAY, "Rental day", 1, "43.00"),
            SEAT,
            line(PriceLineType.TAX, "Tax 20 %", 1, "13.40"));
  }

  @Test
  void whatIsLessHasANegativeUnitPrice() {
    assertThat(Lines.difference(List.of(THREE_DAYS, LOW_TAX), List.of(FOUR_DAYS, SEAT, HIGH_TAX)))
        .containsExactly(
            line(PriceLineType.DAY, "Rental day", 1, "-43.00"),
            line(PriceLineType.EXTRA, "Child seat", 4, "-6.00"),
            line(PriceLineType.TAX, "Tax 20 %", 1, "-13.40"));
  }

  @Test
  void anotherUnitPriceIsAnotherLine() {
    InvoiceLine dearer = line(PriceLineType.DAY, "Rental day", 3, "50.00");

    assertThat(Lines.difference(List.of(dearer), List.of(THREE_DAYS)))
        .containsExactly(dearer, line(PriceLineType.DAY, "Rental day", 3, "-43.00"));
  }

  @Test
  void aDifferenceNeedsOneCurrency() {
    InvoiceLine dollars =
        InvoiceLine.of(PriceLineType.DAY, "Rental day", 3, Money.of("43.00", "USD"));

    assertThatThrownBy(() -> Lines.difference(List.of(dollars), List.of(THREE_DAYS)))
        .isInstanceOf(ChargeInconsistent.class);
  }

  @Test
  void linesAreSplitInProportionToTheCent() {
    Lines.Split split = Lines.split(List.of(FOUR_DAYS, SEAT, HIGH_TAX), Money.of("100.00", "EUR"));

    assertThat(split.part())
        .extracting(InvoiceLine::amount)
        .map(Object::toString)
        .containsExactly("73.13", "10.20", "16.67");
    assertThat(Lines.total(split.part())).isEqualTo(Money.of("100.00", "EUR"));
    assertThat(Lines.total(split.rest())).isEqualTo(Money.of("135.20", "EUR"));
    assertThat(split.rest()).allMatch(line -> line.quantity() == 1);
  }

  @Test
  void centsThatCannotBeSplitGoWithTheLargestLine() {
    InvoiceLine third = line(PriceLineType.OTHER, "A third", 1, "0.01");

    Lines.Split split =
        Lines.split(List.of(third, third, third, THREE_DAYS), Money.of("0.02", "EUR"));

    assertThat(split.part()).hasSize(1);
    assertThat(Lines.total(split.part())).isEqualTo(Money.of("0.02", "EUR"));
    assertThat(Lines.total(split.rest())).isEqualTo(Money.of("129.01", "EUR"));
  }

  private static InvoiceLine line(
      PriceLineType type, String description, int quantity, String unitPrice) {
    return InvoiceLine.of(type, description, quantity, Money.of(unitPrice, "EUR"));
  }
}
