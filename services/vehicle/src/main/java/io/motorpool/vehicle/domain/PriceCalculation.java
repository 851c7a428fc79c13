package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.util.List;

/**
 * What a rental costs, and what it is settled by.
 *
 * @param tariff what is rented, and what that costs on the day
 * @param lines what the total is made of
 * @param extras what is rented along
 */
public record PriceCalculation(
    ClassTariff tariff, List<PriceLine> lines, List<RentedExtra> extras) {

  /** The sum of the lines. */
  public Money total() {
    return Tariff.total(lines);
  }
}
