package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What it would cost to cancel.
 *
 * @param fee tax included
 * @param description which step of the policy that is, in words for the customer
 * @param validUntil the last moment before it gets dearer; empty if it does not
 */
public record CancellationQuote(Money fee, String description, Optional<Instant> validUntil) {

  /** It costs nothing. */
  static CancellationQuote free(String currency, String reason) {
    return new CancellationQuote(
        Money.zero(currency), "Free of charge: " + reason, Optional.empty());
  }
}
