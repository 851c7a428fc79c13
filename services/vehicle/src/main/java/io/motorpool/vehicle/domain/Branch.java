package io.motorpool.vehicle.domain;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Where vehicles are picked up and returned.
 *
 * <p>Whether it is open at a moment is decided by the clock on its wall: the moment is taken to the
 * branch's own time zone, with whatever daylight saving is in force there on that day.
 */
@Entity
public class Branch {

  /** The longest that a vehicle can be looked after. */
  static final Duration LONGEST_TURNAROUND = Duration.ofDays(7);

  @Id private UUID id;

  private String code;

  private String name;

  @Column(name = "time_zone")
  private String timeZone;

  @Embedded private Address address;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "branch_opening_hours", joinColumns = @JoinColumn(name = "branch_id"))
  private Set<OpeningHours> openingHours = new HashSet<>();

  @Column(name = "tax_percent")
  private BigDecimal taxPercent;

  @Column(name = "turnaround_minutes")
  private int turnaroundMinutes;

  @Version private long version;

  /** For the persistence provider. */
  protected Branch() {}

  /**
   * Opens a branch.
   *
   * @param id the branch's id, a UUIDv7
   */
  public static Branch open(UUID id, BranchDetails details) {
    Branch branch = new Branch();
    branch.id = id;
    branch.replace(details);
    return branch;
  }

  /** Replaces what is known of it. */
  public void replace(BranchDetails details) {
    code = details.code();
    name = details.name();
    timeZone = details.timeZone();
    address = details.address();
    Set<OpeningHours> hours = Set.copyOf(details.openingHours());
    if (!openingHours.equals(hours)) {
      openingHours = new HashSet<>(hours);
    }
    taxPercent = details.taxPercent();
    turnaroundMinutes = Math.toIntExact(details.turnaround().toMinutes());
  }

  /** Whether a vehicle can be picked up or returned at that moment. */
  public boolean isOpenAt(Instant moment) {
    LocalDateTime onTheWall = LocalDateTime.ofInstant(moment, ZoneId.of(timeZone));
    return openingHours.stream().anyMatch(hours -> hours.cover(onTheWall));
  }

  /** The day that the branch's calendar shows at that moment. */
  public LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneId.of(timeZone));
  }

  /** The branch's id. */
  public UUID id() {
    return id;
  }

  /** The short code known to the staff. */
  public String code() {
    return code;
  }

  /** The branch's name. */
  public String name() {
    return name;
  }

  /** The IANA name of the zone that the opening hours are in. */
  public String timeZone() {
    return timeZone;
  }

  /** Where it is. */
  public Address address() {
    return address;
  }

  /** When it is open, from Monday on. */
  public List<OpeningHours> openingHours() {
    return openingHours.stream().sorted(Comparator.comparing(OpeningHours::dayOfWeek)).toList();
  }

  /** The tax on what is rented here, in per cent, two places. */
  public BigDecimal taxPercent() {
    return taxPercent;
  }

  /** How long a vehicle that is returned here is looked after before its next rental can begin. */
  public Duration turnaround() {
    return Duration.ofMinutes(turnaroundMinutes);
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
