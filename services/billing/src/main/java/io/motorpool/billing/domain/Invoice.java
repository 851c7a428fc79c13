package io.motorpool.billing.domain;

import io.motorpool.billing.domain.InvoiceChanged.Transition;
import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.platform.money.Money;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a customer owes for a reservation.
 *
 * <p>Its life begins when it is issued (ISSUED). The customer pays it, at once or in parts, never
 * more than it asks for; with nothing left to pay it is settled (PAID). Credit notes take something
 * off it, never more than it comes to; credited as a whole it is CREDITED, paid or not. What was
 * paid beyond what is owed then is to be given back. Number, kind, lines and total never change.
 */
@Entity
public class Invoice {

  /** How far an invoice has come. */
  public enum Status {
    ISSUED,
    PAID,
    CREDITED
  }

  @Id private UUID id;

  private String number;

  @Column(name = "reservation_id")
  private UUID reservationId;

  @Column(name = "customer_id")
  private UUID customerId;

  @Embedded private Recipient recipient;

  @Enumerated(EnumType.STRING)
  private InvoiceKind kind;

  @Enumerated(EnumType.STRING)
  private Status status;

  private String currency;

  @Column(name = "total_amount")
  private BigDecimal totalAmount;

  @Column(name = "credited_amount")
  private BigDecimal creditedAmount;

  @Column(name = "paid_amount")
  private BigDecimal paidAmount;

  @Column(name = "refunded_amount")
  private BigDecimal refundedAmount;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "invoice_line", joinColumns = @JoinColumn(name = "invoice_id"))
  @OrderColumn(name = "position")
  private List<InvoiceLine> lines = new ArrayList<>();

  @Column(name = "issued_at")
  private Instant issuedAt;

  @Column(name = "due_on")
  private LocalDate dueOn;

  @Column(name = "paid_at")
  private Instant paidAt;

  @Column(name = "overdue_at")
  private Instant overdueAt;

  @Version private long version;

  /** Whether something was credited or given back that others have not heard of yet. */
  @Transient private boolean creditChanged;

  /** For the persistence provider. */
  protected Invoice() {}

  /**
   * Charges a customer. An invoice over nothing is settled by {@link #settleIfNothingIsOwed}.
   *
   * @param id the invoice's id, a UUIDv7
   * @param number the next one of the year of {@code now}
   * @param charge what for
   * @param now the present moment
   * @param paymentTerm how long the customer has, from today (UTC)
   */
  public static Invoice issue(
      UUID id, InvoiceNumber number, Charge charge, Instant now, Period paymentTerm) {
    Invoice invoice = new Invoice();
    invoice.id = id;
    invoice.number = number.toString();
    invoice.reservationId = charge.reservationId();
    invoice.customerId = charge.customerId();
    invoice.kind = charge.kind();
    invoice.status = Status.ISSUED;
    invoice.currency = charge.total().currency();
    invoice.totalAmount = charge.total().amount();
    invoice.creditedAmount = Money.zero(invoice.currency).amount();
    invoice.paidAmount = Money.zero(invoice.currency).amount();
    invoice.refundedAmount = Money.zero(invoice.currency).amount();
    invoice.lines = new ArrayList<>(charge.lines());
    invoice.issuedAt = now;
    invoice.dueOn = now.atOffset(ZoneOffset.UTC).toLocalDate().plus(paymentTerm);
    return invoice;
  }

  /** Says whom it is made out to; for a new invoice only. */
  void madeOutTo(Recipient known) {
    recipient = known;
  }

  /** The new invoice as others hear of it. */
  public InvoiceChanged issued() {
    return new InvoiceChanged(Transition.ISSUED, this);
  }

  /**
   * Takes money for the invoice; whether it is settled then, {@link #settleIfNothingIsOwed} finds.
   *
   * @param paymentId the payment's id, a UUIDv7
   * @param amount what was received
   * @param reference what the payment can be found by elsewhere, or null
   * @throws InvoiceNotPayable if it is not ISSUED
   * @throws PaymentInvalid if the amount is not above zero, or of another currency
   * @throws OverPayment if it is more than the balance
   * @throws PaymentReferenceMissing if it came by card and has none
   */
  public Payment receive(
      UUID paymentId, Money amount, RecordedMethod method, String reference, Instant now) {
    if (status != Status.ISSUED) {
      throw new InvoiceNotPayable(status);
    }
    if (!amount.currency().equals(currency)) {
      throw PaymentInvalid.otherCurrency(currency);
    }
    if (amount.isNegative() || amount.isZero()) {
      throw PaymentInvalid.notAboveZero();
    }
    if (amount.compareTo(balance()) > 0) {
      throw new OverPayment(balance());
    }
    PaymentReferenceMissing.check(method, reference);
    paidAmount = paid().plus(amount).amount();
    return new Payment(paymentId, id, amount, method, reference, now);
  }

  /** With nothing left to pay an ISSUED invoice is PAID, which others hear of. */
  public Optional<InvoiceChanged> settleIfNothingIsOwed(Instant now) {
    if (status != Status.ISSUED || balance().compareTo(Money.zero(currency)) > 0) {
      return Optional.empty();
    }
    status = Status.PAID;
    paidAt = now;
    return Optional.of(new InvoiceChanged(Transition.PAID, this));
  }

  /** With its due date passed (UTC) and something still to be paid it is overdue, once. */
  public Optional<InvoiceChanged> becomeOverdue(Instant now) {
    boolean passed = dueOn.isBefore(now.atOffset(ZoneOffset.UTC).toLocalDate());
    if (!passed || overdueAt != null || status != Status.ISSUED) {
      return Optional.empty();
    }
    overdueAt = now;
    return Optional.of(new InvoiceChanged(Transition.OVERDUE, this));
  }

  /**
   * Takes something off the invoice; with all of it taken off it is CREDITED. Whether it is settled
   * otherwise, {@link #settleIfNothingIsOwed} finds.
   *
   * @param noteId the credit note's id, a UUIDv7
   * @param noteNumber the next one of the year of {@code now}
   * @throws CreditInvalid if it does not come to more than nothing, or is of another currency
   * @throws CreditExceedsInvoice if it comes to more than is left of the invoice
   */
  public CreditNote credit(UUID noteId, CreditNoteNumber noteNumber, Credit credit, Instant now) {
    Optional<String> otherCurrency = credit.placeOfOtherCurrency(currency);
    if (otherCurrency.isPresent()) {
      throw CreditInvalid.otherCurrency(currency, otherCurrency.get());
    }
    Money amount = credit.total();
    if (amount.isNegative() || amount.isZero()) {
      throw CreditInvalid.notAboveZero(credit.place());
    }
    if (amount.compareTo(creditable()) > 0) {
      throw new CreditExceedsInvoice(creditable(), credit.place());
    }
    creditedAmount = credited().plus(amount).amount();
    if (creditable().isZero()) {
      status = Status.CREDITED;
    }
    creditChanged = true;
    return new CreditNote(noteId, noteNumber, id, credit, now);
  }

  /**
   * Gives back what was paid beyond what is owed, or a part of it.
   *
   * @param refundId the refund's id, a UUIDv7
   * @param amount what is given back
   * @param reference what the refund can be found by elsewhere, or null
   * @throws RefundInvalid if the amount is not above zero, or of another currency
   * @throws RefundExceedsCredit if it is more than is to be given back
   * @throws PaymentReferenceMissing if it went by card and has none
   */
  public Refund giveBack(
      UUID refundId, Money amount, RecordedMethod method, String reference, Instant now) {
    if (!amount.currency().equals(currency)) {
      throw RefundInvalid.otherCurrency(currency);
    }
    if (amount.isNegative() || amount.isZero()) {
      throw RefundInvalid.notAboveZero();
    }
    Money surplus = balance().isNegative() ? balance().negated() : Money.zero(currency);
    if (amount.compareTo(surplus) > 0) {
      throw new RefundExceedsCredit(surplus);
    }
    PaymentReferenceMissing.check(method, reference);
    refundedAmount = refunded().plus(amount).amount();
    creditChanged = true;
    return new Refund(refundId, id, amount, method, reference, now);
  }

  /** What was credited or given back since it was asked last, as others hear of it. */
  public Optional<InvoiceChanged> creditChanged() {
    boolean changed = creditChanged;
    creditChanged = false;
    return changed ? Optional.of(new InvoiceChanged(Transition.CREDITED, this)) : Optional.empty();
  }

  /** Whether it asks for money. */
  boolean isPayable() {
    return status == Status.ISSUED && !balance().isNegative() && !balance().isZero();
  }

  /** An invoice over nothing, of which nothing can be taken off, comes to nothing all the same. */
  void creditNothing() {
    if (totalAmount.signum() != 0) {
      throw new IllegalStateException("Invoice %s is over something".formatted(number));
    }
    status = Status.CREDITED;
    creditChanged = true;
  }

  /** Whether it was credited as a whole. */
  boolean isCredited() {
    return status == Status.CREDITED;
  }

  /** The invoice's id. */
  public UUID id() {
    return id;
  }

  /** What is printed on it. */
  public String number() {
    return number;
  }

  /** What it is for. */
  public UUID reservationId() {
    return reservationId;
  }

  /** Who owes it. */
  public UUID customerId() {
    return customerId;
  }

  /** Whom it was made out to; empty if nothing was known of the customer when it was issued. */
  public Optional<Recipient> recipient() {
    return Optional.ofNullable(recipient);
  }

  /** Why it was issued. */
  public InvoiceKind kind() {
    return kind;
  }

  /** How far it has come. */
  public Status status() {
    return status;
  }

  /** What the total is made of. */
  public List<InvoiceLine> lines() {
    return List.copyOf(lines);
  }

  /** What it charges. */
  public Money total() {
    return new Money(totalAmount, currency);
  }

  /** What was taken off it so far. */
  public Money credited() {
    return new Money(creditedAmount, currency);
  }

  /** What can still be taken off it. */
  public Money creditable() {
    return total().minus(credited());
  }

  /** What was paid so far. */
  public Money paid() {
    return new Money(paidAmount, currency);
  }

  /** What was given back so far. */
  public Money refunded() {
    return new Money(refundedAmount, currency);
  }

  /**
   * What is still to be paid: the total, less what was credited and paid, and with what was
   * refunded. Negative for what is to be given back.
   */
  public Money balance() {
    return total().minus(credited()).minus(paid()).plus(refunded());
  }

  /** When it was issued. */
  public Instant issuedAt() {
    return issuedAt;
  }

  /** The last day to pay it, UTC. */
  public LocalDate dueOn() {
    return dueOn;
  }

  /** When it was settled, if it was; kept when it is credited. */
  public Optional<Instant> paidAt() {
    return Optional.ofNullable(paidAt);
  }

  /** When it was found to be overdue; empty unless something is still to be paid. */
  public Optional<Instant> overdueSince() {
    return status == Status.ISSUED ? Optional.ofNullable(overdueAt) : Optional.empty();
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
