package io.motorpool.billing.domain;

/**
 * An invoice has taken a step that others want to know of.
 *
 * @param transition which step
 * @param invoice the invoice after it
 */
public record InvoiceChanged(Transition transition, Invoice invoice) {

  /** The steps of an invoice's life. */
  public enum Transition {
    ISSUED,
    PAID,
    OVERDUE,
    /** Something was taken off it, or of that given back. */
    CREDITED
  }
}
