package io.motorpool.billing.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was taken off an invoice, and why. Made by {@link Invoice#credit}; never changes. */
@Entity
@Table(name = "credit_note")
public class CreditNote {

  @Id private UUID id;

  private String number;

  @Column(name = "invoice_id")
  private UUID invoiceId;

  private String reason;

  private String currency;

  private BigDecimal amount;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "credit_note_line", joinColumns = @JoinColumn(name = "credit_note_id"))
  @OrderColumn(name = "position")
  private List<InvoiceLine> lines = new ArrayList<>();

  @Column(name = "issued_at")
  private Instant issuedAt;

  /** For the persistence provider. */
  protected CreditNote() {}

  CreditNote(UUID id, CreditNoteNumber number, UUID invoiceId, Credit credit, Instant issuedAt) {
    Money total = credit.total();
    this.id = id;
    this.number = number.toString();
    this.invoiceId = invoiceId;
    this.reason = credit.reason();
    this.currency = total.currency();
    this.amount = total.amount();
    this.lines = new ArrayList<>(credit.lines());
    this.issuedAt = issuedAt;
  }

  /** The credit note's id. */
  public UUID id() {
    return id;
  }

  /** What is printed on it. */
  public String number() {
    return number;
  }

  /** The invoice it takes something off. */
  public UUID invoiceId() {
    return invoiceId;
  }

  /** Why, in words for the customer. */
  public String reason() {
    return reason;
  }

  /** What the amount is made of; a negative line makes the credit smaller. */
  public List<InvoiceLine> lines() {
    return List.copyOf(lines);
  }

  /** What it takes off, above zero. */
  public Money amount() {
    return new Money(amount, currency);
  }

  /** When it was issued. */
  public Instant issuedAt() {
    return issuedAt;
  }
}
