package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;

/**
 * One line of a price.
 *
 * @param type what is charged
 * @param description the line in words
 * @param quantity how many units
 * @param unitPrice what one unit costs
 */
public record PriceLine(Type type, String description, int quantity, Money unitPrice) {

  /** What a line charges for. */
  public enum Type {
    WEEK,
    DAY,
    HOUR,
    EXTRA,
    ONE_WAY,
    YOUNG_DRIVER,
    TAX
  }

  /** Quantity times unit price. */
  public Money amount() {
    return unitPrice.times(quantity);
  }
}
