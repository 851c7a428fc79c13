package io.motorpool.customer.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that keeps a customer from renting.
 *
 * <p>It stands against the customer from the moment it is made, through its last day if it has one,
 * unless it is lifted before. It is never deleted: what once stood against a customer can be looked
 * up, except for the words, which are forgotten with the customer.
 */
@Entity
@Table(name = "customer_block")
public class CustomerBlock {

  /** What the words are replaced with. */
  private static final String FORGOTTEN = "Erased";

  @Id private UUID id;

  @Column(name = "customer_id")
  private UUID customerId;

  private String reason;

  @Column(name = "last_day")
  private LocalDate lastDay;

  @Version private long version;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "lifted_at")
  private Instant liftedAt;

  @Column(name = "lift_reason")
  private String liftReason;

  /** For the persistence provider. */
  protected CustomerBlock() {}

  /**
   * Blocks a customer from now on.
   *
   * @param id the block's id, a UUIDv7
   * @param customerId who is blocked
   * @param reason why, for the desk
   * @param lastDay the last day of the block, UTC, included; empty if it holds until it is lifted
   * @param now the present moment
   * @throws BlockUntilInvalid if the last day is over already
   */
  static CustomerBlock of(
      UUID id, UUID customerId, String reason, Optional<LocalDate> lastDay, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (lastDay.isPresent() && lastDay.get().isBefore(today)) {
      throw new BlockUntilInvalid(today);
    }
    CustomerBlock block = new CustomerBlock();
    block.id = id;
    block.customerId = customerId;
    block.reason = reason;
    block.lastDay = lastDay.orElse(null);
    block.createdAt = now;
    return block;
  }

  /**
   * It no longer stands against the customer.
   *
   * @param why for the desk
   * @throws BlockAlreadyLifted if it was lifted before
   */
  void lift(String why, Instant now) {
    if (liftedAt != null) {
      throw new BlockAlreadyLifted();
    }
    liftedAt = now;
    liftReason = why;
  }

  /** The words go, which may tell of a person; that there was a block, and when, stays. */
  void forgetWords() {
    reason = FORGOTTEN;
    liftReason = liftReason == null ? null : FORGOTTEN;
  }

  /**
   * Whether it stands against a rental that begins on that day or later. When it ends is all that
   * matters: a rental that is asked for now does not begin before a block that is there already.
   */
  public boolean standsAgainst(LocalDate from) {
    return liftedAt == null && (lastDay == null || !lastDay.isBefore(from));
  }

  /** The block's id. */
  public UUID id() {
    return id;
  }

  /** Who is blocked. */
  public UUID customerId() {
    return customerId;
  }

  /** Why, for the desk. */
  public String reason() {
    return reason;
  }

  /** The last day of the block, UTC, included; empty if it holds until it is lifted. */
  public Optional<LocalDate> lastDay() {
    return Optional.ofNullable(lastDay);
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }

  /** When the customer was blocked. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When the block was lifted, if it was. */
  public Optional<Instant> liftedAt() {
    return Optional.ofNullable(liftedAt);
  }

  /** Why the block was lifted, if it was. */
  public Optional<String> liftReason() {
    return Optional.ofNullable(liftReason);
  }

  /** Without the words, which may be personal and could find their way into a log. */
  @Override
  public String toString() {
    return "CustomerBlock " + id;
  }
}
