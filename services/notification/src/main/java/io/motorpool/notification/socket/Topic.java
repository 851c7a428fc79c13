package io.motorpool.notification.socket;

/** What a client can follow of a customer. */
public enum Topic {
  /** Everything about the customer's reservations, their invoices included. */
  RESERVATIONS,
  /** The customer's invoices only. */
  INVOICES
}
