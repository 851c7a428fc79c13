package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * One piece of damage.
 *
 * @param description what is damaged, and where
 * @param chargeAmount what the customer pays for it, or null if nothing
 * @param chargeCurrency the ISO 4217 code of the charge, or null without one
 * @param photos where photographs of it are kept, references of the desk's own
 */
@Embeddable
public record Damage(
    String description,
    @Column(name = "charge_amount") BigDecimal chargeAmount,
    @Column(name = "charge_currency") String chargeCurrency,
    @JdbcTypeCode(SqlTypes.JSON) List<String> photos) {

  private static final BigDecimal HIGHEST_CHARGE = new BigDecimal("99999.99");

  /** Keeps a copy of the references; what was noted before there were any has none. */
  public Damage {
    photos = photos == null ? List.of() : List.copyOf(photos);
  }

  /** A piece of damage with what is charged for it, if anything is. */
  public static Damage of(String description, Optional<Money> charge, List<String> photos) {
    return new Damage(
        description,
        charge.map(Money::amount).orElse(null),
        charge.map(Money::currency).orElse(null),
        photos);
  }

  /** What the customer pays for it. Not taxed. */
  public Optional<Money> charge() {
    return Optional.ofNullable(chargeAmount).map(amount -> new Money(amount, chargeCurrency));
  }

  /**
   * Checks that it can be charged.
   *
   * @param currency of the rental
   * @param pointer the JSON pointer to it
   * @throws DamageInvalid if not
   */
  void requireChargeable(String currency, String pointer) {
    if (chargeAmount == null) {
      return;
    }
    if (!chargeCurrency.equals(currency)) {
      throw DamageInvalid.otherCurrency(currency, pointer);
    }
    if (chargeAmount.signum() < 0 || chargeAmount.compareTo(HIGHEST_CHARGE) > 0) {
      throw DamageInvalid.outOfBounds(HIGHEST_CHARGE, pointer);
    }
  }

  /**
   * Checks that nothing is charged for it.
   *
   * @param pointer the JSON pointer to it
   * @throws DamageInvalid if there is a charge
   */
  void requireUncharged(String pointer) {
    if (chargeAmount != null) {
      throw DamageInvalid.chargedAtPickUp(pointer);
    }
  }
}
