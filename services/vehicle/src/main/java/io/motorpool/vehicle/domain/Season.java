package io.motorpool.vehicle.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * When renting costs more or less: everywhere and everything, or one class or one branch, or one
 * class at one branch. It can be replaced and removed at any time; a reservation that is made keeps
 * the price it was made at.
 */
@Entity
public class Season {

  /**
   * Of several that count on a day the last one is charged: the most special one, a branch before a
   * class; of several alike the one that began last, and of those the one that was entered last.
   */
  static final Comparator<Season> BY_PRECEDENCE =
      Comparator.comparing((Season season) -> season.branchId != null)
          .thenComparing(season -> season.vehicleClass != null)
          .thenComparing(season -> season.firstDay)
          .thenComparing(Season::id);

  @Id private UUID id;

  private String name;

  @Column(name = "first_day")
  private LocalDate firstDay;

  @Column(name = "last_day")
  private LocalDate lastDay;

  private BigDecimal factor;

  @Column(name = "vehicle_class")
  private String vehicleClass;

  @Column(name = "branch_id")
  private UUID branchId;

  @Version private long version;

  /** For the persistence provider. */
  protected Season() {}

  /**
   * Adds a season.
   *
   * @param id the season's id, a UUIDv7
   */
  public static Season add(UUID id, SeasonDetails details) {
    Season added = new Season();
    added.id = id;
    added.replace(details);
    return added;
  }

  /** Replaces all but the id. */
  public void replace(SeasonDetails details) {
    name = details.name();
    firstDay = details.from();
    lastDay = details.until();
    factor = details.factor();
    vehicleClass = details.vehicleClass().orElse(null);
    branchId = details.branchId().orElse(null);
  }

  /** The season's id. */
  public UUID id() {
    return id;
  }

  /** When it is, and what it does to rates. */
  public SeasonDetails details() {
    return new SeasonDetails(
        name,
        firstDay,
        lastDay,
        factor,
        Optional.ofNullable(vehicleClass),
        Optional.ofNullable(branchId));
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
