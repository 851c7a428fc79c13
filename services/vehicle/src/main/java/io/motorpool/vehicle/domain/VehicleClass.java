package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;

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
        new Rate(
            new Money(hourlyAmount, currency),
            new Money(dailyAmount, currency),
            new Money(weeklyAmount, currency)),
        new Money(depositAmount, currency));
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
