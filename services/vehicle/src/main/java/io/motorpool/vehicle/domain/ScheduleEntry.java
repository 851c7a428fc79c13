package io.motorpool.vehicle.domain;

import io.motorpool.vehicle.domain.ReservationState.Handback;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One reservation in a vehicle's schedule.
 *
 * <p>It takes the vehicle while the reservation is held, booked or under way. A return frees what
 * is left of the period. A reservation that came to nothing stays as a row that takes nothing, so
 * that an older event which arrives after the news of its end changes nothing.
 */
@Entity
@Table(name = "schedule_entry")
public class ScheduleEntry {

  /** How far the reservation is, as far as is known here. */
  public enum Status {
    PENDING,
    CONFIRMED,
    ACTIVE,
    COMPLETED,
    CANCELLED,
    EXPIRED,
    NO_SHOW
  }

  /** The vehicle is still to be brought back. */
  static final Set<Status> LIVE = EnumSet.of(Status.PENDING, Status.CONFIRMED, Status.ACTIVE);

  /** The vehicle is still to be picked up. */
  static final Set<Status> AWAITED = EnumSet.of(Status.PENDING, Status.CONFIRMED);

  /** The vehicle was, is or will be taken. */
  static final Set<Status> TAKEN =
      EnumSet.of(Status.PENDING, Status.CONFIRMED, Status.ACTIVE, Status.COMPLETED);

  @Id
  @Column(name = "reservation_id")
  private UUID reservationId;

  @Column(name = "vehicle_id")
  private UUID vehicleId;

  @Column(name = "pickup_branch_id")
  private UUID pickupBranchId;

  @Column(name = "return_branch_id")
  private UUID returnBranchId;

  @Column(name = "starts_at")
  private Instant startsAt;

  @Column(name = "ends_at")
  private Instant endsAt;

  @Enumerated(EnumType.STRING)
  private Status status;

  @Column(name = "reservation_version")
  private long reservationVersion;

  /** For the persistence provider. */
  protected ScheduleEntry() {}

  /** The entry of a reservation that was not heard of before. */
  public static ScheduleEntry of(ReservationState state) {
    ScheduleEntry entry = new ScheduleEntry();
    entry.reservationId = state.reservationId();
    entry.take(state);
    return entry;
  }

  /**
   * Brings the entry to a state of its reservation, unless the entry is as new already.
   *
   * @return whether it was news
   */
  public boolean update(ReservationState state) {
    if (state.version() <= reservationVersion) {
      return false;
    }
    take(state);
    return true;
  }

  private void take(ReservationState state) {
    vehicleId = state.vehicleId();
    pickupBranchId = state.pickupBranchId();
    returnBranchId = state.handback().map(Handback::branchId).orElse(state.returnBranchId());
    startsAt = state.period().startsAt();
    endsAt =
        state.handback().map(it -> freedAt(it, state.period())).orElse(state.period().endsAt());
    status = state.status();
    reservationVersion = state.version();
  }

  private static Instant freedAt(Handback handback, Period period) {
    if (handback.at().isBefore(period.startsAt())) {
      return period.startsAt();
    }
    return handback.at().isBefore(period.endsAt()) ? handback.at() : period.endsAt();
  }

  /** Whether the vehicle was, is or will be taken by it. */
  public boolean isTaken() {
    return TAKEN.contains(status);
  }

  /** Whether the vehicle is still to be brought back. */
  public boolean isLive() {
    return LIVE.contains(status);
  }

  /** Whether the vehicle is still to be picked up. */
  public boolean isAwaited() {
    return AWAITED.contains(status);
  }

  /** The reservation. */
  public UUID reservationId() {
    return reservationId;
  }

  /** The vehicle. */
  public UUID vehicleId() {
    return vehicleId;
  }

  /** Where the vehicle is picked up; empty for a reservation that was heard of long ago. */
  public Optional<UUID> pickupBranchId() {
    return Optional.ofNullable(pickupBranchId);
  }

  /** Where the vehicle is, or was, brought back to. */
  public UUID returnBranchId() {
    return returnBranchId;
  }

  /** When the vehicle is taken. */
  public Period period() {
    return new Period(startsAt, endsAt);
  }

  /** How far the reservation is. */
  public Status status() {
    return status;
  }
}
