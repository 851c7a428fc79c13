package io.motorpool.billing.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Issues invoices and credit notes with their numbers, and tells others of it. Every method needs a
 * running transaction that has locked the reservation.
 */
@ApplicationScoped
public class Invoicing {

  private final InvoiceRepository invoices;
  private final CreditNoteRepository creditNotes;
  private final RefundRepository refunds;
  private final CustomerRepository customers;
  private final Event<InvoiceChanged> changes;
  private final Clock clock;
  private final Period paymentTerm;

  /** For the container, which makes the client proxy with it. */
  protected Invoicing() {
    this(null, null, null, null, null, null, null);
  }

  /**
   * @param invoices the stored invoices
   * @param creditNotes the stored credit notes
   * @param refunds the stored refunds
   * @param customers whom invoices are made out to
   * @param changes tells others of invoices, inside the transaction
   * @param clock the present moment
   * @param paymentTerm how long customers have to pay, from the day of issue
   */
  @Inject
  public Invoicing(
      InvoiceRepository invoices,
      CreditNoteRepository creditNotes,
      RefundRepository refunds,
      CustomerRepository customers,
      Event<InvoiceChanged> changes,
      Clock clock,
      @ConfigProperty(name = "motorpool.billing.payment-term", defaultValue = "P14D")
          Period paymentTerm) {
    this.invoices = invoices;
    this.creditNotes = creditNotes;
    this.refunds = refunds;
    this.customers = customers;
    this.changes = changes;
    this.clock = clock;
    this.paymentTerm = paymentTerm;
  }

  /** Issues an invoice; {@link #conclude} has to follow. */
  public Invoice issue(Charge charge) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    InvoiceNumber number = invoices.nextNumber(now.getYear());
    // The id only now, while the number is locked, so that both count in the same order.
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Invoice invoice = Invoice.issue(id, number, charge, now.toInstant(), paymentTerm);
    customers.recipient(charge.customerId()).ifPresent(invoice::madeOutTo);
    invoices.add(invoice);
    publish(invoice.issued());
    return invoice;
  }

  /**
   * Takes something off an invoice; {@link #conclude} has to follow.
   *
   * @throws CreditInvalid if it does not come to more than nothing, or is of another currency
   * @throws CreditExceedsInvoice if it comes to more than is left of the invoice
   */
  public CreditNote credit(Invoice invoice, Credit credit) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    CreditNoteNumber number = creditNotes.nextNumber(now.getYear());
    UUID id = UuidCreator.getTimeOrderedEpoch();
    CreditNote note = invoice.credit(id, number, credit, now.toInstant());
    creditNotes.add(note);
    return note;
  }

  /**
   * Takes off an invoice what is left of it, if it was not taken off before; {@link #conclude} has
   * to follow.
   */
  public void creditRest(Invoice invoice, String reason) {
    if (invoice.total().isZero() && !invoice.isCredited()) {
      invoice.creditNothing();
    } else if (!invoice.isCredited()) {
      List<InvoiceLine> before = creditNotes.lines(invoice.id());
      List<InvoiceLine> rest =
          before.isEmpty() ? invoice.lines() : Lines.difference(invoice.lines(), before);
      credit(invoice, Credit.of(rest, reason));
    }
  }

  /**
   * Takes something off several invoices, off the newest first, and never more than each has. What
   * none of them has was taken off before, and is not taken off again. {@link #conclude} has to
   * follow.
   *
   * @param ofReservation the invoices in the order they were issued
   * @param credit what is taken off, all in all
   */
  public void creditNewestFirst(List<Invoice> ofReservation, Credit credit) {
    List<InvoiceLine> rest = credit.lines();
    for (Invoice invoice : ofReservation.reversed()) {
      Money creditable = invoice.creditable();
      if (rest.isEmpty() || creditable.isZero() || !credit.isIn(creditable.currency())) {
        continue;
      }
      if (creditable.compareTo(Lines.total(rest)) >= 0) {
        credit(invoice, Credit.of(rest, credit.reason()));
        return;
      }
      Lines.Split split = Lines.split(rest, creditable);
      credit(invoice, Credit.of(split.part(), credit.reason()));
      rest = split.rest();
    }
  }

  /**
   * Brings the invoices of a reservation in order after a change: what is to be given back of one
   * is set off against another one that is to be paid; what is settled then is PAID; and others
   * hear of all that.
   */
  public void conclude(UUID reservationId) {
    List<Invoice> ofReservation = invoices.ofReservationForChange(reservationId);
    Instant now = clock.instant();
    for (SettingOff done : SettingOff.among(ofReservation, now)) {
      refunds.add(done.refund());
      invoices.add(done.payment());
    }
    tell(ofReservation, now);
  }

  /**
   * Tells others of what was credited, given back and settled.
   *
   * @param now when it was
   */
  public void tell(List<Invoice> changed, Instant now) {
    for (Invoice invoice : changed) {
      invoice.creditChanged().ifPresent(this::publish);
      invoice.settleIfNothingIsOwed(now).ifPresent(this::publish);
    }
  }

  /** Tells others of a change. */
  public void publish(InvoiceChanged change) {
    // The version counts with the write, and the event must carry the new one.
    invoices.flush();
    changes.fire(change);
  }
}
