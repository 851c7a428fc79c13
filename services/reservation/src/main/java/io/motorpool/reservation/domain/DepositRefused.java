package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/** The vehicle is not handed over for this deposit. */
public final class DepositRefused extends Failure {

  /** More than any class asks for: who notes more has mistaken a digit. */
  private static final BigDecimal HIGHEST = new BigDecimal("99999.99");

  private DepositRefused(String type, String title, String detail, String pointer) {
    super(Kind.REFUSED, type, title, detail, pointer, null);
  }

  /**
   * Checks a deposit.
   *
   * @param agreed what the customer has to leave, zero if nothing
   * @throws DepositRefused if it is less, more than anybody leaves, or not comparable
   */
  static void check(Money agreed, Optional<RecordedDeposit> recorded) {
    if (recorded.isEmpty()) {
      if (!agreed.isZero()) {
        throw missing(agreed, "No deposit is recorded");
      }
      return;
    }
    Money amount = recorded.get().amount();
    if (!amount.currency().equals(agreed.currency())) {
      throw new DepositRefused(
          "deposit-currency",
          "The deposit is in the currency of the rental",
          "The deposit must be in %s.".formatted(agreed.currency()),
          "/deposit/amount/currency");
    }
    if (amount.isNegative()) {
      throw new DepositRefused(
          "deposit-negative",
          "A deposit is not below zero",
          "A deposit of %s cannot have been received.".formatted(amount),
          "/deposit/amount/amount");
    }
    if (amount.amount().compareTo(HIGHEST) > 0) {
      throw new DepositRefused(
          "deposit-implausible",
          "Nobody leaves such a deposit",
          "A deposit of more than %s is not believed.".formatted(HIGHEST.toPlainString()),
          "/deposit/amount/amount");
    }
    if (amount.compareTo(agreed) < 0) {
      throw missing(agreed, "Only " + amount + " are recorded");
    }
  }

  private static DepositRefused missing(Money agreed, String what) {
    return new DepositRefused(
        "deposit-missing",
        "The deposit is missing",
        "%s; %s were agreed on.".formatted(what, agreed),
        "/deposit");
  }
}
