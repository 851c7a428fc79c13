package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a cancellation, or not to come, costs. Never more than the rental itself.
 *
 * @param kind what the fee is computed by
 * @param quantity how many per cent or rental days; 0 if it is free
 */
public record CancellationCharge(Kind kind, int quantity) {

  /** What a fee is computed by. */
  public enum Kind {
    /** There is none. */
    FREE,
    /** A share of the total price, which has its tax in it. */
    PERCENT,
    /** Rental days at the daily rate agreed on, and the tax on them. */
    DAYS
  }

  /** It costs nothing. */
  public static final CancellationCharge NONE = new CancellationCharge(Kind.FREE, 0);

  /** A share of the total price, 1 to 100 per cent. */
  public static CancellationCharge percent(int percent) {
    return new CancellationCharge(Kind.PERCENT, percent);
  }

  /** So many rental days, 1 or more. */
  public static CancellationCharge days(int days) {
    return new CancellationCharge(Kind.DAYS, days);
  }

  /**
   * A charge as somebody wrote it down.
   *
   * @param percent needed with PERCENT, or null
   * @param days needed with DAYS, or null
   * @param pointer the JSON pointer to where it is written
   * @throws CancellationPolicyInvalid if the number is missing, or there is one that is of no use
   */
  public static CancellationCharge of(Kind kind, Integer percent, Integer days, String pointer) {
    requireOnlyWith(Kind.PERCENT, kind, percent, pointer + "/percent");
    requireOnlyWith(Kind.DAYS, kind, days, pointer + "/days");
    return switch (kind) {
      case FREE -> NONE;
      case PERCENT -> percent(percent);
      case DAYS -> days(days);
    };
  }

  private static void requireOnlyWith(Kind needs, Kind kind, Integer quantity, String pointer) {
    if (needs == kind && quantity == null) {
      throw CancellationPolicyInvalid.quantityMissing(kind, pointer);
    }
    if (needs != kind && quantity != null) {
      throw CancellationPolicyInvalid.quantityUseless(kind, pointer);
    }
  }

  /**
   * The fee, tax included.
   *
   * @param total what the rental costs, tax included; the most that the fee can be
   * @param dayPrice what a rental day costs; where nothing is agreed on about that, days are free
   * @return rounded half up to cents
   */
  public Money fee(Money total, Optional<DayPrice> dayPrice) {
    Money fee =
        switch (kind) {
          case FREE -> Money.zero(total.currency());
          case PERCENT -> share(total);
          case DAYS ->
              dayPrice
                  .map(it -> it.withTax(quantity))
                  .orElseGet(() -> Money.zero(total.currency()));
        };
    return fee.compareTo(total) > 0 ? total : fee;
  }

  private Money share(Money total) {
    BigDecimal share = total.amount().multiply(BigDecimal.valueOf(quantity, 2));
    return new Money(share.setScale(2, RoundingMode.HALF_UP), total.currency());
  }

  /** The charge in words for the customer, as the beginning of a sentence. */
  String inWords() {
    return switch (kind) {
      case FREE -> "Free of charge";
      case PERCENT -> quantity + " % of the total price";
      case DAYS -> quantity == 1 ? "One rental day" : quantity + " rental days";
    };
  }
}
