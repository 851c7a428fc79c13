package io.motorpool.vehicle.domain;

import static java.util.function.Predicate.not;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    /** A maintenance window overlaps the period. */
    IN_MAINTENANCE,
    /** There is not the time to look after the vehicle since the rental before, or to the next. */
    TURNAROUND,
    /** The vehicle will not stand at the branch of the pick-up. */
    AT_OTHER_BRANCH,
    /** The next reservation picks the vehicle up elsewhere than it would be returned to. */
    NEEDED_AT_OTHER_BRANCH,
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
   * @param schedule its entries, at least those around the period
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
    schedule
        .firstMaintenanceWithin(period)
        .map(MaintenanceWindow::period)
        .ifPresent(
            away ->
                reasons.add(
                    new Reason(
                        Code.IN_MAINTENANCE,
                        "In maintenance from %s to %s."
                            .formatted(away.startsAt(), away.endsAt()))));
    turnaround(schedule, period, giveBack).ifPresent(reasons::add);
    pickup
        .filter(it -> !it.id().equals(schedule.placeAt(period.startsAt(), vehicle.branchId())))
        .ifPresent(
            it ->
                reasons.add(
                    new Reason(
                        Code.AT_OTHER_BRANCH,
                        "The vehicle will not stand at %s.".formatted(it.code()))));
    giveBack
        .filter(
            it -> schedule.neededAfter(period.endsAt()).filter(not(it.id()::equals)).isPresent())
        .ifPresent(
            it ->
                reasons.add(
                    new Reason(
                        Code.NEEDED_AT_OTHER_BRANCH,
                        "The next reservation does not pick the vehicle up at %s."
                            .formatted(it.code()))));
    reasons.addAll(closed(pickup, giveBack, period));
    return new Availability(reasons);
  }

  /**
   * Which branches are closed when a rental begins or ends.
   *
   * @param pickup where it begins; empty if that does not matter
   * @param giveBack where it ends; empty if that does not matter
   */
  static List<Reason> closed(Optional<Branch> pickup, Optional<Branch> giveBack, Period period) {
    return Stream.of(closed(pickup, period.startsAt()), closed(giveBack, period.endsAt()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether nothing stands against it. */
  public boolean isAvailable() {
    return reasons.isEmpty();
  }

  private static Optional<Reason> turnaround(
      Schedule schedule, Period period, Optional<Branch> giveBack) {
    Optional<Reason> before =
        schedule
            .readyAfterThoseBefore(period.startsAt())
            .filter(ready -> ready.isAfter(period.startsAt()))
            .map(
                ready ->
                    new Reason(
                        Code.TURNAROUND,
                        "Not ready before %s after the rental before.".formatted(ready)));
    if (before.isPresent()) {
      return before;
    }
    Instant ready = period.endsAt().plus(giveBack.map(Branch::turnaround).orElse(Duration.ZERO));
    return schedule
        .nextBeginning(period.endsAt())
        .filter(ready::isAfter)
        .map(
            next ->
                new Reason(
                    Code.TURNAROUND,
                    "Not ready before %s for the next rental at %s.".formatted(ready, next)));
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
