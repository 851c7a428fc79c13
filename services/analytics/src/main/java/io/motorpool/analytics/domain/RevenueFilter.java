package io.motorpool.analytics.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * Which revenue to look at.
 *
 * @param currency the ISO 4217 code, or empty for every currency
 * @param vehicleClass the class that was rented, or empty for every class
 * @param branchId the branch of the pick-up, or empty for every branch
 */
public record RevenueFilter(
    Optional<String> currency, Optional<String> vehicleClass, Optional<UUID> branchId) {

  /** All revenue. */
  public static RevenueFilter none() {
    return new RevenueFilter(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
