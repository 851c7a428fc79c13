package io.motorpool.billing.domain;

import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import java.util.List;
import java.util.UUID;

/**
 * What a customer is to be charged for a reservation.
 *
 * @param reservationId what is charged for
 * @param customerId who is charged
 * @param kind why it is charged
 * @param lines what the total is made of, at least one, all in the total's currency
 * @param total the sum of the lines, not negative
 */
public record Charge(
    UUID reservationId, UUID customerId, InvoiceKind kind, List<InvoiceLine> lines, Money total) {

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
    Money sum = Lines.total(lines);
    if (!sum.equals(total)) {
      throw new ChargeInconsistent("The lines make %s, the total says %s.".formatted(sum, total));
    }
    if (total.isNegative()) {
      throw new ChargeInconsistent("A charge is not negative, this one is %s.".formatted(total));
    }
  }

  /**
   * What is charged for the rental itself: the price as it is agreed on now.
   *
   * @throws ChargeInconsistent if the lines do not add up to the total
   */
  public static Charge rental(ReservationSnapshot reservation) {
    return new Charge(
        reservation.getId(),
        reservation.getCustomerId(),
        InvoiceKind.RENTAL,
        reservation.getPrice().getLines().stream().map(Charge::line).toList(),
        Moneys.fromModel(reservation.getPrice().getTotal()));
  }

  /**
   * What is charged beside the rental.
   *
   * @param lines what the total is made of, at least one
   */
  static Charge further(
      ReservationSnapshot reservation, InvoiceKind kind, List<InvoiceLine> lines) {
    return new Charge(
        reservation.getId(), reservation.getCustomerId(), kind, lines, Lines.total(lines));
  }

  private static InvoiceLine line(PriceLine line) {
    return InvoiceLine.of(
        line.getType(),
        line.getDescription(),
        line.getQuantity(),
        Moneys.fromModel(line.getUnitPrice()),
        Moneys.fromModel(line.getAmount()));
  }
}
