package io.motorpool.vehicle.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A vehicle of the fleet.
 *
 * <p>It joins the fleet at a branch. Each return moves it to the branch where it was handed back
 * and sets its odometer; the desk may correct both, and take it out of service for a while. In the
 * end it is retired, never deleted: once no reservation holds it any more, and for good.
 */
@Entity
public class Vehicle {

  /** Whether a vehicle can be rented. */
  public enum Status {
    /** It can. */
    IN_SERVICE,
    /** Not for now. */
    OUT_OF_SERVICE,
    /** It has left the fleet. */
    RETIRED
  }

  @Id private UUID id;

  @Column(name = "registration_number")
  private String registrationNumber;

  private String make;

  private String model;

  @Column(name = "model_year")
  private int modelYear;

  @Column(name = "vehicle_class")
  private String vehicleClass;

  @Column(name = "branch_id")
  private UUID branchId;

  @Column(name = "placed_at")
  private Instant placedAt;

  @Column(name = "odometer_km")
  private int odometerKm;

  @Enumerated(EnumType.STRING)
  private Status status;

  @Version private long version;

  /** For the persistence provider. */
  protected Vehicle() {}

  /**
   * Adds a vehicle to the fleet.
   *
   * @param id the vehicle's id, a UUIDv7
   */
  public static Vehicle add(UUID id, VehicleDetails details) {
    Vehicle vehicle = new Vehicle();
    vehicle.id = id;
    vehicle.status = Status.IN_SERVICE;
    vehicle.branchId = details.branchId();
    vehicle.describe(details);
    return vehicle;
  }

  /**
   * Replaces what is known of it. The desk may turn the odometer back: it corrects a mistake.
   *
   * @param now the present moment
   */
  public void replace(VehicleDetails details, Instant now) {
    if (!branchId.equals(details.branchId())) {
      branchId = details.branchId();
      placedAt = now;
    }
    describe(details);
  }

  /**
   * A customer has brought it back. Returns may be told late and in another order than they
   * happened: the vehicle stands where it was placed last, and its odometer never runs backwards.
   *
   * @param branch where
   * @param at when
   * @param shownKm what the odometer showed, in kilometres
   */
  public void handedBack(UUID branch, Instant at, int shownKm) {
    if (placedAt == null || !at.isBefore(placedAt)) {
      branchId = branch;
      placedAt = at;
    }
    driven(shownKm);
  }

  /**
   * A customer has driven it; the odometer never runs backwards.
   *
   * @param shownKm what the odometer showed, in kilometres
   */
  public void driven(int shownKm) {
    odometerKm = Math.max(odometerKm, shownKm);
  }

  /**
   * Checks that its status can change.
   *
   * @param next the status it is to have
   * @param live the reservations that hold it, now or later
   * @param displaces whether these are no reason to keep it in service; it cannot leave the fleet
   *     before they have another vehicle
   * @throws VehicleRetired if it has left the fleet and is to come back
   * @throws ReservationsInTheWay if reservations stand against it
   */
  void requireChangeableTo(Status next, List<ScheduleEntry> live, boolean displaces) {
    if (next == status) {
      return;
    }
    requireInFleet();
    boolean givesWay = next == Status.OUT_OF_SERVICE && displaces;
    if (next != Status.IN_SERVICE && !givesWay && !live.isEmpty()) {
      throw ReservationsInTheWay.ofVehicle(live);
    }
  }

  /**
   * @throws VehicleRetired if it has left the fleet
   */
  void requireInFleet() {
    if (status == Status.RETIRED) {
      throw new VehicleRetired(id);
    }
  }

  private void describe(VehicleDetails details) {
    registrationNumber = details.registrationNumber();
    make = details.make();
    model = details.model();
    modelYear = details.modelYear();
    vehicleClass = details.vehicleClass();
    odometerKm = details.odometerKm();
    status = details.status().orElse(status);
  }

  /** The vehicle's id. */
  public UUID id() {
    return id;
  }

  /** What is known of it. */
  public VehicleDetails details() {
    return new VehicleDetails(
        registrationNumber,
        make,
        model,
        modelYear,
        vehicleClass,
        branchId,
        odometerKm,
        Optional.of(status));
  }

  /** The ACRISS code of its class. */
  public String vehicleClass() {
    return vehicleClass;
  }

  /** Where it stands now, or was last picked up from. */
  public UUID branchId() {
    return branchId;
  }

  /** Whether it can be rented. */
  public Status status() {
    return status;
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
