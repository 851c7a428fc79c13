package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.math.BigDecimal;

/** Damage that cannot be charged as it is noted. */
public final class DamageInvalid extends Failure {

  private DamageInvalid(String type, String title, String detail, String pointer) {
    super(Kind.REFUSED, type, title, detail, pointer, null);
  }

  static DamageInvalid otherCurrency(String currency, String damage) {
    return new DamageInvalid(
        "damage-charge-currency",
        "Damage is charged in the currency of the rental",
        "The charge must be in %s.".formatted(currency),
        damage + "/charge/currency");
  }

  static DamageInvalid outOfBounds(BigDecimal highest, String damage) {
    return new DamageInvalid(
        "damage-charge-invalid",
        "Damage cannot be charged with this amount",
        "The charge must be from 0.00 to %s.".formatted(highest.toPlainString()),
        damage + "/charge/amount");
  }

  static DamageInvalid chargedAtPickUp(String damage) {
    return new DamageInvalid(
        "damage-charge-at-pick-up",
        "Damage from before the rental is not charged",
        "Damage that the vehicle has already cannot have a charge.",
        damage + "/charge");
  }
}
