package io.motorpool.billing.domain;

import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;

/**
 * One line of an invoice: so many units at so much each.
 *
 * @param type what the units are
 * @param description the line in words
 * @param quantity how many units
 * @param unitAmount what one unit costs, in the currency
 * @param amount what the line costs, in the currency
 * @param currency the ISO 4217 code
 */
@Embeddable
public record InvoiceLine(
    @Enumerated(EnumType.STRING) PriceLineType type,
    String description,
    int quantity,
    @Column(name = "unit_amount") BigDecimal unitAmount,
    BigDecimal amount,
    String currency) {

  /**
   * A line as the reservation agreed on it.
   *
   * @throws ChargeInconsistent if unit price and total are of different currencies
   */
  public static InvoiceLine of(
      PriceLineType type, String description, int quantity, Money unitPrice, Money total) {
    if (!unitPrice.currency().equals(total.currency())) {
      throw new ChargeInconsistent("A line has one currency.");
    }
    return new InvoiceLine(
        type, description, quantity, unitPrice.amount(), total.amount(), total.currency());
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
