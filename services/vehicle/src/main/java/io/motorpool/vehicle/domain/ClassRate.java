package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What a class costs from one day on, instead of its own rate. Until the day has come anywhere on
 * earth it can be replaced and removed. After that only its end can be set, to a day that is still
 * to come or has just begun: what was charged can be told from the rates at any time.
 */
@Entity
@Table(name = "class_rate")
public class ClassRate {

  @Id private UUID id;

  @Column(name = "vehicle_class")
  private String vehicleClass;

  @Column(name = "valid_from")
  private LocalDate validFrom;

  @Column(name = "valid_until")
  private LocalDate validUntil;

  private String currency;

  @Column(name = "hourly_amount")
  private BigDecimal hourlyAmount;

  @Column(name = "daily_amount")
  private BigDecimal dailyAmount;

  @Column(name = "weekly_amount")
  private BigDecimal weeklyAmount;

  @Version private long version;

  /** For the persistence provider. */
  protected ClassRate() {}

  /**
   * Has a rate hold for a class.
   *
   * @param id the rate's id, a UUIDv7
   * @throws CurrencyMismatch if it is in another currency than the class
   */
  public static ClassRate add(UUID id, VehicleClass vehicleClass, ClassRateDetails details) {
    ClassRate added = new ClassRate();
    added.id = id;
    added.vehicleClass = vehicleClass.code();
    added.set(details, vehicleClass.terms().currency());
    return added;
  }

  /**
   * Replaces the rate and when it holds.
   *
   * @param classCurrency the currency of the class
   * @param today the day that it is where on earth it is latest
   * @throws RateHasBegun if it has begun, and more than its end is to change, or the end is before
   *     today
   * @throws CurrencyMismatch if it is in another currency than the class
   */
  public void replace(ClassRateDetails details, String classCurrency, LocalDate today) {
    if (hasBegun(today)) {
      requireOnlyEndChanges(details, today);
    }
    set(details, classCurrency);
  }

  /**
   * Checks that it can go.
   *
   * @param today the day that it is where on earth it is latest
   * @throws RateHasBegun if it has begun
   */
  public void requireNotBegun(LocalDate today) {
    if (hasBegun(today)) {
      throw RateHasBegun.on(validFrom);
    }
  }

  /** The rate's id. */
  public UUID id() {
    return id;
  }

  /** The code of the class. */
  public String vehicleClass() {
    return vehicleClass;
  }

  /** The rate, and when it holds. */
  public ClassRateDetails details() {
    return new ClassRateDetails(
        validFrom,
        Optional.ofNullable(validUntil),
        new Rate(money(hourlyAmount), money(dailyAmount), money(weeklyAmount)));
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }

  private boolean hasBegun(LocalDate today) {
    return !validFrom.isAfter(today);
  }

  private void requireOnlyEndChanges(ClassRateDetails details, LocalDate today) {
    ClassRateDetails present = details();
    boolean endStays = details.validUntil().equals(present.validUntil());
    boolean hasEnded = validUntil != null && validUntil.isBefore(today);
    boolean endsLater = details.validUntil().stream().noneMatch(it -> it.isBefore(today));
    if (!details.validFrom().equals(validFrom)
        || !details.rate().equals(present.rate())
        || (!endStays && (hasEnded || !endsLater))) {
      throw RateHasBegun.andEndsFrom(today);
    }
  }

  private void set(ClassRateDetails details, String classCurrency) {
    Rate rate = details.rate();
    if (!rate.currency().equals(classCurrency)) {
      throw CurrencyMismatch.ofRate(classCurrency);
    }
    validFrom = details.validFrom();
    validUntil = details.validUntil().orElse(null);
    currency = rate.currency();
    hourlyAmount = rate.hourly().amount();
    dailyAmount = rate.daily().amount();
    weeklyAmount = rate.weekly().amount();
  }

  private Money money(BigDecimal amount) {
    return new Money(amount, currency);
  }
}
