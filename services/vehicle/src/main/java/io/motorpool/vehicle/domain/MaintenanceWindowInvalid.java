package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** A maintenance window that cannot be. */
public final class MaintenanceWindowInvalid extends Failure {

  private MaintenanceWindowInvalid(String detail) {
    super(
        Kind.REFUSED,
        "maintenance-window-invalid",
        "No vehicle can be in maintenance then",
        detail,
        "/endsAt",
        null);
  }

  static MaintenanceWindowInvalid endsBeforeItBegins() {
    return new MaintenanceWindowInvalid("The window must end after it begins.");
  }

  static MaintenanceWindowInvalid tooLong() {
    return new MaintenanceWindowInvalid(
        "A window is at most %d days long.".formatted(Period.LONGEST.toDays()));
  }

  static MaintenanceWindowInvalid over() {
    return new MaintenanceWindowInvalid("The window must not be over already.");
  }
}
