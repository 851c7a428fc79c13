package io.motorpool.billing.domain;

import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Money given back of an invoice. Made by {@link Invoice#giveBack}; never changes. */
@Entity
public class Refund {

  @Id private UUID id;

  @Column(name = "invoice_id")
  private UUID invoiceId;

  private BigDecimal amount;

  private String currency;

  @Enumerated(EnumType.STRING)
  private RecordedMethod method;

  private String reference;

  @Column(name = "refunded_at")
  private Instant refundedAt;

  /** For the persistence provider. */
  protected Refund() {}

  Refund(
      UUID id,
      UUID invoiceId,
      Money amount,
      RecordedMethod method,
      String reference,
      Instant refundedAt) {
    this.id = id;
    this.invoiceId = invoiceId;
    this.amount = amount.amount();
    this.currency = amount.currency();
    this.method = method;
    this.reference = reference;
    this.refundedAt = refundedAt;
  }

  /** The refund's id. */
  public UUID id() {
    return id;
  }

  /** The invoice it gives something back of. */
  public UUID invoiceId() {
    return invoiceId;
  }

  /** What was given back. */
  public Money amount() {
    return new Money(amount, currency);
  }

  /** How it was given back. */
  public RecordedMethod method() {
    return method;
  }

  /** What it can be found by elsewhere. */
  public Optional<String> reference() {
    return Optional.ofNullable(reference);
  }

  /** When it was recorded. */
  public Instant refundedAt() {
    return refundedAt;
  }
}
