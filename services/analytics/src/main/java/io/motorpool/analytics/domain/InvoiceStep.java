package io.motorpool.analytics.domain;

import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import java.util.function.Function;

/** A step in an invoice's life that counts as revenue, and what of the invoice counts then. */
public enum InvoiceStep {
  /** The invoice is issued: its total is invoiced. */
  INVOICED("invoiced", InvoiceSnapshot::getTotal),
  /** Its balance is settled: what was paid in all counts on that day. */
  PAID("received", InvoiceSnapshot::getPaid),
  /** The reservation came to nothing: its total is credited. */
  CREDITED("credited", InvoiceSnapshot::getTotal);

  private final String column;
  private final Function<InvoiceSnapshot, io.motorpool.contracts.common.model.Money> amount;

  InvoiceStep(
      String column, Function<InvoiceSnapshot, io.motorpool.contracts.common.model.Money> amount) {
    this.column = column;
    this.amount = amount;
  }

  String moment() {
    return column + "_at";
  }

  String amount() {
    return column + "_amount";
  }

  /** What counts of the invoice as it is after the step. */
  public Money amountOf(InvoiceSnapshot invoice) {
    return Moneys.fromModel(amount.apply(invoice));
  }
}
