package io.motorpool.vehicle.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * When renting costs more or less, and where. Days are those of the calendar at the branch of the
 * pick-up.
 *
 * @param name as customers see it
 * @param from its first day
 * @param until its last day, included
 * @param factor what rates are multiplied by
 * @param vehicleClass the only class it is for; empty for all
 * @param branchId the only branch of the pick-up it is for; empty for all
 */
public record SeasonDetails(
    String name,
    LocalDate from,
    LocalDate until,
    BigDecimal factor,
    Optional<String> vehicleClass,
    Optional<UUID> branchId) {

  private static final int MOST_DAYS = 366;
  private static final BigDecimal LEAST_FACTOR = new BigDecimal("0.10");
  private static final BigDecimal HIGHEST_FACTOR = new BigDecimal("10.00");

  /**
   * @throws SeasonDaysInvalid if it ends before it begins, or has more than 366 days
   * @throws SeasonFactorInvalid if the factor is not from 0.10 to 10.00
   */
  public SeasonDetails {
    if (until.isBefore(from)) {
      throw SeasonDaysInvalid.endsBeforeItBegins();
    }
    if (ChronoUnit.DAYS.between(from, until) >= MOST_DAYS) {
      throw SeasonDaysInvalid.tooLong(MOST_DAYS);
    }
    if (factor.compareTo(LEAST_FACTOR) < 0 || factor.compareTo(HIGHEST_FACTOR) > 0) {
      throw SeasonFactorInvalid.outOfBounds(LEAST_FACTOR, HIGHEST_FACTOR);
    }
  }

  /** Whether it counts for a class that is picked up at a branch on a day. */
  boolean isFor(LocalDate day, String code, UUID branch) {
    return !day.isBefore(from)
        && !day.isAfter(until)
        && vehicleClass.stream().allMatch(code::equals)
        && branchId.stream().allMatch(branch::equals);
  }
}
