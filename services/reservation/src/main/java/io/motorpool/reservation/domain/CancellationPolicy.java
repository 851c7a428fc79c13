package io.motorpool.reservation.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The cancellation terms that reservations of a vehicle class are made under. It can be replaced;
 * what is reserved already keeps the terms it was reserved under.
 */
@Entity
@Table(name = "cancellation_policy")
public class CancellationPolicy {

  /** The code of the policy for every class that has none of its own. There always is one. */
  public static final String STANDARD = "STANDARD";

  @Id private String code;

  private String name;

  @Column(name = "vehicle_class")
  private String vehicleClass;

  @JdbcTypeCode(SqlTypes.JSON)
  private CancellationTerms terms;

  @Version private long version;

  /** For the persistence provider. */
  protected CancellationPolicy() {}

  /**
   * Adds a policy.
   *
   * @param code its code, which stays
   * @throws CancellationPolicyInvalid if it is the standard for one class
   */
  public static CancellationPolicy add(String code, CancellationPolicyDetails details) {
    CancellationPolicy added = new CancellationPolicy();
    added.code = code;
    added.replace(details);
    return added;
  }

  /**
   * Replaces all but the code.
   *
   * @throws CancellationPolicyInvalid if it is the standard for one class
   */
  public void replace(CancellationPolicyDetails details) {
    if (code.equals(STANDARD) && details.vehicleClass().isPresent()) {
      throw CancellationPolicyInvalid.standardForOneClass();
    }
    name = details.name();
    vehicleClass = details.vehicleClass().orElse(null);
    terms = details.terms();
  }

  /** The code, which is its id. */
  public String code() {
    return code;
  }

  /** What it is called, whom it is for and what it says. */
  public CancellationPolicyDetails details() {
    return new CancellationPolicyDetails(name, Optional.ofNullable(vehicleClass), terms);
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
