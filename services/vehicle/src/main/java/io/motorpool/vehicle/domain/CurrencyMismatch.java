package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** An amount in another currency than what it is charged with. */
public final class CurrencyMismatch extends Failure {

  private CurrencyMismatch(String detail, String pointer) {
    super(Kind.REFUSED, "currency-mismatch", "One tariff has one currency", detail, pointer, null);
  }

  static CurrencyMismatch ofRates(String expected) {
    return new CurrencyMismatch("The rates must be in %s, as the class is.".formatted(expected), "/rate");
  }

  static CurrencyMismatch ofClass(String expected) {
    return new CurrencyMismatch("The class has rates in %s.".formatted(expected), "/rate");
  }

  static CurrencyMismatch notOfTheClasses(String currency, String pointer) {
    return new CurrencyMismatch("No vehicle class is rented in %s.".formatted(currency), pointer);
  }

  static CurrencyMismatch ofExtra(String code, String expected) {
    return new CurrencyMismatch("The extra %s is not charged in %s.".formatted(code, expected), "/extras");
  }

  static CurrencyMismatch ofOneWayFee(String expected) {
    return new CurrencyMismatch("The fee for the return at another branch is not charged in %s.".formatted(expected), "/returnBranchId");
  }
}
