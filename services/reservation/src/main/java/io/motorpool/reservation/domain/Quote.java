package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A price that holds for a while. One reservation can be made from it, and nothing is held. */
@Entity
public class Quote {

  @Id private UUID id;

  @Column(name = "customer_id")
  private UUID customerId;

  @Column(name = "vehicle_class")
  private String vehicleClass;

  @Column(name = "vehicle_id")
  private UUID vehicleId;

  @Column(name = "pickup_branch_id")
  private UUID pickupBranchId;

  @Column(name = "return_branch_id")
  private UUID returnBranchId;

  @Column(name = "starts_at")
  private Instant startsAt;

  @Column(name = "ends_at")
  private Instant endsAt;

  @Column(name = "driver_age")
  private Integer driverAge;

  private String currency;

  @Column(name = "deposit_amount")
  private BigDecimal depositAmount;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "quote_price_line", joinColumns = @JoinColumn(name = "quote_id"))
  @OrderColumn(name = "position")
  private List<PriceLine> priceLines = new ArrayList<>();

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "quote_extra", joinColumns = @JoinColumn(name = "quote_id"))
  @OrderColumn(name = "position")
  private List<RentedExtra> extras = new ArrayList<>();

  @Embedded private RentalTerms terms;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "reservation_id")
  private UUID reservationId;

  @Version private long version;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For the persistence provider. */
  protected Quote() {}

  /**
   * Quotes a price.
   *
   * @param id the quote's id, a UUIDv7
   * @param request what was asked for
   * @param itinerary where and when
   * @param driverAge that the price was computed with, if any
   * @param agreement the price, on the tariff's terms of today
   * @param now the present moment
   * @param validity how long it holds
   */
  static Quote of(
      UUID id,
      QuoteRequest request,
      Itinerary itinerary,
      OptionalInt driverAge,
      Agreement agreement,
      Instant now,
      Duration validity) {
    Quote quote = new Quote();
    quote.id = id;
    quote.customerId = request.customerId().orElse(null);
    quote.vehicleClass = agreement.vehicleClass();
    quote.vehicleId = request.vehicleId().orElse(null);
    quote.pickupBranchId = itinerary.pickupBranchId();
    quote.returnBranchId = itinerary.returnBranchId();
    quote.startsAt = itinerary.period().startsAt();
    quote.endsAt = itinerary.period().endsAt();
    quote.driverAge = driverAge.isPresent() ? driverAge.getAsInt() : null;
    quote.currency = agreement.deposit().currency();
    quote.depositAmount = agreement.deposit().amount();
    quote.priceLines = new ArrayList<>(agreement.price().lines());
    quote.extras = new ArrayList<>(agreement.extras());
    quote.terms = agreement.terms().orElseThrow();
    quote.createdAt = now;
    quote.expiresAt = now.plus(validity);
    return quote;
  }

  /**
   * Checks that a customer can make a reservation from it.
   *
   * @throws QuoteRefused if it is used, has expired, or is somebody else's
   */
  void requireUsableBy(UUID customer, Instant now) {
    if (reservationId != null) {
      throw QuoteRefused.used();
    }
    if (!now.isBefore(expiresAt)) {
      throw QuoteRefused.expired();
    }
    if (customerId != null && !customerId.equals(customer)) {
      throw QuoteRefused.forAnotherCustomer();
    }
  }

  /**
   * Uses it up.
   *
   * @throws QuoteRefused if that cannot be done any more
   */
  void use(Reservation reservation, Instant now) {
    requireUsableBy(reservation.customerId(), now);
    reservationId = reservation.id();
  }

  /** The quote's id. */
  public UUID id() {
    return id;
  }

  /** Who alone can use it; empty if everybody can. */
  public Optional<UUID> customerId() {
    return Optional.ofNullable(customerId);
  }

  /** The vehicle that was asked for; empty if any of the class will do. */
  public Optional<UUID> vehicleId() {
    return Optional.ofNullable(vehicleId);
  }

  /** Where and when. */
  public Itinerary itinerary() {
    return new Itinerary(pickupBranchId, returnBranchId, new Period(startsAt, endsAt));
  }

  /** The age in full years that the price was computed with, if any. */
  public OptionalInt driverAge() {
    return driverAge == null ? OptionalInt.empty() : OptionalInt.of(driverAge);
  }

  /** What a reservation made from it costs and is settled by. */
  public Agreement agreement() {
    return new Agreement(
        vehicleClass,
        new Price(priceLines),
        new Money(depositAmount, currency),
        extras,
        Optional.of(terms));
  }

  /** Until when it holds, exclusive. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** The reservation that was made from it, if one was. */
  public Optional<UUID> reservationId() {
    return Optional.ofNullable(reservationId);
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }
}
