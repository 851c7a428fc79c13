package io.motorpool.vehicle.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What is known of a branch.
 *
 * @param code the short code known to the staff
 * @param timeZone the IANA name of the zone that the opening hours are in
 * @param openingHours at most one entry a day; a day without one is closed
 * @param taxPercent the tax on what is rented there, in per cent, two places
 * @param turnaround how long a vehicle that is returned there is looked after before its next
 *     rental can begin, in full minutes
 */
public record BranchDetails(
    String code,
    String name,
    String timeZone,
    Address address,
    List<OpeningHours> openingHours,
    BigDecimal taxPercent,
    Duration turnaround) {

  private static final BigDecimal HIGHEST_TAX = new BigDecimal("99.99");

  /**
   * @throws OpeningHoursInvalid if there is no such time zone, or a day is listed twice
   * @throws TaxPercentInvalid if the tax is not from 0.00 to 99.99
   */
  public BranchDetails {
    openingHours = List.copyOf(openingHours);
    // Not ZoneId.of, which also takes offsets such as GMT+2.
    if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
      throw OpeningHoursInvalid.unknownTimeZone();
    }
    if (openingHours.stream().map(OpeningHours::dayOfWeek).distinct().count()
        < openingHours.size()) {
      throw OpeningHoursInvalid.listedTwice();
    }
    if (taxPercent.signum() < 0 || taxPercent.compareTo(HIGHEST_TAX) > 0) {
      throw TaxPercentInvalid.outOfBounds();
    }
  }
}
