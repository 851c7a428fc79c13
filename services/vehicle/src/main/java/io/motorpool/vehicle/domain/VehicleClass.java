package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What vehicles have in common that are rented on the same terms. Its ACRISS code is its id and
 * stays; name and terms can be replaced, and a reservation that is made keeps those it was made on.
 */
@Entity
@Table(name = "vehicle_class")
public class VehicleClass {

  @Id private String code;

  private String name;

  private String description;

  @Column(name = "minimum_driver_age")
  private int minimumDriverAge;

  private String currency;

  @Column(name = "hourly_amount")
  private BigDecimal hourlyAmount;

  @Column(name = "daily_amount")
  private BigDecimal dailyAmount;

  @Column(name = "weekly_amount")
  private BigDecimal weeklyAmount;

  @Column(name = "deposit_amount")
  private BigDecimal depositAmount;

  @Column(name = "full_driver_age")
  private Integer fullDriverAge;

  @Column(name = "young_driver_amount")
  private BigDecimal youngDriverAmount;

  @Column(name = "included_kilometres_per_day")
  private Integer includedKilometresPerDay;

  @Column(name = "excess_kilometre_amount")
  private BigDecimal excessKilometreAmount;

  @Column(name = "missing_fuel_amount")
  private BigDecimal missingFuelAmount;

  @Column(name = "late_return_grace_minutes")
  private int lateReturnGraceMinutes;

  @Column(name = "early_return_credit_percent")
  private int earlyReturnCreditPercent;

  @Version private long version;

  /** For the persistence provider. */
  protected VehicleClass() {}

  /**
   * Adds a class.
   *
   * @param code its ACRISS code
   */
  public static VehicleClass add(String code, ClassTerms terms) {
    VehicleClass added = new VehicleClass();
    added.code = code;
    added.replace(terms);
    return added;
  }

  /** Replaces name and terms. */
  public void replace(ClassTerms terms) {
    name = terms.name();
    description = terms.description();
    minimumDriverAge = terms.minimumDriverAge();
    currency = terms.currency();
    hourlyAmount = terms.rate().hourly().amount();
    dailyAmount = terms.rate().daily().amount();
    weeklyAmount = terms.rate().weekly().amount();
    depositAmount = terms.deposit().amount();
    fullDriverAge = terms.youngDriver().map(YoungDriverTerms::fullAge).orElse(null);
    youngDriverAmount = terms.youngDriver().map(it -> it.dailyFee().amount()).orElse(null);
    includedKilometresPerDay = terms.kilometres().map(KilometreTerms::includedPerDay).orElse(null);
    excessKilometreAmount = terms.kilometres().map(it -> it.excessRate().amount()).orElse(null);
    missingFuelAmount = terms.missingFuelRate().map(Money::amount).orElse(null);
    lateReturnGraceMinutes = terms.lateReturnGraceMinutes();
    earlyReturnCreditPercent = terms.earlyReturnCreditPercent();
  }

  /** The ACRISS code, which is its id. */
  public String code() {
    return code;
  }

  /** What it is called and rented for. */
  public ClassTerms terms() {
    return new ClassTerms(
        name,
        description,
        minimumDriverAge,
        new Rate(money(hourlyAmount), money(dailyAmount), money(weeklyAmount)),
        money(depositAmount),
        YoungDriverTerms.of(
            Optional.ofNullable(fullDriverAge),
            Optional.ofNullable(youngDriverAmount).map(this::money)),
        KilometreTerms.of(
            Optional.ofNullable(includedKilometresPerDay),
            Optional.ofNullable(excessKilometreAmount).map(this::money)),
        Optional.ofNullable(missingFuelAmount).map(this::money),
        lateReturnGraceMinutes,
        earlyReturnCreditPercent);
  }

  private Money money(BigDecimal amount) {
    return new Money(amount, currency);
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
