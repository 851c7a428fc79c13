package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.util.UUID;

/**
 * What the return at another branch costs.
 *
 * @param fromBranchId the branch of the pick-up
 * @param toBranchId the branch of the return
 * @param fee before tax
 */
public record OneWayFeeDetails(UUID fromBranchId, UUID toBranchId, Money fee) {

  /**
   * @throws OneWayBranchesAlike if both are the same branch
   * @throws AmountInvalid if the fee is below zero or above 99999.99, or in a currency that is none
   */
  public OneWayFeeDetails {
    if (fromBranchId.equals(toBranchId)) {
      throw new OneWayBranchesAlike();
    }
    Amounts.check(fee, "fee");
  }
}
