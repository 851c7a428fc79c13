package io.motorpool.vehicle.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a class costs, and when. Days are those of the calendar at the branch of the pick-up.
 *
 * @param validFrom the first day it holds
 * @param validUntil the last day it holds, included; empty for no end
 * @param rate what renting costs
 */
public record ClassRateDetails(LocalDate validFrom, Optional<LocalDate> validUntil, Rate rate) {

  /**
   * @throws ValidityInvalid if it ends before it begins
   * @throws RateInvalid if an amount is below zero or above 99999.99, or they are not all in one
   *     currency
   */
  public ClassRateDetails {
    if (validUntil.isPresent() && validUntil.get().isBefore(validFrom)) {
      throw ValidityInvalid.endsBeforeItBegins();
    }
    rate.check();
  }

  /** Whether it holds on the day. */
  boolean holdsOn(LocalDate day) {
    return !day.isBefore(validFrom) && validUntil.stream().noneMatch(day::isAfter);
  }
}
