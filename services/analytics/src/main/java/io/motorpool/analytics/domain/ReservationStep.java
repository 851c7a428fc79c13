package io.motorpool.analytics.domain;

/** A step in a reservation's life that is counted, and where its moment is kept. */
public enum ReservationStep {
  CREATED("created_at"),
  CONFIRMED("confirmed_at"),
  STARTED("started_at"),
  COMPLETED("completed_at"),
  CANCELLED("cancelled_at"),
  EXPIRED("expired_at"),
  NO_SHOW("no_show_at");

  private final String column;

  ReservationStep(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }
}
