package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a rental costs, and what it is settled by.
 *
 * @param vehicleClass what is rented
 * @param lines what the total is made of
 * @param extras what is rented along
 * @param taxPercent the tax in the total
 */
public record PriceCalculation(
    VehicleClass vehicleClass,
    List<PriceLine> lines,
    List<RentedExtra> extras,
    BigDecimal taxPercent) {

  /** The sum of the lines. */
  public Money total() {
    return Tariff.total(lines);
  }
}
