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
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * One customer's claim on one vehicle for a period.
 *
 * <p>Its life begins as a hold (PENDING) that keeps the vehicle for a short time while billing
 * issues the invoice. The invoice confirms it (CONFIRMED); without one it expires (EXPIRED), and if
 * billing refuses, it is cancelled. The customer picks the vehicle up (ACTIVE) and returns it
 * (COMPLETED). Until the pick-up it can be cancelled (CANCELLED), and it ends if nobody comes
 * (NO_SHOW); either may cost the fee that was agreed on with the booking.
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

  @Column(name = "cancellation_fee_amount")
  private BigDecimal cancellationFeeAmount;

  @Column(name = "cancellation_terms")
  @JdbcTypeCode(SqlTypes.JSON)
  private CancellationTerms cancellationTerms;

  @Embedded private Handover handover;

  @Embedded private Handback handback;

  @ElementCollection(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SELECT)
  @CollectionTable(
      name = "reservation_handover_damage",
      joinColumns = @JoinColumn(name = "reservation_id"))
  @OrderColumn(name = "position")
  private List<Damage> handoverDamage = new ArrayList<>();

  @ElementCollection(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SELECT)
  @CollectionTable(name = "reservation_damage", joinColumns = @JoinColumn(name = "reservation_id"))
  @OrderColumn(name = "position")
  private List<Damage> damage = new ArrayList<>();

  @Column(name = "other_branch_fee_amount")
  private BigDecimal otherBranchFeeAmount;

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

  /**
   * Agrees, with the booking, on what it costs to call it off.
   *
   * @param terms kept, whatever becomes of the policy they are from
   */
  public void agreeOnCancellation(CancellationTerms terms) {
    cancellationTerms = Objects.requireNonNull(terms, "terms");
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
        new ArrayList<>(List.of(PriceLine.of(PriceLine.Type.OTHER, "Rental", 1, rental.price())));
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
    require("changed", Status.PENDING, Status.CONFIRMED, Status.ACTIVE);
    if (!itinerary.pickupBranchId().equals(pickupBranchId)
        || !itinerary.period().startsAt().equals(startsAt)) {
      require("given another pick-up", Status.PENDING, Status.CONFIRMED);
    }
  }

  /**
   * Checks that the customer does not have the vehicle yet.
   *
   * @throws ReservationInWrongState if it is neither PENDING nor CONFIRMED
   */
  void requireSwappable() {
    require("given another vehicle", Status.PENDING, Status.CONFIRMED);
  }

  /**
   * Checks that the vehicle can be handed over like that.
   *
   * @param early how long before the start it may be
   * @throws ReservationInWrongState if it is not CONFIRMED
   * @throws PickUpNotNow if it is too early or too late
   * @throws DepositRefused if the deposit is missing or cannot be what was agreed on
   * @throws DamageInvalid if the damage from before has a charge
   */
  public void requirePickUp(PickUpReport report, Duration early, Instant now) {
    require("picked up", Status.CONFIRMED);
    if (now.isBefore(startsAt.minus(early))) {
      throw PickUpNotNow.tooEarly(startsAt.minus(early));
    }
    if (!now.isBefore(endsAt)) {
      throw PickUpNotNow.tooLate(endsAt);
    }
    DepositRefused.check(deposit(), report.deposit());
    for (int i = 0; i < report.damage().size(); i++) {
      report.damage().get(i).requireUncharged("/damage/" + i);
    }
  }

  /** The customer takes the vehicle; checked as by {@link #requirePickUp}. */
  public ReservationChanged pickUp(PickUpReport report, Duration early, Instant now) {
    requirePickUp(report, early, now);
    move("picked up", Status.ACTIVE, now, Status.CONFIRMED);
    handover =
        new Handover(
            now, report.odometerKm(), report.fuelLevelPercent(), report.deposit().orElse(null));
    handoverDamage = new ArrayList<>(report.damage());
    return new ReservationChanged(Transition.STARTED, this);
  }

  /**
   * Checks that the vehicle can have come back like that.
   *
   * @throws ReservationInWrongState if it is not ACTIVE
   * @throws OdometerRunsBackwards if the vehicle shows less than at pick-up
   * @throws OdometerImplausible if it shows far more
   * @throws DamageInvalid if damage cannot be charged as it is noted
   */
  public void requireReturn(ReturnReport report, Instant now) {
    require("returned", Status.ACTIVE);
    int driven = report.odometerKm() - handover.odometerKm();
    if (driven < 0) {
      throw OdometerRunsBackwards.duringTheRental(handover.odometerKm(), report.odometerKm());
    }
    long days =
        Math.max(
            1, Duration.between(handover.pickedUpAt(), now).plusDays(1).minusNanos(1).toDays());
    if (driven > days * OdometerImplausible.A_DAY) {
      throw new OdometerImplausible(driven, days);
    }
    for (int i = 0; i < report.damage().size(); i++) {
      report.damage().get(i).requireChargeable(currency, "/damage/" + i);
    }
  }

  /**
   * The vehicle is back; checked as by {@link #requireReturn}.
   *
   * @param fee what the return at another branch than agreed on costs, before tax, if anything
   */
  public ReservationChanged giveBack(ReturnReport report, Optional<Money> fee, Instant now) {
    requireReturn(report, now);
    move("returned", Status.COMPLETED, now, Status.ACTIVE);
    handback =
        new Handback(
            now,
            report.branchId().orElse(returnBranchId),
            report.odometerKm(),
            report.fuelLevelPercent());
    damage = new ArrayList<>(report.damage());
    otherBranchFeeAmount = fee.map(Money::amount).orElse(null);
    return new ReservationChanged(Transition.COMPLETED, this);
  }

  /**
   * What it costs to cancel now. A hold costs nothing, and neither does what was booked before
   * there were policies.
   *
   * @throws ReservationInWrongState if it is neither PENDING nor CONFIRMED
   */
  public CancellationQuote cancellationQuote(Instant now) {
    require("cancelled", Status.PENDING, Status.CONFIRMED);
    if (status == Status.PENDING) {
      return CancellationQuote.free(currency, "the reservation is not confirmed yet");
    }
    return cancellationTerms()
        .map(it -> it.quote(total(), dayPrice(), startsAt, now))
        .orElseGet(() -> CancellationQuote.free(currency, "no fee was agreed on"));
  }

  /**
   * The customer or the desk calls it off before the pick-up.
   *
   * @param expectedFee what the caller thinks it costs, empty if it pays whatever it is
   * @throws CancellationFeeChanged if it costs another amount
   */
  public ReservationChanged cancel(String reason, Optional<Money> expectedFee, Instant now) {
    Money fee = cancellationQuote(now).fee();
    if (expectedFee.isPresent() && !expectedFee.get().equals(fee)) {
      throw new CancellationFeeChanged(expectedFee.get(), fee);
    }
    move("cancelled", Status.CANCELLED, now, Status.PENDING, Status.CONFIRMED);
    cancellationReason = Objects.requireNonNull(reason, "reason");
    cancellationFeeAmount = fee.amount();
    return new ReservationChanged(Transition.CANCELLED, this);
  }

  /** Billing refuses the customer, who is not charged for that. */
  public ReservationChanged reject(String reason, Instant now) {
    move("rejected", Status.CANCELLED, now, Status.PENDING);
    cancellationReason = Objects.requireNonNull(reason, "reason");
    return new ReservationChanged(Transition.CANCELLED, this);
  }

  /**
   * Nobody came for the vehicle.
   *
   * @param grace how long after the start the customer may still come
   * @throws TooEarlyForNoShow if that time is not over
   */
  public ReservationChanged noShow(Duration grace, Instant now) {
    require("marked as not picked up", Status.CONFIRMED);
    Instant until = startsAt.plus(grace);
    if (now.isBefore(until)) {
      throw new TooEarlyForNoShow(until);
    }
    move("marked as not picked up", Status.NO_SHOW, now, Status.CONFIRMED);
    cancellationFeeAmount =
        cancellationTerms()
            .map(it -> it.noShow().fee(total(), dayPrice()))
            .orElseGet(() -> Money.zero(currency))
            .amount();
    return new ReservationChanged(Transition.NO_SHOW, this);
  }

  private Optional<DayPrice> dayPrice() {
    return terms().map(it -> new DayPrice(it.rate().daily(), it.taxPercent()));
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

  private void require(String action, Status first, Status... others) {
    Set<Status> from = EnumSet.of(first, others);
    if (!from.contains(status)) {
      throw new ReservationInWrongState(action, status, from);
    }
  }

  private void move(String action, Status to, Instant now, Status first, Status... others) {
    require(action, first, others);
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

  /** What is charged where the rental does not take place, tax included; empty while it may. */
  public Optional<Money> cancellationFee() {
    return Optional.ofNullable(cancellationFeeAmount).map(amount -> new Money(amount, currency));
  }

  /** What it costs to call it off; empty if it was made before that was agreed on. */
  public Optional<CancellationTerms> cancellationTerms() {
    return Optional.ofNullable(cancellationTerms);
  }

  /** How the vehicle was handed over, if it was. */
  public Optional<Handover> handover() {
    return Optional.ofNullable(handover);
  }

  /** How the vehicle came back, if it did. */
  public Optional<Handback> handback() {
    return Optional.ofNullable(handback);
  }

  /** The damage that the vehicle had before the rental, in the order it was noted. */
  public List<Damage> handoverDamage() {
    return List.copyOf(handoverDamage);
  }

  /** The damage found at the return, in the order it was noted. */
  public List<Damage> damage() {
    return List.copyOf(damage);
  }

  /** What the return at another branch than agreed on costs, before tax, if anything. */
  public Optional<Money> otherBranchFee() {
    return Optional.ofNullable(otherBranchFeeAmount).map(amount -> new Money(amount, currency));
  }

  /** Whether another state of it has the same vehicle, itinerary and price. */
  boolean agreesWith(Reservation other) {
    return vehicleId.equals(other.vehicleId)
        && itinerary().equals(other.itinerary())
        && price().equals(other.price());
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
