package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import io.motorpool.reservation.domain.ReservationChanged.Transition;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One customer's claim on one vehicle for a period.
 *
 * <p>Its life begins as a hold (PENDING) that keeps the vehicle for a short time while billing
 * issues the invoice. The invoice confirms it (CONFIRMED); without one it expires (EXPIRED), and if
 * billing refuses, it is cancelled. The customer picks the vehicle up (ACTIVE) and returns it
 * (COMPLETED). Until the pick-up it can be cancelled (CANCELLED). NO_SHOW is for a vehicle that
 * nobody came for.
 *
 * <p>Each transition checks the state it leads from, and returns what is to be told to others.
 */
@Entity
public class Reservation {

  /** How far a reservation has come. */
  public enum Status {
    PENDING,
    CONFIRMED,
    ACTIVE,
    COMPLETED,
    CANCELLED,
    EXPIRED,
    NO_SHOW
  }

  @Id private UUID id;

  @Column(name = "customer_id")
  private UUID customerId;

  @Column(name = "vehicle_id")
  private UUID vehicleId;

  @Column(name = "vehicle_class")
  private String vehicleClass;

  @Column(name = "pickup_branch_id")
  private UUID pickupBranchId;

  @Column(name = "return_branch_id")
  private UUID returnBranchId;

  @Column(name = "starts_at")
  private Instant startsAt;

  @Column(name = "ends_at")
  private Instant endsAt;

  @Enumerated(EnumType.STRING)
  private Status status;

  private String currency;

  @Column(name = "total_amount")
  private BigDecimal totalAmount;

  @Column(name = "deposit_amount")
  private BigDecimal depositAmount;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(
      name = "reservation_price_line",
      joinColumns = @JoinColumn(name = "reservation_id"))
  @OrderColumn(name = "position")
  private List<PriceLine> priceLines = new ArrayList<>();

  @Column(name = "hold_expires_at")
  private Instant holdExpiresAt;

  @Column(name = "invoice_id")
  private UUID invoiceId;

  @Column(name = "cancellation_reason")
  private String cancellationReason;

  @Embedded private Handover handover;

  @Embedded private Handback handback;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "reservation_damage", joinColumns = @JoinColumn(name = "reservation_id"))
  @OrderColumn(name = "position")
  @Column(name = "description")
  private List<String> damage = new ArrayList<>();

  @Embedded private ImportedRental imported;

  @Version private long version;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For the persistence provider. */
  protected Reservation() {}

  /**
   * Holds a vehicle for a customer.
   *
   * @param id the reservation's id, a UUIDv7
   * @param customerId who rents
   * @param offer the vehicle and its terms, as the vehicle service gave them
   * @param itinerary where and when
   * @param now the present moment
   * @param holdTime how long the vehicle is kept without an invoice
   */
  public static Reservation hold(
      UUID id,
      UUID customerId,
      VehicleOffer offer,
      Itinerary itinerary,
      Instant now,
      Duration holdTime) {
    Price price = Price.of(offer.rate(), itinerary.period());
    Reservation reservation = new Reservation();
    reservation.id = id;
    reservation.customerId = customerId;
    reservation.vehicleId = offer.vehicleId();
    reservation.vehicleClass = offer.vehicleClass();
    reservation.pickupBranchId = itinerary.pickupBranchId();
    reservation.returnBranchId = itinerary.returnBranchId();
    reservation.startsAt = itinerary.period().startsAt();
    reservation.endsAt = itinerary.period().endsAt();
    reservation.status = Status.PENDING;
    reservation.priceLines = new ArrayList<>(price.lines());
    reservation.totalAmount = price.total().amount();
    reservation.currency = price.total().currency();
    reservation.depositAmount = offer.deposit().amount();
    reservation.holdExpiresAt = now.plus(holdTime);
    reservation.createdAt = now;
    reservation.updatedAt = now;
    return reservation;
  }

  /**
   * What ended before Motorpool was in use.
   *
   * @param id the reservation's id, a UUIDv7
   * @param rental what is known of it
   * @param vehicleClass the vehicle's class, an ACRISS code
   */
  static Reservation past(UUID id, PastRental rental, String vehicleClass) {
    Reservation reservation = new Reservation();
    reservation.id = id;
    reservation.customerId = rental.customerId();
    reservation.vehicleId = rental.vehicleId();
    reservation.vehicleClass = vehicleClass;
    reservation.pickupBranchId = rental.pickupBranchId();
    reservation.returnBranchId = rental.returnBranchId();
    reservation.startsAt = rental.startsAt();
    reservation.endsAt = rental.endsAt();
    reservation.status = rental.outcome();
    reservation.priceLines =
        new ArrayList<>(List.of(PriceLine.of(PriceLine.Type.OTHER, 1, rental.price())));
    reservation.totalAmount = rental.price().amount();
    reservation.currency = rental.price().currency();
    reservation.depositAmount = BigDecimal.ZERO.setScale(2);
    reservation.imported = new ImportedRental(rental.reference(), rental.charged().amount());
    reservation.createdAt = rental.bookedAt();
    reservation.updatedAt = rental.endsAt();
    return reservation;
  }

  /** The end of a rental of before, as others hear of it. */
  ReservationChanged ended() {
    return new ReservationChanged(Transition.valueOf(status.name()), this);
  }

  /** The hold as others hear of it. */
  public ReservationChanged created() {
    return new ReservationChanged(Transition.CREATED, this);
  }

  /** Billing has issued the invoice: the vehicle is the customer's for the period. */
  public ReservationChanged confirm(UUID invoice, Instant now) {
    move("confirmed", Status.CONFIRMED, now, Status.PENDING);
    invoiceId = Objects.requireNonNull(invoice, "invoice");
    return new ReservationChanged(Transition.CONFIRMED, this);
  }

  /** The customer takes the vehicle. */
  public ReservationChanged pickUp(int odometerKm, int fuelLevelPercent, Instant now) {
    move("picked up", Status.ACTIVE, now, Status.CONFIRMED);
    handover = new Handover(now, odometerKm, fuelLevelPercent);
    return new ReservationChanged(Transition.STARTED, this);
  }

  /**
   * The vehicle is back.
   *
   * @param branchId where it was returned, or null for the agreed branch
   * @throws OdometerRunsBackwards if the vehicle shows less than at pick-up
   */
  public ReservationChanged giveBack(
      int odometerKm, int fuelLevelPercent, UUID branchId, List<String> foundDamage, Instant now) {
    move("returned", Status.COMPLETED, now, Status.ACTIVE);
    if (odometerKm < handover.odometerKm()) {
      throw new OdometerRunsBackwards(handover.odometerKm(), odometerKm);
    }
    handback =
        new Handback(
            now, branchId == null ? returnBranchId : branchId, odometerKm, fuelLevelPercent);
    damage = new ArrayList<>(foundDamage);
    return new ReservationChanged(Transition.COMPLETED, this);
  }

  /** The customer, the desk or billing calls it off before the pick-up. */
  public ReservationChanged cancel(String reason, Instant now) {
    move("cancelled", Status.CANCELLED, now, Status.PENDING, Status.CONFIRMED);
    cancellationReason = Objects.requireNonNull(reason, "reason");
    return new ReservationChanged(Transition.CANCELLED, this);
  }

  /** Nobody answered the hold in time. */
  public ReservationChanged expire(Instant now) {
    move("expired", Status.EXPIRED, now, Status.PENDING);
    return new ReservationChanged(Transition.EXPIRED, this);
  }

  private void move(String action, Status to, Instant now, Status first, Status... others) {
    Set<Status> from = EnumSet.of(first, others);
    if (!from.contains(status)) {
      throw new ReservationInWrongState(action, status, from);
    }
    status = to;
    // The hold is over, however it ended.
    holdExpiresAt = null;
    updatedAt = now;
  }

  /** The reservation's id. */
  public UUID id() {
    return id;
  }

  /** Who rents. */
  public UUID customerId() {
    return customerId;
  }

  /** The reserved vehicle. */
  public UUID vehicleId() {
    return vehicleId;
  }

  /** The vehicle's class at booking, an ACRISS code. */
  public String vehicleClass() {
    return vehicleClass;
  }

  /** Where and when. */
  public Itinerary itinerary() {
    return new Itinerary(pickupBranchId, returnBranchId, new Period(startsAt, endsAt));
  }

  /** How far it has come. */
  public Status status() {
    return status;
  }

  /** The price agreed on at booking. */
  public Price price() {
    return new Price(priceLines);
  }

  /** The sum of the price's lines. */
  public Money total() {
    return new Money(totalAmount, currency);
  }

  /** What the customer leaves as a security. */
  public Money deposit() {
    return new Money(depositAmount, currency);
  }

  /** Until when the vehicle is kept without an invoice; only while PENDING. */
  public Optional<Instant> holdExpiresAt() {
    return Optional.ofNullable(holdExpiresAt);
  }

  /** The invoice that confirmed it. */
  public Optional<UUID> invoiceId() {
    return Optional.ofNullable(invoiceId);
  }

  /** Why it was cancelled, if it was. */
  public Optional<String> cancellationReason() {
    return Optional.ofNullable(cancellationReason);
  }

  /** How the vehicle was handed over, if it was. */
  public Optional<Handover> handover() {
    return Optional.ofNullable(handover);
  }

  /** How the vehicle came back, if it did. */
  public Optional<Handback> handback() {
    return Optional.ofNullable(handback);
  }

  /** The damage found at the return, in the order it was noted. */
  public List<String> damage() {
    return List.copyOf(damage);
  }

  /** Where it comes from, if it was made before Motorpool was in use. */
  public Optional<ImportedRental> imported() {
    return Optional.ofNullable(imported);
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }

  /** When the hold was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it last changed. */
  public Instant updatedAt() {
    return updatedAt;
  }
}
