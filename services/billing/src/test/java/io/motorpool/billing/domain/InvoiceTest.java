package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.billing.domain.Invoice.Status;
import io.motorpool.billing.domain.InvoiceChanged.Transition;
import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.platform.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvoiceTest {

  private static final Instant NEW_YEARS_EVE = Instant.parse("2026-12-31T23:30:00Z");
  private static final Instant LATER = NEW_YEARS_EVE.plusSeconds(3600);

  private final Invoice invoice = issue("100.00");

  @Test
  void isIssuedOverTheWholeCharge() {
    assertThat(invoice.status()).isEqualTo(Status.ISSUED);
    assertThat(invoice.number()).isEqualTo("2026-000007");
    assertThat(invoice.total()).isEqualTo(eur("100.00"));
    assertThat(invoice.paid()).isEqualTo(eur("0.00"));
    assertThat(invoice.balance()).isEqualTo(eur("100.00"));
    assertThat(invoice.paidAt()).isEmpty();
    assertThat(invoice.issued().transition()).isEqualTo(Transition.ISSUED);
  }

  @Test
  void isDueAfterThePaymentTermFromTheDayInUtc() {
    assertThat(invoice.dueOn()).isEqualTo(LocalDate.of(2027, 1, 14));
  }

  @Test
  void staysIssuedUntilTheBalanceIsPaid() {
    receive("99.99");

    assertThat(invoice.settleIfNothingIsOwed(LATER)).isEmpty();
    assertThat(invoice.status()).isEqualTo(Status.ISSUED);
    assertThat(invoice.balance()).isEqualTo(eur("0.01"));

    receive("0.01");
    assertThat(invoice.settleIfNothingIsOwed(LATER))
        .map(InvoiceChanged::transition)
        .contains(Transition.PAID);
    assertThat(invoice.status()).isEqualTo(Status.PAID);
    assertThat(invoice.paidAt()).contains(LATER);
  }

  @Test
  void isSettledOnce() {
    receive("100.00");
    invoice.settleIfNothingIsOwed(LATER);

    assertThat(invoice.settleIfNothingIsOwed(LATER.plusSeconds(1))).isEmpty();
    assertThat(invoice.paidAt()).contains(LATER);
  }

  @Test
  void isSettledAtOnceWhenItIsOverNothing() {
    Invoice free = issue("0.00");

    assertThat(free.settleIfNothingIsOwed(NEW_YEARS_EVE)).isPresent();
    assertThat(free.status()).isEqualTo(Status.PAID);
  }

  @Test
  void takesNoMoreThanTheBalance() {
    receive("60.00");

    assertThatThrownBy(() -> receive("40.01"))
        .isInstanceOf(OverPayment.class)
        .hasMessage("The balance is 40.00 EUR.");
    assertThat(invoice.paid()).isEqualTo(eur("60.00"));
  }

  @Test
  void takesNothingAndLessThanNothingForNoPayment() {
    assertThatThrownBy(() -> receive("0.00")).isInstanceOf(PaymentInvalid.class);
    assertThatThrownBy(() -> receive("-1.00")).isInstanceOf(PaymentInvalid.class);
  }

  @Test
  void takesItsOwnCurrencyOnly() {
    assertThatThrownBy(() -> receive(Money.of("1.00", "USD"))).isInstanceOf(PaymentInvalid.class);
  }

  @Test
  void takesNoPaymentOncePaidOrCredited() {
    Invoice credited = issue("100.00");
    credit(credited, "100.00");
    receive("100.00");
    invoice.settleIfNothingIsOwed(LATER);

    for (Invoice closed : List.of(invoice, credited)) {
      assertThatThrownBy(
              () ->
                  closed.receive(UUID.randomUUID(), eur("1.00"), RecordedMethod.CASH, null, LATER))
          .isInstanceOf(InvoiceNotPayable.class);
    }
  }

  @Test
  void owesNothingOnceCreditedAsAWhole() {
    CreditNote note = credit(invoice, "100.00");

    assertThat(note.number()).isEqualTo("CN-2026-000003");
    assertThat(note.invoiceId()).isEqualTo(invoice.id());
    assertThat(note.amount()).isEqualTo(eur("100.00"));
    assertThat(note.reason()).isEqualTo("Goodwill");
    assertThat(note.lines()).extracting(InvoiceLine::description).containsExactly("Goodwill");
    assertThat(invoice.status()).isEqualTo(Status.CREDITED);
    assertThat(invoice.creditChanged())
        .map(InvoiceChanged::transition)
        .contains(Transition.CREDITED);
    assertThat(invoice.creditChanged()).isEmpty();
    assertThat(invoice.total()).isEqualTo(eur("100.00"));
    assertThat(invoice.balance()).isEqualTo(eur("0.00"));
    assertThat(invoice.settleIfNothingIsOwed(LATER)).isEmpty();
  }

  @Test
  void givesBackWhatWasPaidOnceCredited() {
    receive("100.00");
    invoice.settleIfNothingIsOwed(LATER);

    credit(invoice, "100.00");

    assertThat(invoice.paid()).isEqualTo(eur("100.00"));
    assertThat(invoice.balance()).isEqualTo(eur("-100.00"));
    assertThat(invoice.paidAt()).contains(LATER);
  }

  @Test
  void owesTheRestWhenAPartIsCredited() {
    credit(invoice, "30.00");

    assertThat(invoice.status()).isEqualTo(Status.ISSUED);
    assertThat(invoice.credited()).isEqualTo(eur("30.00"));
    assertThat(invoice.creditable()).isEqualTo(eur("70.00"));
    assertThat(invoice.balance()).isEqualTo(eur("70.00"));
    assertThatThrownBy(() -> receive("70.01")).isInstanceOf(OverPayment.class);
  }

  @Test
  void isSettledWhenTheRestThatIsOwedIsCredited() {
    receive("80.00");
    credit(invoice, "30.00");

    assertThat(invoice.settleIfNothingIsOwed(LATER)).isPresent();
    assertThat(invoice.status()).isEqualTo(Status.PAID);
    assertThat(invoice.balance()).isEqualTo(eur("-10.00"));
  }

  @Test
  void isCreditedInPartsUntilNothingIsLeft() {
    credit(invoice, "60.00");

    assertThatThrownBy(() -> credit(invoice, "40.01"))
        .isInstanceOf(CreditExceedsInvoice.class)
        .hasMessage("40.00 EUR can be credited.");
    credit(invoice, "40.00");
    assertThat(invoice.status()).isEqualTo(Status.CREDITED);
    assertThatThrownBy(() -> credit(invoice, "0.01")).isInstanceOf(CreditExceedsInvoice.class);
  }

  @Test
  void isCreditedByMoreThanNothingAndInItsOwnCurrency() {
    assertThatThrownBy(() -> credit(invoice, "0.00")).isInstanceOf(CreditInvalid.class);
    assertThatThrownBy(() -> credit(invoice, "-1.00")).isInstanceOf(CreditInvalid.class);
    assertThatThrownBy(() -> credit(invoice, Credit.of(Money.of("1.00", "USD"), "Goodwill")))
        .isInstanceOf(CreditInvalid.class);
    assertThat(invoice.credited()).isEqualTo(eur("0.00"));
  }

  @Test
  void overNothingComesToNothingWithoutACreditNote() {
    Invoice free = issue("0.00");

    assertThatThrownBy(() -> credit(free, "0.00")).isInstanceOf(CreditInvalid.class);
    free.creditNothing();

    assertThat(free.status()).isEqualTo(Status.CREDITED);
    assertThat(free.creditChanged()).isPresent();
    assertThatThrownBy(invoice::creditNothing).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givesBackNoMoreThanWhatWasPaidBeyondWhatIsOwed() {
    receive("80.00");
    credit(invoice, "30.00");
    invoice.settleIfNothingIsOwed(LATER);
    invoice.creditChanged();

    assertThatThrownBy(() -> giveBack("10.01"))
        .isInstanceOf(RefundExceedsCredit.class)
        .hasMessage("10.00 EUR is to be given back.");
    Refund refund = giveBack("4.00");

    assertThat(refund.amount()).isEqualTo(eur("4.00"));
    assertThat(refund.invoiceId()).isEqualTo(invoice.id());
    assertThat(invoice.refunded()).isEqualTo(eur("4.00"));
    assertThat(invoice.balance()).isEqualTo(eur("-6.00"));
    assertThat(invoice.creditChanged()).isPresent();
    giveBack("6.00");
    assertThat(invoice.balance()).isEqualTo(eur("0.00"));
    assertThat(invoice.status()).isEqualTo(Status.PAID);
  }

  @Test
  void givesNothingBackWhileSomethingIsOwed() {
    receive("60.00");

    assertThatThrownBy(() -> giveBack("0.01")).isInstanceOf(RefundExceedsCredit.class);
    assertThatThrownBy(() -> giveBack("0.00")).isInstanceOf(RefundInvalid.class);
    assertThatThrownBy(() -> giveBack("-1.00")).isInstanceOf(RefundInvalid.class);
    assertThat(invoice.refunded()).isEqualTo(eur("0.00"));
  }

  @Test
  void moneyByCardNeedsAReference() {
    assertThatThrownBy(
            () -> invoice.receive(UUID.randomUUID(), eur("1.00"), RecordedMethod.CARD, null, LATER))
        .isInstanceOf(PaymentReferenceMissing.class);
    assertThat(invoice.paid()).isEqualTo(eur("0.00"));

    receive("100.00");
    credit(invoice, "100.00");
    assertThatThrownBy(
            () -> invoice.giveBack(UUID.randomUUID(), eur("1.00"), RecordedMethod.CARD, " ", LATER))
        .isInstanceOf(PaymentReferenceMissing.class);
  }

  private Refund giveBack(String amount) {
    return invoice.giveBack(UUID.randomUUID(), eur(amount), RecordedMethod.CASH, null, LATER);
  }

  private static CreditNote credit(Invoice invoice, String amount) {
    return credit(invoice, Credit.of(eur(amount), "Goodwill"));
  }

  private static CreditNote credit(Invoice invoice, Credit credit) {
    return invoice.credit(UUID.randomUUID(), new CreditNoteNumber(2026, 3), credit, LATER);
  }

  private void receive(String amount) {
    receive(eur(amount));
  }

  private void receive(Money amount) {
    invoice.receive(UUID.randomUUID(), amount, RecordedMethod.CARD, "POS-1", LATER);
  }

  private static Invoice issue(String amount) {
    Money price = eur(amount);
    Charge charge =
        new Charge(
            UUID.randomUUID(),
            UUID.randomUUID(),
            InvoiceKind.RENTAL,
            List.of(InvoiceLine.of(PriceLineType.DAY, "Rental day", 1, price, price)),
            price);
    return Invoice.issue(
        UUID.randomUUID(), new InvoiceNumber(2026, 7), charge, NEW_YEARS_EVE, Period.parse("P14D"));
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }
}
