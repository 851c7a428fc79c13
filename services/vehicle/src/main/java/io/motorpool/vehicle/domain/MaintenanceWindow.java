package io.motorpool.vehicle.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/**
 * A time in which a vehicle is in the workshop.
 *
 * <p>It is entered ahead, may be moved, and is deleted if it comes to nothing. While it lasts the
 * vehicle cannot be rented; reservations that hold it all the same are the desk's to see to. A
 * vehicle has no two of them at the same time.
 */
@Entity
@Table(name = "maintenance_window")
public class MaintenanceWindow {

  @Id private UUID id;

  @Column(name = "vehicle_id")
  private UUID vehicleId;

  @Column(name = "starts_at")
  private Instant startsAt;

  @Column(name = "ends_at")
  private Instant endsAt;

  private String reason;

  @Version private long version;

  /** For the persistence provider. */
  protected MaintenanceWindow() {}

  /**
   * Enters a window.
   *
   * @param id its id, a UUIDv7
   * @param now the present moment
   * @throws MaintenanceWindowInvalid if it is over already
   */
  public static MaintenanceWindow enter(
      UUID id, UUID vehicleId, MaintenanceDetails details, Instant now) {
    MaintenanceWindow window = new MaintenanceWindow();
    window.id = id;
    window.vehicleId = vehicleId;
    window.replace(details, now);
    return window;
  }

  /**
   * Moves it, or gives it another reason.
   *
   * @param now the present moment
   * @throws MaintenanceWindowInvalid if it would be over already
   */
  public void replace(MaintenanceDetails details, Instant now) {
    details.requireNotOver(now);
    startsAt = details.startsAt();
    endsAt = details.endsAt();
    reason = details.reason();
  }

  /** The window's id. */
  public UUID id() {
    return id;
  }

  /** The vehicle. */
  public UUID vehicleId() {
    return vehicleId;
  }

  /** When the vehicle cannot be rented. */
  public Period period() {
    return new Period(startsAt, endsAt);
  }

  /** What is done to the vehicle, in words. */
  public String reason() {
    return reason;
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }
}
