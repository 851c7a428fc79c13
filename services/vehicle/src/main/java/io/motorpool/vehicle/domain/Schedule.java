package io.motorpool.vehicle.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The schedule of one vehicle, as far as a question needs it. {@code VehicleRepository} asks the
 * database by the same rules when the question is about the whole fleet.
 *
 * @param entries the vehicle's entries, in any order
 */
public record Schedule(List<ScheduleEntry> entries) {

  /** Keeps a copy of the entries. */
  public Schedule {
    entries = List.copyOf(entries);
  }

  /** The first reservation that takes the vehicle for some of the period. */
  public Optional<ScheduleEntry> firstWithin(Period period) {
    return entries.stream()
        .filter(ScheduleEntry::isTaken)
        .filter(entry -> entry.period().overlaps(period))
        .min(Comparator.comparing(entry -> entry.period().startsAt()));
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

  /** As the database orders ids; UUID's own order is that of signed numbers. */
  private static int asText(UUID one, UUID other) {
    return one.toString().compareTo(other.toString());
  }
}
