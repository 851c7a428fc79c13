package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** An amount in another currency than what it is charged with. */
public final class CurrencyMismatch extends Failure {

  private CurrencyMismatch(String detail, String pointer) {
    super(Kind.REFUSED, "currency-mismatch", "One tariff has one currency", detail, pointer, null);
  }

  static CurrencyMismatch notOfTheClasses(String currency, String pointer) {
    return new CurrencyMismatch("No vehicle class is rented in %s.".formatted(currency), pointer);
  }

  static CurrencyMismatch ofExtra(String code, String expected) {
    return new CurrencyMismatch(
        "The extra %s is not charged in %s.".formatted(code, expected), "/extras");
  }
}
