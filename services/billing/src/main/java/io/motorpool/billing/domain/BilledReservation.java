package io.motorpool.billing.domain;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What was decided about a reservation, by which version of it, and at which price. Events may come
 * late, again or in another order than they happened: only a version above the known one has an
 * effect, and a price is compared with the one that was billed, whichever versions lie between. An
 * end that is heard of before the beginning therefore leaves the reservation UNBILLED for good.
 */
@Entity
@Table(name = "billed_reservation")
public class BilledReservation {

  /** What billing did. */
  public enum Outcome {
    /** The rental was not charged. */
    UNBILLED,
    /** The rental was charged. */
    INVOICED,
    /** The customer's credit did not allow an invoice. */
    REJECTED,
    /** The rental was charged, and credited as it came to nothing. */
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

  private boolean settled;

  @ElementCollection
  @CollectionTable(name = "billed_line", joinColumns = @JoinColumn(name = "reservation_id"))
  @OrderColumn(name = "position")
  private List<InvoiceLine> lines = new ArrayList<>();

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

  /** Whether it is to be charged for the first time: nothing of it is known yet. */
  boolean isNew() {
    return version == UNHEARD_OF;
  }

  /** Whether nothing that is heard of its price or its return is charged. */
  boolean isOver() {
    return outcome != Outcome.INVOICED && !isNew();
  }

  /** The price that the customer was billed at. */
  List<InvoiceLine> lines() {
    return List.copyOf(lines);
  }

  /** It is billed at this price, whatever it was billed at before. */
  void invoiced(long reservationVersion, List<InvoiceLine> price) {
    decide(reservationVersion, Outcome.INVOICED);
    lines.clear();
    lines.addAll(price);
  }

  /** Whether its return was settled. */
  boolean isSettled() {
    return settled;
  }

  /** Its return is settled, once and for all. */
  void settle() {
    settled = true;
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
