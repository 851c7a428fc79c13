package io.motorpool.vehicle.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the desk says of a maintenance window. Moments are cut to full seconds.
 *
 * @param startsAt the beginning, inclusive
 * @param endsAt the end, exclusive
 * @param reason what is done to the vehicle, in words
 */
public record MaintenanceDetails(Instant startsAt, Instant endsAt, String reason) {

  /**
   * @throws MaintenanceWindowInvalid if it does not end after it begins, or is longer than 366 days
   */
  public MaintenanceDetails {
    startsAt = startsAt.truncatedTo(ChronoUnit.SECONDS);
    endsAt = endsAt.truncatedTo(ChronoUnit.SECONDS);
    if (!endsAt.isAfter(startsAt)) {
      throw MaintenanceWindowInvalid.endsBeforeItBegins();
    }
    if (Duration.between(startsAt, endsAt).compareTo(Period.LONGEST) > 0) {
      throw MaintenanceWindowInvalid.tooLong();
    }
  }

  /** When the vehicle cannot be rented. */
  public Period period() {
    return new Period(startsAt, endsAt);
  }

  /**
   * @throws MaintenanceWindowInvalid if it is over at a moment
   */
  void requireNotOver(Instant now) {
    if (!endsAt.isAfter(now)) {
      throw MaintenanceWindowInvalid.over();
    }
  }
}
