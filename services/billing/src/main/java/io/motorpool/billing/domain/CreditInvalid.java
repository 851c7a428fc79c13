package io.motorpool.billing.domain;

import io.motorpool.platform.failure.Failure;

/** Something that cannot be credited, whatever is left of the invoice. */
public final class CreditInvalid extends Failure {

  private CreditInvalid(String detail, String pointer) {
    super(Kind.REFUSED, "credit-invalid", "This cannot be credited", detail, pointer, null);
  }

  static CreditInvalid notAboveZero(String place) {
    return new CreditInvalid("A credit must come to more than zero.", place);
  }

  static CreditInvalid otherCurrency(String currency, String place) {
    return new CreditInvalid("The invoice is credited in %s.".formatted(currency), place);
  }

  /** Lines or an amount say what is credited, and not both. */
  public static CreditInvalid notOneOfLinesAndAmount() {
    return new CreditInvalid("Either lines or an amount say what is credited.", "/amount");
  }
}
