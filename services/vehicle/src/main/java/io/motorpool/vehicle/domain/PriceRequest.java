package io.motorpool.vehicle.domain;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What is to be rented, where and when.
 *
 * @param vehicleClass an ACRISS code
 * @param pickupBranchId where it is picked up
 * @param returnBranchId where it is returned
 * @param startsAt the beginning, included
 * @param endsAt the end, excluded
 * @param driverAge in full years on the day of the pick-up; empty for a driver who is old enough
 * @param extras what to rent along
 */
public record PriceRequest(
    String vehicleClass,
    UUID pickupBranchId,
    UUID returnBranchId,
    Instant startsAt,
    Instant endsAt,
    OptionalInt driverAge,
    List<Selected> extras) {

  /**
   * Something to rent along.
   *
   * @param code the extra's code
   * @param quantity how many
   */
  public record Selected(String code, int quantity) {}

  /**
   * The rental's time.
   *
   * @throws PeriodInvalid if it does not end after it begins, or is too long
   */
  Period period() {
    if (!endsAt.isAfter(startsAt)) {
      throw PeriodInvalid.endsBeforeItBegins();
    }
    Period period = new Period(startsAt, endsAt);
    if (period.length().compareTo(Period.LONGEST) > 0) {
      throw PeriodInvalid.tooLong();
    }
    return period;
  }
}
