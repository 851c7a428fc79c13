package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.billing.domain.Invoice.Status;
import io.motorpool.contracts.billing.model.PaymentMethod;
import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever is paid, credited, given back and taken of a deposit, and in which order: it adds up.
 */
class LedgerPropertiesTest {

  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

  /** What can be done to an invoice. */
  enum Deed {
    ISSUE,
    PAY,
    CREDIT,
    REFUND,
    CAPTURE,
    RELEASE
  }

  /**
   * Something that somebody tries.
   *
   * @param invoice which one of those that there are
   * @param cents how much; also nothing, less than nothing and too much
   */
  record Step(Deed deed, int invoice, int cents) {}

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(Deed.PAY, Deed.CREDIT)),
                Tuple.of(8, Arbitraries.of(Deed.REFUND, Deed.CAPTURE, Deed.ISSUE)),
                Tuple.of(1, Arbitraries.of(Deed.RELEASE))),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(-100, 12_000))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 2000)
  void whateverHappensAddsUp(@ForAll("histories") List<Step> history) {
    Ledger ledger = new Ledger();
    for (Step step : history) {
      List<String> before = ledger.sums();
      try {
        ledger.take(step);
      } catch (Failure refused) {
        assertThat(ledger.sums()).as("refused: " + refused.getMessage()).isEqualTo(before);
      }
      ledger.conclude();
      ledger.check();
    }
  }

  @Property
  void thePriceBilledAndTheDifferenceMakeTheNewPrice(
      @ForAll("prices") List<InvoiceLine> now, @ForAll("prices") List<InvoiceLine> before) {
    List<InvoiceLine> difference = Lines.difference(now, before);

    assertThat(sum(difference)).isEqualTo(sum(now).minus(sum(before)));
    assertThat(difference)
        .allMatch(line -> line.unitPrice().times(line.quantity()).equals(line.total()));
    assertThat(Lines.difference(now, now)).isEmpty();
  }

  @Property
  void whatIsSplitStaysTheSameAsAWhole(
      @ForAll("prices") List<InvoiceLine> lines, @ForAll("prices") List<InvoiceLine> other) {
    Money part = sum(other);
    if (lines.isEmpty() || part.isZero() || part.compareTo(sum(lines)) >= 0) {
      return;
    }

    Lines.Split split = Lines.split(lines, part);

    assertThat(sum(split.part())).isEqualTo(part);
    assertThat(sum(split.rest())).isEqualTo(sum(lines).minus(part));
  }

  @Provide
  Arbitrary<List<InvoiceLine>> prices() {
    return Combinators.combine(
            Arbitraries.of(PriceLineType.DAY, PriceLineType.EXTRA, PriceLineType.TAX),
            Arbitraries.integers().between(1, 5),
            Arbitraries.of("0.01", "6.00", "43.00", "33.33"))
        .as((type, quantity, unit) -> InvoiceLine.of(type, "Line", quantity, Money.of(unit, "EUR")))
        .list()
        .ofMaxSize(8);
  }

  private static Money sum(List<InvoiceLine> lines) {
    return lines.stream().map(InvoiceLine::total).reduce(Money.zero("EUR"), Money::plus);
  }

  private static Money cents(int cents) {
    return new Money(BigDecimal.valueOf(cents, 2), "EUR");
  }

  /** The invoices and the deposit of a reservation, and all that was recorded of them. */
  private static final class Ledger {

    private final List<Invoice> invoices = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final List<CreditNote> creditNotes = new ArrayList<>();
    private final Deposit deposit =
        Deposit.hold(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            cents(15_000),
            PaymentMethod.CASH,
            null,
            NOW);

    private Ledger() {
      issue(10_000);
    }

    private void take(Step step) {
      Invoice invoice = invoices.get(step.invoice() % invoices.size());
      Money amount = cents(step.cents());
      switch (step.deed()) {
        case ISSUE -> issue(Math.max(0, step.cents()));
        case PAY ->
            payments.add(
                invoice.receive(UUID.randomUUID(), amount, RecordedMethod.CASH, null, NOW));
        case CREDIT ->
            creditNotes.add(
                invoice.credit(
                    UUID.randomUUID(),
                    new CreditNoteNumber(2026, creditNotes.size() + 1),
                    Credit.of(amount, "Goodwill"),
                    NOW));
        case REFUND ->
            refunds.add(
                invoice.giveBack(UUID.randomUUID(), amount, RecordedMethod.CASH, null, NOW));
        case CAPTURE -> capture(invoice, amount);
        case RELEASE -> deposit.release(NOW);
      }
    }

    /** As the service does it; there, what is refused half-way is rolled back. */
    private void capture(Invoice invoice, Money amount) {
      if (amount.compareTo(deposit.held()) > 0 || deposit.status() != Deposit.Status.HELD) {
        deposit.capture(amount, NOW);
      }
      payments.add(
          invoice.receive(UUID.randomUUID(), amount, RecordedMethod.DEPOSIT, "deposit", NOW));
      deposit.capture(amount, NOW);
    }

    private void issue(int total) {
      List<InvoiceLine> lines =
          List.of(
              InvoiceLine.of(PriceLineType.DAY, "Rental day", 1, cents(total + 500)),
              InvoiceLine.of(PriceLineType.EARLY_RETURN, "Time not used", 1, cents(-500)));
      invoices.add(
          Invoice.issue(
              UUID.randomUUID(),
              new InvoiceNumber(2026, invoices.size() + 1),
              new Charge(
                  deposit.reservationId(),
                  deposit.customerId(),
                  InvoiceKind.ADJUSTMENT,
                  lines,
                  cents(total)),
              NOW,
              Period.ofDays(14)));
    }

    private void conclude() {
      for (SettingOff done : SettingOff.among(invoices, NOW)) {
        refunds.add(done.refund());
        payments.add(done.payment());
      }
      invoices.forEach(invoice -> invoice.settleIfNothingIsOwed(NOW));
    }

    private void check() {
      Money nothing = cents(0);
      for (Invoice invoice : invoices) {
        assertThat(Lines.total(invoice.lines())).isEqualTo(invoice.total());
        assertThat(invoice.credited())
            .isEqualTo(creditedOf(invoice))
            .isBetween(nothing, invoice.total());
        assertThat(invoice.paid()).isEqualTo(paidOf(invoice)).isBetween(nothing, invoice.total());
        assertThat(invoice.refunded())
            .isEqualTo(refundedOf(invoice))
            .isBetween(nothing, invoice.paid());
        assertThat(invoice.balance())
            .isEqualTo(
                invoice
                    .total()
                    .minus(invoice.credited())
                    .minus(invoice.paid())
                    .plus(invoice.refunded()));
        assertThat(invoice.refunded().isZero() || invoice.balance().compareTo(nothing) <= 0)
            .isTrue();
        assertThat(invoice.status() == Status.ISSUED)
            .isEqualTo(invoice.balance().compareTo(nothing) > 0);
        assertThat(invoice.status() == Status.CREDITED)
            .isEqualTo(invoice.creditable().isZero() && !invoice.total().isZero());
      }
      boolean toBePaid = invoices.stream().anyMatch(Invoice::isPayable);
      boolean toBeGivenBack = invoices.stream().anyMatch(it -> it.balance().isNegative());
      assertThat(toBePaid && toBeGivenBack).isFalse();
      assertThat(
              sumOf(
                  payments.stream()
                      .filter(it -> it.method() == RecordedMethod.OFFSET)
                      .map(Payment::amount)
                      .toList()))
          .isEqualTo(
              sumOf(
                  refunds.stream()
                      .filter(it -> it.method() == RecordedMethod.OFFSET)
                      .map(Refund::amount)
                      .toList()));
      assertThat(deposit.captured())
          .isEqualTo(
              sumOf(
                  payments.stream()
                      .filter(it -> it.method() == RecordedMethod.DEPOSIT)
                      .map(Payment::amount)
                      .toList()));
      assertThat(deposit.captured().plus(deposit.released()).plus(deposit.held()))
          .isEqualTo(deposit.amount());
      assertThat(deposit.held().isNegative()).isFalse();
    }

    private List<String> sums() {
      List<String> sums = new ArrayList<>();
      invoices.forEach(
          it -> sums.add(it.credited() + " " + it.paid() + " " + it.refunded() + it.status()));
      sums.add(deposit.held() + " " + deposit.status());
      return sums;
    }

    private Money creditedOf(Invoice invoice) {
      return sumOf(
          creditNotes.stream()
              .filter(it -> it.invoiceId().equals(invoice.id()))
              .map(CreditNote::amount)
              .toList());
    }

    private Money paidOf(Invoice invoice) {
      return sumOf(
          payments.stream()
              .filter(it -> it.invoiceId().equals(invoice.id()))
              .map(Payment::amount)
              .toList());
    }

    private Money refundedOf(Invoice invoice) {
      return sumOf(
          refunds.stream()
              .filter(it -> it.invoiceId().equals(invoice.id()))
              .map(Refund::amount)
              .toList());
    }

    private static Money sumOf(List<Money> amounts) {
      return amounts.stream().reduce(cents(0), Money::plus);
    }
  }
}
