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
import java.time.Instant;
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

  @Id private UUID id;

  private String code;

  private String name;

  @Column(name = "time_zone")
  private String timeZone;

  @Embedded private Address address;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "branch_opening_hours", joinColumns = @JoinColumn(name = "branch_id"))
  private Set<OpeningHours> openingHours = new HashSet<>();

  @Version private long version;

  /** For the persistence provider. */
  protected Branch() {}

  /**
   * Opens a branch.
   *
   * @param id the branch's id, a UUIDv7
   * @param code the short code known to the staff
   * @param timeZone the IANA name of the zone that the opening hours are in
   * @param openingHours at most one entry a day; a day without one is closed
   * @throws OpeningHoursInvalid if there is no such time zone, or a day is listed twice
   */
  public static Branch open(
      UUID id,
      String code,
      String name,
      String timeZone,
      Address address,
      List<OpeningHours> openingHours) {
    // Not ZoneId.of, which also takes offsets such as GMT+2.
    if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
      throw OpeningHoursInvalid.unknownTimeZone();
    }
    if (openingHours.stream().map(OpeningHours::dayOfWeek).distinct().count()
        < openingHours.size()) {
      throw OpeningHoursInvalid.listedTwice();
    }
    Branch branch = new Branch();
    branch.id = id;
    branch.code = code;
    branch.name = name;
    branch.timeZone = timeZone;
    branch.address = address;
    branch.openingHours = new HashSet<>(openingHours);
    return branch;
  }

  /** Whether a vehicle can be picked up or returned at that moment. */
  public boolean isOpenAt(Instant moment) {
    LocalDateTime onTheWall = LocalDateTime.ofInstant(moment, ZoneId.of(timeZone));
    return openingHours.stream().anyMatch(hours -> hours.cover(onTheWall));
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

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
