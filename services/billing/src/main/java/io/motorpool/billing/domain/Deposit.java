package io.motorpool.billing.domain;

import io.motorpool.contracts.billing.model.PaymentMethod;
import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a customer has left as a security at the pick-up. It is HELD until the desk gives back what
 * is left of it (RELEASED), or all of it was used to pay invoices (CAPTURED). Never is more
 * captured and released than was left.
 */
@Entity
public class Deposit {

  /** How far a deposit has come. */
  public enum Status {
    HELD,
    RELEASED,
    CAPTURED
  }

  @Id private UUID id;

  @Column(name = "reservation_id")
  private UUID reservationId;

  @Column(name = "customer_id")
  private UUID customerId;

  @Enumerated(EnumType.STRING)
  private Status status;

  private String currency;

  private BigDecimal amount;

  @Column(name = "captured_amount")
  private BigDecimal capturedAmount;

  @Column(name = "released_amount")
  private BigDecimal releasedAmount;

  @Enumerated(EnumType.STRING)
  private PaymentMethod method;

  private String reference;

  @Column(name = "received_at")
  private Instant receivedAt;

  @Column(name = "closed_at")
  private Instant closedAt;

  @Version private long version;

  /** For the persistence provider. */
  protected Deposit() {}

  /**
   * Takes a deposit.
   *
   * @param id the deposit's id, a UUIDv7
   * @param amount what was left, above zero
   * @param reference what it can be found by elsewhere, or null
   * @param receivedAt when it was left
   */
  static Deposit hold(
      UUID id,
      UUID reservationId,
      UUID customerId,
      Money amount,
      PaymentMethod method,
      String reference,
      Instant receivedAt) {
    Deposit deposit = new Deposit();
    deposit.id = id;
    deposit.reservationId = reservationId;
    deposit.customerId = customerId;
    deposit.status = Status.HELD;
    deposit.currency = amount.currency();
    deposit.amount = amount.amount();
    deposit.capturedAmount = Money.zero(amount.currency()).amount();
    deposit.releasedAmount = Money.zero(amount.currency()).amount();
    deposit.method = method;
    deposit.reference = reference;
    deposit.receivedAt = receivedAt;
    return deposit;
  }

  /**
   * Uses a part of what is held, or all of it.
   *
   * @param used above zero and in the deposit's currency, as the payment that it makes has to be
   * @throws DepositNotHeld if nothing is held any more
   * @throws DepositExceeded if it is more than is held, or of another currency
   */
  void capture(Money used, Instant now) {
    requireHeld();
    if (!used.currency().equals(currency) || used.compareTo(held()) > 0) {
      throw new DepositExceeded(held());
    }
    capturedAmount = captured().plus(used).amount();
    if (held().isZero()) {
      status = Status.CAPTURED;
      closedAt = now;
    }
  }

  /**
   * Gives back what is held.
   *
   * @throws DepositNotHeld if nothing is held any more
   */
  void release(Instant now) {
    requireHeld();
    releasedAmount = held().amount();
    status = Status.RELEASED;
    closedAt = now;
  }

  private void requireHeld() {
    if (status != Status.HELD) {
      throw new DepositNotHeld(status);
    }
  }

  /** The deposit's id. */
  public UUID id() {
    return id;
  }

  /** What it secures. */
  public UUID reservationId() {
    return reservationId;
  }

  /** Who left it. */
  public UUID customerId() {
    return customerId;
  }

  /** How far it has come. */
  public Status status() {
    return status;
  }

  /** What was left. */
  public Money amount() {
    return new Money(amount, currency);
  }

  /** What was used to pay invoices. */
  public Money captured() {
    return new Money(capturedAmount, currency);
  }

  /** What was given back. */
  public Money released() {
    return new Money(releasedAmount, currency);
  }

  /** What is held still. */
  public Money held() {
    return amount().minus(captured()).minus(released());
  }

  /** How it was left. */
  public PaymentMethod method() {
    return method;
  }

  /** What it can be found by elsewhere. */
  public Optional<String> reference() {
    return Optional.ofNullable(reference);
  }

  /** When it was left. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** When nothing was held any more, if that is so. */
  public Optional<Instant> closedAt() {
    return Optional.ofNullable(closedAt);
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
