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

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "reservation_extra", joinColumns = @JoinColumn(name = "reservation_id"))
  @OrderColumn(name = "position")
  private List<RentedExtra> extras = new ArrayList<>();

  @Embedded private RentalTerms terms;

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
   * @param vehicleId the vehicle
   * @param agreement what it costs and is settled by
   * @param itinerary where and when
   * @param now the present moment
   * @param holdTime how long the vehicle is kept without an invoice
   */
  public static Reservation hold(
      UUID id,
      UUID customerId,
      UUID vehicleId,
      Agreement agreement,
      Itinerary itinerary,
      Instant now,
      Duration holdTime) {
    Reservation reservation = new Reservation();
    reservation.id = id;
    reservation.customerId = customerId;
    reservation.vehicleId = vehicleId;
    reservation.vehicleClass = agreement.vehicleClass();
    reservation.travel(itinerary);
    reservation.status = Status.PENDING;
    reservation.agree(agreement);
    reservation.currency = agreement.price().total().currency();
    reservation.depositAmount = agreement.deposit().amount();
    reservation.holdExpiresAt = now.plus(holdTime);
    reservation.createdAt = now;
    reservation.updatedAt = now;
    return reservation;
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

  /**
   * Another period, other branches or extras, and the price of it. The hold keeps its end, and what
   * was left as a deposit stays.
   *
   * @param agreement for the class that was booked, in the currency of before
   */
  public ReservationChanged modify(Itinerary itinerary, Agreement agreement, Instant now) {
    requireChangeableTo(itinerary);
    travel(itinerary);
    agree(agreement);
    if (status != Status.ACTIVE) {
      depositAmount = agreement.deposit().amount();
    }
    updatedAt = now;
    return new ReservationChanged(Transition.MODIFIED, this);
  }

  /** Another vehicle; class and price stay those that were agreed on. */
  public ReservationChanged swap(UUID vehicle, Instant now) {
    requireSwappable();
    vehicleId = Objects.requireNonNull(vehicle, "vehicle");
    updatedAt = now;
    return new ReservationChanged(Transition.MODIFIED, this);
  }

  /**
   * Checks that the rental can still take place there and then.
   *
   * @throws ReservationInWrongState if it has ended, or begun otherwise
   */
  void requireChangeableTo(Itinerary itinerary) {
    require("changed", EnumSet.of(Status.PENDING, Status.CONFIRMED, Status.ACTIVE));
    if (!itinerary.pickupBranchId().equals(pickupBranchId)
        || !itinerary.period().startsAt().equals(startsAt)) {
      require("given another pick-up", EnumSet.of(Status.PENDING, Status.CONFIRMED));
    }
  }

  /**
   * Checks that the customer does not have the vehicle yet.
   *
   * @throws ReservationInWrongState if it is neither PENDING nor CONFIRMED
   */
  void requireSwappable() {
    require("given another vehicle", EnumSet.of(Status.PENDING, Status.CONFIRMED));
  }

  private void require(String action, Set<Status> allowed) {
    if (!allowed.contains(status)) {
      throw new ReservationInWrongState(action, status, allowed);
    }
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

  private void travel(Itinerary itinerary) {
    pickupBranchId = itinerary.pickupBranchId();
    returnBranchId = itinerary.returnBranchId();
    startsAt = itinerary.period().startsAt();
    endsAt = itinerary.period().endsAt();
  }

  private void agree(Agreement agreement) {
    priceLines = new ArrayList<>(agreement.price().lines());
    totalAmount = agreement.price().total().amount();
    extras = new ArrayList<>(agreement.extras());
    terms = agreement.terms().orElse(null);
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

  /** The class that was booked and is charged, an ACRISS code. */
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

  /** The price agreed on. */
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

  /** What is rented along. */
  public List<RentedExtra> extras() {
    return List.copyOf(extras);
  }

  /** What it is settled by; empty for reservations from before there were terms. */
  public Optional<RentalTerms> terms() {
    return Optional.ofNullable(terms);
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
