package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;

/**
 * Something that can be rented along with a vehicle. Its code is its id and stays; the rest can be
 * replaced, and a reservation that is made keeps the price it was made at.
 */
@Entity
public class Extra {

  /** What an extra is charged by. */
  public enum Charge {
    /** Each begun rental day. */
    PER_DAY,
    /** Once. */
    PER_RENTAL
  }

  @Id private String code;

  private String name;

  private String description;

  @Enumerated(EnumType.STRING)
  private Charge charge;

  @Column(name = "price_amount")
  private BigDecimal priceAmount;

  private String currency;

  @Column(name = "maximum_per_rental")
  private int maximumPerRental;

  @Version private long version;

  /** For the persistence provider. */
  protected Extra() {}

  /** Adds an extra. */
  public static Extra add(String code, ExtraDetails details) {
    Extra added = new Extra();
    added.code = code;
    added.replace(details);
    return added;
  }

  /** Replaces all but the code. */
  public void replace(ExtraDetails details) {
    name = details.name();
    description = details.description();
    charge = details.charge();
    priceAmount = details.price().amount();
    currency = details.price().currency();
    maximumPerRental = details.maximumPerRental();
  }

  /** The code, which is its id. */
  public String code() {
    return code;
  }

  /** What it is called and rented for. */
  public ExtraDetails details() {
    return new ExtraDetails(
        name, description, charge, new Money(priceAmount, currency), maximumPerRental);
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
