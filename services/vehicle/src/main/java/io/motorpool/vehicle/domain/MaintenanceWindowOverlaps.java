package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** The vehicle has another maintenance window for some of the time. */
public final class MaintenanceWindowOverlaps extends Failure {

  MaintenanceWindowOverlaps(Throwable cause) {
    super(
        Kind.CONFLICT,
        "maintenance-window-overlaps",
        "The vehicle is in maintenance then already",
        "Another maintenance window of the vehicle overlaps this one.",
        "/startsAt",
        cause);
  }
}
