package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.platform.money.Money;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettingOffTest {

  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

  @Test
  void aSurplusPaysWhatIsOpen() {
    Invoice surplus = surplus(1, "129.00", "EUR");
    Invoice open = issue(2, "45.00", "EUR");

    List<SettingOff> done = SettingOff.among(List.of(surplus, open), NOW);

    assertThat(done).hasSize(1);
    Refund refund = done.getFirst().refund();
    Payment payment = done.getFirst().payment();
    assertThat(refund.amount()).isEqualTo(payment.amount()).isEqualTo(Money.of("45.00", "EUR"));
    assertThat(refund.method()).isEqualTo(payment.method()).isEqualTo(RecordedMethod.OFFSET);
    assertThat(refund.reference()).contains(open.number());
    assertThat(payment.reference()).contains(surplus.number());
    assertThat(surplus.balance()).isEqualTo(Money.of("-84.00", "EUR"));
    assertThat(open.balance()).isEqualTo(Money.of("0.00", "EUR"));
  }

  @Test
  void severalSurplusesPayTheOldestFirst() {
    Invoice first = surplus(1, "20.00", "EUR");
    Invoice second = surplus(2, "20.00", "EUR");
    Invoice older = issue(3, "30.00", "EUR");
    Invoice newer = issue(4, "30.00", "EUR");

    assertThat(SettingOff.among(List.of(first, second, older, newer), NOW))
        .extracting(it -> it.payment().amount().amount().toString())
        .containsExactly("20.00", "10.00", "10.00");
    assertThat(older.balance()).isEqualTo(Money.of("0.00", "EUR"));
    assertThat(newer.balance()).isEqualTo(Money.of("20.00", "EUR"));
  }

  @Test
  void nothingIsSetOffWithoutASurplusOrAgainstAnotherCurrency() {
    assertThat(SettingOff.among(List.of(issue(1, "1.00", "EUR"), issue(2, "1.00", "EUR")), NOW))
        .isEmpty();
    assertThat(SettingOff.among(List.of(surplus(1, "1.00", "EUR"), issue(2, "1.00", "USD")), NOW))
        .isEmpty();
    assertThat(SettingOff.among(List.of(), NOW)).isEmpty();
  }

  private static Invoice surplus(int count, String amount, String currency) {
    Invoice invoice = issue(count, amount, currency);
    Money whole = Money.of(amount, currency);
    invoice.receive(UUID.randomUUID(), whole, RecordedMethod.CASH, null, NOW);
    invoice.settleIfNothingIsOwed(NOW);
    invoice.credit(
        UUID.randomUUID(), new CreditNoteNumber(2026, count), Credit.of(whole, "Goodwill"), NOW);
    return invoice;
  }

  private static Invoice issue(int count, String amount, String currency) {
    Money price = Money.of(amount, currency);
    Charge charge =
        new Charge(
            UUID.randomUUID(),
            UUID.randomUUID(),
            InvoiceKind.RENTAL,
            List.of(InvoiceLine.of(PriceLineType.DAY, "Rental day", 1, price)),
            price);
    return Invoice.issue(
        UUID.randomUUID(), new InvoiceNumber(2026, count), charge, NOW, Period.ofDays(14));
  }
}
