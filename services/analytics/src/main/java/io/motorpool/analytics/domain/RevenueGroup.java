package io.motorpool.analytics.domain;

import java.util.Optional;

/**
 * The revenue of a vehicle class at a branch in a currency.
 *
 * @param place the class and the branch of the pick-up, or empty as long as nothing is known of the
 *     reservations
 * @param figures the revenue, in the currency
 */
public record RevenueGroup(Optional<ClassAtBranch> place, RevenueFigures figures) {

  /** Where it stands in the list. */
  public Position position() {
    return new Position(place, figures.currency());
  }

  /**
   * Where a group stands in the list: in the order of class, branch and currency, what nothing is
   * known of last.
   *
   * @param place the class and the branch, or empty if nothing is known
   * @param currency the ISO 4217 code
   */
  public record Position(Optional<ClassAtBranch> place, String currency) {}
}
