package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What renting a class costs that is picked up at one branch on one day. It holds for the whole
 * rental, whatever the tariff is on the days after.
 *
 * @param vehicleClass what is rented
 * @param rate what renting it costs, with the factor of the season
 * @param season the name of the season in the rate; empty for none
 * @param oneWayFee what the return at another branch costs; empty for nothing
 * @param taxPercent the tax of the branch
 */
public record ClassTariff(
    VehicleClass vehicleClass,
    Rate rate,
    Optional<String> season,
    Optional<Money> oneWayFee,
    BigDecimal taxPercent) {

  /** What the class is called and rented for; its own rate is charged as {@link #rate} only. */
  public ClassTerms terms() {
    return vehicleClass.terms();
  }
}
