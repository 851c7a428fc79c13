package io.motorpool.billing.domain;

import io.motorpool.platform.money.Money;
import java.util.List;
import java.util.UUID;

/**
 * What a reservation costs, as it was agreed on at booking.
 *
 * @param reservationId what is charged for
 * @param customerId who is charged
 * @param lines what the total is made of, at least one, all in the total's currency
 * @param total the sum of the lines, not negative
 */
public record Charge(UUID reservationId, UUID customerId, List<InvoiceLine> lines, Money total) {

  /**
   * Keeps a copy of the lines.
   *
   * @throws ChargeInconsistent if the lines do not add up to the total
   */
  public Charge {
    lines = List.copyOf(lines);
    String currency = total.currency();
    if (lines.isEmpty() || lines.stream().anyMatch(it -> !it.currency().equals(currency))) {
      throw new ChargeInconsistent("A charge has lines, all in the currency of its total.");
    }
    Money sum = lines.stream().map(InvoiceLine::total).reduce(Money::plus).orElseThrow();
    if (!sum.equals(total)) {
      throw new ChargeInconsistent("The lines make %s, the total says %s.".formatted(sum, total));
    }
    if (total.isNegative()) {
      throw new ChargeInconsistent("A charge is not negative, this one is %s.".formatted(total));
    }
  }
}
