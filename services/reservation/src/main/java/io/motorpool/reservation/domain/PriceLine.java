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
 * @param unitAmount what one unit costs, in the currency; negative where something is given back
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

  /** What a line charges for, as the contracts name it. */
  public enum Type {
    WEEK,
    DAY,
    HOUR,
    EXTRA,
    ONE_WAY,
    YOUNG_DRIVER,
    LATE_RETURN,
    EARLY_RETURN,
    EXCESS_KILOMETRES,
    FUEL,
    DAMAGE,
    CANCELLATION,
    NO_SHOW,
    OTHER,
    TAX
  }

  /** So many units at so much each. */
  public static PriceLine of(Type type, String description, int quantity, Money unitPrice) {
    return new PriceLine(
        type,
        description,
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
