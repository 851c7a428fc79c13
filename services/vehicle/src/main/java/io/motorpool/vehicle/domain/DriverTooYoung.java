package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** The driver is below the least age of the class. */
public final class DriverTooYoung extends Failure {

  private DriverTooYoung(String detail, String pointer) {
    super(Kind.REFUSED, "driver-too-young", "The driver is too young", detail, pointer, null);
  }

  static DriverTooYoung below(int minimumDriverAge) {
    return new DriverTooYoung(
        "The driver must be at least %d years old.".formatted(minimumDriverAge), "/driverAge");
  }
}
