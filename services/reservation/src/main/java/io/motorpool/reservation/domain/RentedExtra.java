package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;

/**
 * Something that is rented along with the vehicle, at the price it was agreed on.
 *
 * @param code the extra's code in the tariff
 * @param name as customers see it
 * @param quantity how many, at least one
 * @param charge what it is charged by
 * @param unitAmount what one costs each time it is charged, in the currency, before tax
 * @param currency the ISO 4217 code
 */
@Embeddable
public record RentedExtra(
    String code,
    String name,
    int quantity,
    @Enumerated(EnumType.STRING) Charge charge,
    @Column(name = "unit_amount") BigDecimal unitAmount,
    String currency) {

  /** What an extra is charged by. */
  public enum Charge {
    /** Each begun rental day. */
    PER_DAY,
    /** Once, however long the rental takes. */
    PER_RENTAL
  }

  /** What one costs each time it is charged, before tax. */
  public Money unitPrice() {
    return new Money(unitAmount, currency);
  }

  /** What was chosen, without its price. */
  public ExtraChoice choice() {
    return new ExtraChoice(code, quantity);
  }
}
