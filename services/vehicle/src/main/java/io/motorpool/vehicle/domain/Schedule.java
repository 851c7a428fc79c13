package io.motorpool.vehicle.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The schedule of one vehicle, as far as a question needs it. {@code VehicleRepository} asks the
 * database by the same rules when the question is about the whole fleet.
 *
 * @param entries the vehicle's entries, in any order
 * @param maintenance its maintenance windows, in any order
 * @param turnarounds how long it is looked after, by the branch that it is returned to; a branch
 *     that is not there has no turnaround
 */
public record Schedule(
    List<ScheduleEntry> entries,
    List<MaintenanceWindow> maintenance,
    Map<UUID, Duration> turnarounds) {

  /** Keeps a copy of what is in it. */
  public Schedule {
    entries = List.copyOf(entries);
    maintenance = List.copyOf(maintenance);
    turnarounds = Map.copyOf(turnarounds);
  }

  /** The schedule as it would be without a reservation. */
  public Schedule without(UUID reservationId) {
    return new Schedule(
        entries.stream().filter(entry -> !entry.reservationId().equals(reservationId)).toList(),
        maintenance,
        turnarounds);
  }

  /** The first reservation that takes the vehicle for some of the period. */
  public Optional<ScheduleEntry> firstWithin(Period period) {
    return taken()
        .filter(entry -> entry.period().overlaps(period))
        .min(Comparator.comparing(entry -> entry.period().startsAt()));
  }

  /** The first maintenance window that takes the vehicle for some of the period. */
  public Optional<MaintenanceWindow> firstMaintenanceWithin(Period period) {
    return maintenance.stream()
        .filter(window -> window.period().overlaps(period))
        .min(Comparator.comparing(window -> window.period().startsAt()));
  }

  /** When the vehicle is ready again after all rentals that end by a moment. */
  public Optional<Instant> readyAfterThoseBefore(Instant moment) {
    return taken()
        .filter(entry -> !entry.period().endsAt().isAfter(moment))
        .map(entry -> entry.period().endsAt().plus(turnaroundAt(entry.returnBranchId())))
        .max(Comparator.naturalOrder());
  }

  /** When the first rental begins that does so at a moment or after it. */
  public Optional<Instant> nextBeginning(Instant moment) {
    return taken()
        .map(entry -> entry.period().startsAt())
        .filter(begins -> !begins.isBefore(moment))
        .min(Comparator.naturalOrder());
  }

  /**
   * Where the vehicle will stand at a moment: where the last reservation that ends by then brings
   * it, or where it is now. Reservations that are over have moved the vehicle already.
   *
   * @param presentBranch where the vehicle is now
   */
  public UUID placeAt(Instant moment, UUID presentBranch) {
    return entries.stream()
        .filter(ScheduleEntry::isLive)
        .filter(entry -> !entry.period().endsAt().isAfter(moment))
        .max(
            Comparator.comparing((ScheduleEntry entry) -> entry.period().endsAt())
                .thenComparing(ScheduleEntry::reservationId, Schedule::asText))
        .map(ScheduleEntry::returnBranchId)
        .orElse(presentBranch);
  }

  /**
   * Where the first reservation that begins at a moment or after it picks the vehicle up; empty if
   * there is none, or where is not known. A vehicle that was picked up early is needed nowhere.
   */
  public Optional<UUID> neededAfter(Instant moment) {
    return entries.stream()
        .filter(ScheduleEntry::isAwaited)
        .filter(entry -> !entry.period().startsAt().isBefore(moment))
        .min(
            Comparator.comparing((ScheduleEntry entry) -> entry.period().startsAt())
                .thenComparing(ScheduleEntry::reservationId, Schedule::asText))
        .flatMap(ScheduleEntry::pickupBranchId);
  }

  /** What takes the vehicle for some time; what was given back before it began took none. */
  private Stream<ScheduleEntry> taken() {
    return entries.stream()
        .filter(ScheduleEntry::isTaken)
        .filter(entry -> entry.period().length().isPositive());
  }

  private Duration turnaroundAt(UUID branchId) {
    return turnarounds.getOrDefault(branchId, Duration.ZERO);
  }

  /** As the database orders ids; UUID's own order is that of signed numbers. */
  private static int asText(UUID one, UUID other) {
    return one.toString().compareTo(other.toString());
  }
}
