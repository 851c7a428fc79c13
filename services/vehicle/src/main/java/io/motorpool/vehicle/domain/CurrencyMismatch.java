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

  static CurrencyMismatch ofRate(String expected) {
    return new CurrencyMismatch(
        "The class is rented in %s.".formatted(expected), "/rate/daily/currency");
  }

  static CurrencyMismatch ofRates(String expected) {
    return new CurrencyMismatch(
        "The class has rates in %s from some day on.".formatted(expected), "/rate/daily/currency");
  }

  static CurrencyMismatch ofOneWayFee(String expected) {
    return new CurrencyMismatch(
        "The return at another branch is not charged in %s.".formatted(expected),
        "/returnBranchId");
  }

  static CurrencyMismatch ofExtra(String code, String expected) {
    return new CurrencyMismatch(
        "The extra %s is not charged in %s.".formatted(code, expected), "/extras");
  }
}
