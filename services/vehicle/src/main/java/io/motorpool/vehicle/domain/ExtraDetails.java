package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;

/**
 * What an extra is called and rented for.
 *
 * @param name as customers see it
 * @param description what a customer gets
 * @param charge what it is charged by
 * @param price of one of it, before tax
 * @param maximumPerRental how many one rental may have
 */
public record ExtraDetails(
    String name, String description, Extra.Charge charge, Money price, int maximumPerRental) {

  /**
   * @throws AmountInvalid if the price is below zero or above 99999.99, or in a currency that is
   *     none
   */
  public ExtraDetails {
    Amounts.check(price, "price");
  }
}
