package io.motorpool.billing.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.platform.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be given back of one invoice, paid to another one of the same reservation.
 *
 * @param refund of the invoice with the surplus
 * @param payment of the invoice that asked for it, over the same amount
 */
record SettingOff(Refund refund, Payment payment) {

  /**
   * Sets off what can be set off: the oldest surplus first, against the oldest invoice that is to
   * be paid first. Afterwards nothing is to be given back while something of the same currency is
   * to be paid.
   *
   * @param ofReservation all invoices of a reservation in the order they were issued
   */
  static List<SettingOff> among(List<Invoice> ofReservation, Instant now) {
    List<SettingOff> done = new ArrayList<>();
    for (Invoice from : ofReservation) {
      for (Invoice to : ofReservation) {
        boolean possible =
            from.balance().isNegative()
                && to.isPayable()
                && to.total().currency().equals(from.total().currency());
        if (possible) {
          done.add(between(from, to, now));
        }
      }
    }
    return done;
  }

  private static SettingOff between(Invoice from, Invoice to, Instant now) {
    Money surplus = from.balance().negated();
    Money amount = surplus.compareTo(to.balance()) <= 0 ? surplus : to.balance();
    return new SettingOff(
        from.giveBack(
            UuidCreator.getTimeOrderedEpoch(), amount, RecordedMethod.OFFSET, to.number(), now),
        to.receive(
            UuidCreator.getTimeOrderedEpoch(), amount, RecordedMethod.OFFSET, from.number(), now));
  }
}
