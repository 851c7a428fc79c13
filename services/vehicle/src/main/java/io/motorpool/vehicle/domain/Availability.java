package io.motorpool.vehicle.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a vehicle can be rented for a period.
 *
 * @param reasons what stands against it; empty when nothing does
 */
public record Availability(List<Reason> reasons) {

  /** What can stand against it. */
  public enum Code {
    /** The vehicle is out of service or retired. */
    NOT_IN_SERVICE,
    /** Another reservation overlaps the period. */
    ALREADY_RESERVED,
    /** The vehicle will not stand at the branch of the pick-up. */
    AT_OTHER_BRANCH,
    /** The branch of the pick-up or of the return is closed at the time. */
    BRANCH_CLOSED
  }

  /**
   * One thing that stands against it.
   *
   * @param code which one
   * @param detail in words
   */
  public record Reason(Code code, String detail) {}

  /** Keeps a copy of the reasons. */
  public Availability {
    reasons = List.copyOf(reasons);
  }

  /**
   * Decides.
   *
   * @param vehicle the vehicle
   * @param schedule its entries, at least those that overlap the period or are live and end before
   * @param period the time of the rental
   * @param pickup where it is to be picked up; empty if that does not matter
   * @param giveBack where it is to be returned; empty if that does not matter
   */
  public static Availability of(
      Vehicle vehicle,
      Schedule schedule,
      Period period,
      Optional<Branch> pickup,
      Optional<Branch> giveBack) {
    List<Reason> reasons = new ArrayList<>();
    if (vehicle.status() != Vehicle.Status.IN_SERVICE) {
      reasons.add(
          new Reason(Code.NOT_IN_SERVICE, "The vehicle is %s.".formatted(vehicle.status())));
    }
    schedule
        .firstWithin(period)
        .map(ScheduleEntry::period)
        .ifPresent(
            taken ->
                reasons.add(
                    new Reason(
                        Code.ALREADY_RESERVED,
                        "Reserved from %s to %s.".formatted(taken.startsAt(), taken.endsAt()))));
    pickup
        .filter(it -> !it.id().equals(schedule.placeAt(period.startsAt(), vehicle.branchId())))
        .ifPresent(
            it ->
                reasons.add(
                    new Reason(
                        Code.AT_OTHER_BRANCH,
                        "The vehicle will not stand at %s.".formatted(it.code()))));
    closed(pickup, period.startsAt()).ifPresent(reasons::add);
    closed(giveBack, period.endsAt()).ifPresent(reasons::add);
    return new Availability(reasons);
  }

  /** Whether nothing stands against it. */
  public boolean isAvailable() {
    return reasons.isEmpty();
  }

  private static Optional<Reason> closed(Optional<Branch> branch, Instant at) {
    return branch
        .filter(it -> !it.isOpenAt(at))
        .map(
            it ->
                new Reason(
                    Code.BRANCH_CLOSED, "Branch %s is closed at %s.".formatted(it.code(), at)));
  }
}
