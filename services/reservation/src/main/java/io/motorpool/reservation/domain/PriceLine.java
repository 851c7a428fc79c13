package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;

/**
 * One line of a price: so many units at so much each.
 *
 * @param type what the units are
 * @param description the line in words
 * @param quantity how many units
 * @param unitAmount what one unit costs, in the currency
 * @param amount quantity times unit
 * @param currency the ISO 4217 code
 */
@Embeddable
public record PriceLine(
    @Enumerated(EnumType.STRING) Type type,
    String description,
    int quantity,
    @Column(name = "unit_amount") BigDecimal unitAmount,
    BigDecimal amount,
    String currency) {

  /** What a line charges for. */
  public enum Type {
    /** Seven rental days at the weekly rate. */
    WEEK("Rental week"),
    /** A rental day of 24 hours. */
    DAY("Rental day"),
    /** An hour beyond full rental days. */
    HOUR("Rental hour"),
    /** What was agreed on elsewhere. */
    OTHER("Rental");

    private final String description;

    Type(String description) {
      this.description = description;
    }
  }

  /** A line of the given type. */
  public static PriceLine of(Type type, int quantity, Money unitPrice) {
    return new PriceLine(
        type,
        type.description,
        quantity,
        unitPrice.amount(),
        unitPrice.times(quantity).amount(),
        unitPrice.currency());
  }

  /** What one unit costs. */
  public Money unitPrice() {
    return new Money(unitAmount, currency);
  }

  /** What the line costs. */
  public Money total() {
    return new Money(amount, currency);
  }
}
