package io.motorpool.notification.socket;

/** What a client can follow of a customer. */
public enum Topic {
  /** Everything about the customer's reservations, their invoices included. */
  RESERVATIONS(""),
  /** The customer's invoices only. */
  INVOICES("invoice.");

  private final String eventTypes;

  Topic(String eventTypes) {
    this.eventTypes = eventTypes;
  }

  /** How the types of the events on it begin; empty for all. */
  String eventTypes() {
    return eventTypes;
  }
}
