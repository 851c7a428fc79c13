package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.util.List;
import java.util.UUID;

/** Reservations hold a vehicle that is to be taken away from them. The answer names them. */
public final class ReservationsInTheWay extends Failure {

  private static final int MOST = 200;

  private final transient List<UUID> reservationIds;

  private ReservationsInTheWay(
      String type, String title, String detail, String pointer, List<ScheduleEntry> entries) {
    super(Kind.CONFLICT, type, title, detail.formatted(entries.size()), pointer, null);
    reservationIds = entries.stream().limit(MOST).map(ScheduleEntry::reservationId).toList();
  }

  static ReservationsInTheWay ofMaintenance(List<ScheduleEntry> entries) {
    return new ReservationsInTheWay(
        "maintenance-overlaps-reservations",
        "Reservations hold the vehicle then",
        "Reservations that hold the vehicle for some of the time: %d.",
        "/startsAt",
        entries);
  }

  static ReservationsInTheWay ofVehicle(List<ScheduleEntry> entries) {
    return new ReservationsInTheWay(
        "vehicle-still-reserved",
        "Reservations hold the vehicle",
        "Reservations that the vehicle is still to be brought back from: %d.",
        "/status",
        entries);
  }

  @Override
  public List<UUID> reservationIds() {
    return reservationIds;
  }
}
