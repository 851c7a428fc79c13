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
 * @param unitAmount what one unit costs, in the currency; negative for what is taken off
 * @param amount what the line costs, in the currency: the quantity times the unit's
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

  private static final BigDecimal LARGEST = new BigDecimal("9999999999.99");

  /** How long a description may be, in UTF-16 characters. */
  static final int LONGEST_DESCRIPTION = 200;

  /**
   * So many units at so much each.
   *
   * @param unitPrice what one unit costs; negative for what is taken off
   */
  public static InvoiceLine of(
      PriceLineType type, String description, int quantity, Money unitPrice) {
    return of(type, description, quantity, unitPrice, unitPrice.times(quantity));
  }

  /**
   * A line as the reservation agreed on it.
   *
   * @throws ChargeInconsistent if unit price and total are of different currencies, or the total is
   *     not that of the units
   * @throws LineTooLarge if it comes to more than can be charged
   */
  public static InvoiceLine of(
      PriceLineType type, String description, int quantity, Money unitPrice, Money total) {
    if (!unitPrice.currency().equals(total.currency())) {
      throw new ChargeInconsistent("A line has one currency.");
    }
    if (!unitPrice.times(quantity).equals(total)) {
      throw new ChargeInconsistent(
          "A line of %d at %s does not come to %s.".formatted(quantity, unitPrice, total));
    }
    if (total.amount().abs().compareTo(LARGEST) > 0) {
      throw new LineTooLarge(total);
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

  /** A text as a description: its beginning, if it is too long for one. */
  static String description(String text) {
    if (text.length() <= LONGEST_DESCRIPTION) {
      return text;
    }
    int end = LONGEST_DESCRIPTION - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** The line with the opposite sign. */
  InvoiceLine negated() {
    return of(type, description, quantity, unitPrice().negated());
  }
}
