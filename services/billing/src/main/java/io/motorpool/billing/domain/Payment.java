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

/** Money received for an invoice. Made by {@link Invoice#receive}; never changes. */
@Entity
public class Payment {

  @Id private UUID id;

  @Column(name = "invoice_id")
  private UUID invoiceId;

  private BigDecimal amount;

  private String currency;

  @Enumerated(EnumType.STRING)
  private RecordedMethod method;

  private String reference;

  @Column(name = "received_at")
  private Instant receivedAt;

  /** For the persistence provider. */
  protected Payment() {}

  Payment(
      UUID id,
      UUID invoiceId,
      Money amount,
      RecordedMethod method,
      String reference,
      Instant receivedAt) {
    this.id = id;
    this.invoiceId = invoiceId;
    this.amount = amount.amount();
    this.currency = amount.currency();
    this.method = method;
    this.reference = reference;
    this.receivedAt = receivedAt;
  }

  /** The payment's id. */
  public UUID id() {
    return id;
  }

  /** The invoice it pays. */
  public UUID invoiceId() {
    return invoiceId;
  }

  /** What was received. */
  public Money amount() {
    return new Money(amount, currency);
  }

  /** How it was received. */
  public RecordedMethod method() {
    return method;
  }

  /** What it can be found by elsewhere. */
  public Optional<String> reference() {
    return Optional.ofNullable(reference);
  }

  /** When it was recorded. */
  public Instant receivedAt() {
    return receivedAt;
  }
}
