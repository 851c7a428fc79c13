package io.motorpool.billing.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * What was decided about a reservation, and by which version of it. Events may come late, again or
 * in another order than they happened: only a version above the known one has an effect. An end
 * that is heard of before the beginning therefore leaves the reservation UNBILLED for good.
 */
@Entity
@Table(name = "billed_reservation")
public class BilledReservation {

  /** What billing did. */
  public enum Outcome {
    /** Nothing was charged. */
    UNBILLED,
    /** An invoice was issued. */
    INVOICED,
    /** The customer's credit did not allow an invoice. */
    REJECTED,
    /** An invoice was issued, and credited. */
    CREDITED
  }

  /** Below every version a reservation can have. */
  static final long UNHEARD_OF = -1;

  @Id
  @Column(name = "reservation_id")
  private UUID reservationId;

  private long version;

  @Enumerated(EnumType.STRING)
  private Outcome outcome;

  /** For the persistence provider. */
  protected BilledReservation() {}

  /** A reservation that nothing was heard of yet. */
  BilledReservation(UUID reservationId) {
    this.reservationId = reservationId;
    this.version = UNHEARD_OF;
    this.outcome = Outcome.UNBILLED;
  }

  /** Whether the reservation's version is newer than all that had an effect. */
  boolean isNews(long reservationVersion) {
    return reservationVersion > version;
  }

  void invoiced(long reservationVersion) {
    decide(reservationVersion, Outcome.INVOICED);
  }

  void rejected(long reservationVersion) {
    decide(reservationVersion, Outcome.REJECTED);
  }

  /** The reservation came to nothing; an invoice, if there is one, is to be credited. */
  void ended(long reservationVersion) {
    decide(reservationVersion, outcome == Outcome.INVOICED ? Outcome.CREDITED : outcome);
  }

  /** What billing did. */
  Outcome outcome() {
    return outcome;
  }

  private void decide(long reservationVersion, Outcome decided) {
    if (!isNews(reservationVersion)) {
      throw new IllegalStateException(
          "Version %d of reservation %s has no effect after %d"
              .formatted(reservationVersion, reservationId, version));
    }
    version = reservationVersion;
    outcome = decided;
  }
}
