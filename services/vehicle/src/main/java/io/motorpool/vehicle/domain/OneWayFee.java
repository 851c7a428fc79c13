package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * What it costs to return a vehicle at one branch that was picked up at another; the way back has a
 * fee of its own. Where there is none the return is free. It can be replaced and removed at any
 * time; a reservation that is made keeps the price it was made at.
 */
@Entity
@Table(name = "one_way_fee")
public class OneWayFee {

  @Id private UUID id;

  @Column(name = "from_branch_id")
  private UUID fromBranchId;

  @Column(name = "to_branch_id")
  private UUID toBranchId;

  @Column(name = "fee_amount")
  private BigDecimal feeAmount;

  private String currency;

  @Version private long version;

  /** For the persistence provider. */
  protected OneWayFee() {}

  /**
   * Adds a fee.
   *
   * @param id the fee's id, a UUIDv7
   */
  public static OneWayFee add(UUID id, OneWayFeeDetails details) {
    OneWayFee added = new OneWayFee();
    added.id = id;
    added.replace(details);
    return added;
  }

  /** Replaces all but the id. */
  public void replace(OneWayFeeDetails details) {
    fromBranchId = details.fromBranchId();
    toBranchId = details.toBranchId();
    feeAmount = details.fee().amount();
    currency = details.fee().currency();
  }

  /** The fee's id. */
  public UUID id() {
    return id;
  }

  /** The fee, and between which branches. */
  public OneWayFeeDetails details() {
    return new OneWayFeeDetails(fromBranchId, toBranchId, new Money(feeAmount, currency));
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
