package io.motorpool.reservation.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the reservation service should do, in a few lines and in memory: the contract's rules once
 * more, written without a look at the service's own. Each rule answers with the problem that is to
 * be expected, or with {@link #NONE}.
 */
final class ReservationModel {

  static final String NONE = "";

  /** What the vehicle service says of each odometer. */
  static final int ODOMETER_KM = 1_000;

  private static final Set<String> LIVE = Set.of("PENDING", "CONFIRMED", "ACTIVE");
  private static final Duration HOLD = Duration.ofMinutes(15);
  private static final Duration QUOTE = Duration.ofMinutes(15);
  private static final Duration EARLY = Duration.ofHours(24);
  private static final Duration GRACE = Duration.ofHours(2);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Duration DAY = Duration.ofDays(1);

  /** When a vehicle is wanted; the end may be before the beginning. */
  record Span(Instant startsAt, Instant endsAt) {

    boolean overlaps(Span other) {
      return startsAt.isBefore(other.endsAt) && other.startsAt.isBefore(endsAt);
    }
  }

  /** A price that was promised. */
  static final class Quoted {
    final UUID id;
    final Span span;
    final int seats;
    final Instant expiresAt;
    boolean used;

    private Quoted(UUID id, Span span, int seats, Instant expiresAt) {
      this.id = id;
      this.span = span;
      this.seats = seats;
      this.expiresAt = expiresAt;
    }
  }

  /** A reservation, and what was told of it. */
  static final class Rental {
    final UUID id;
    UUID vehicle;
    Span span;
    int seats;
    String status = "PENDING";
    BigDecimal fee;
    int odometerKm;
    Instant pickedUpAt;
    final Instant holdUntil;

    /** The type, state and version of each event. */
    final List<String> told = new ArrayList<>();

    private Rental(UUID id, UUID vehicle, Span span, int seats, Instant holdUntil) {
      this.id = id;
      this.vehicle = vehicle;
      this.span = span;
      this.seats = seats;
      this.holdUntil = holdUntil;
    }

    int version() {
      return told.size() - 1;
    }

    boolean is(String... states) {
      return List.of(states).contains(status);
    }

    private void tell(String type) {
      told.add("reservation.%s %s %d".formatted(type, status, told.size()));
    }

    /** As the database should have it. */
    @Override
    public String toString() {
      return "%s of %s from %s to %s: %s, %s, fee %s, told %s"
          .formatted(
              id, vehicle, span.startsAt, span.endsAt, status, total(span, seats), fee, told);
    }
  }

  final List<UUID> vehicles = Stream.generate(UUID::randomUUID).limit(4).toList();
  final List<Rental> rentals = new ArrayList<>();
  final List<Quoted> quotes = new ArrayList<>();
  Instant now;

  ReservationModel(Instant now) {
    this.now = now;
  }

  /** What it costs: 40.00 a day and 6.00 for each seat, with 20 % tax. */
  static BigDecimal total(Span span, int seats) {
    long days = days(Duration.between(span.startsAt, span.endsAt));
    return BigDecimal.valueOf(days * (40 + 6L * seats) * 120, 2);
  }

  /** Days that have begun. */
  static long days(Duration time) {
    return Math.max(1, (time.toSeconds() + DAY.toSeconds() - 1) / DAY.toSeconds());
  }

  String refusesPeriod(Span span) {
    boolean fine =
        span.endsAt.isAfter(span.startsAt)
            && !span.startsAt.isBefore(now)
            && Duration.between(span.startsAt, span.endsAt).compareTo(LONGEST) <= 0;
    return fine ? NONE : "period-invalid";
  }

  boolean isFree(UUID vehicle, Span span) {
    return rentals.stream()
        .filter(it -> it.vehicle.equals(vehicle) && LIVE.contains(it.status))
        .noneMatch(it -> it.span.overlaps(span));
  }

  String refusesBooking(UUID vehicle, Span span) {
    String refusal = refusesPeriod(span);
    return refusal.isEmpty() && !isFree(vehicle, span) ? "vehicle-already-reserved" : refusal;
  }

  String refusesBookingOfClass(Span span) {
    String refusal = refusesPeriod(span);
    boolean free = vehicles.stream().anyMatch(it -> isFree(it, span));
    return refusal.isEmpty() && !free ? "no-vehicle-free" : refusal;
  }

  String refuses(Quoted quote) {
    if (quote.used) {
      return "quote-used";
    }
    return now.isBefore(quote.expiresAt) ? refusesBookingOfClass(quote.span) : "quote-expired";
  }

  Quoted quoted(UUID id, Span span, int seats) {
    Quoted quote = new Quoted(id, span, seats, now.plus(QUOTE));
    quotes.add(quote);
    return quote;
  }

  Rental booked(UUID id, UUID vehicle, Span span, int seats) {
    Rental rental = new Rental(id, vehicle, span, seats, now.plus(HOLD));
    rental.tell("created");
    rentals.add(rental);
    return rental;
  }

  UUID firstFree(Span span) {
    return vehicles.stream().filter(it -> isFree(it, span)).findFirst().orElseThrow();
  }

  String refusesChange(Rental rental, long version, Span span) {
    if (version != rental.version()) {
      return "precondition-failed";
    }
    boolean otherStart = !span.startsAt.equals(rental.span.startsAt);
    boolean otherEnd = !span.endsAt.equals(rental.span.endsAt);
    if (!span.endsAt.isAfter(span.startsAt)
        || otherStart && span.startsAt.isBefore(now)
        || otherEnd && span.endsAt.isBefore(now)
        || Duration.between(span.startsAt, span.endsAt).compareTo(LONGEST) > 0) {
      return "period-invalid";
    }
    if (!LIVE.contains(rental.status) || otherStart && rental.is("ACTIVE")) {
      return "reservation-state";
    }
    return takenBeside(rental, rental.vehicle, span) ? "vehicle-already-reserved" : NONE;
  }

  private boolean takenBeside(Rental rental, UUID vehicle, Span span) {
    return rentals.stream()
        .filter(it -> it != rental && it.vehicle.equals(vehicle) && LIVE.contains(it.status))
        .anyMatch(it -> it.span.overlaps(span));
  }

  void changed(Rental rental, Span span, int seats) {
    if (!span.equals(rental.span) || seats != rental.seats) {
      rental.span = span;
      rental.seats = seats;
      rental.tell("modified");
    }
  }

  String refusesSwap(Rental rental, UUID vehicle) {
    if (!rental.is("PENDING", "CONFIRMED")) {
      return "reservation-state";
    }
    return takenBeside(rental, vehicle, rental.span) ? "vehicle-already-reserved" : NONE;
  }

  void swapped(Rental rental, UUID vehicle) {
    if (!vehicle.equals(rental.vehicle)) {
      rental.vehicle = vehicle;
      rental.tell("modified");
    }
  }

  String refusesCancellation(Rental rental) {
    return rental.is("PENDING", "CONFIRMED") ? NONE : "reservation-state";
  }

  /** The policy that every database has from the beginning. */
  BigDecimal cancellationFee(Rental rental) {
    if (rental.is("PENDING") || !now.isAfter(rental.span.startsAt.minus(DAY.multipliedBy(2)))) {
      return percent(0, rental);
    }
    if (!now.isAfter(rental.span.startsAt.minus(DAY))) {
      return percent(30, rental);
    }
    return percent(now.isAfter(rental.span.startsAt) ? 80 : 50, rental);
  }

  private static BigDecimal percent(int percent, Rental rental) {
    return total(rental.span, rental.seats)
        .multiply(BigDecimal.valueOf(percent, 2))
        .setScale(2, RoundingMode.HALF_UP);
  }

  void cancelled(Rental rental) {
    rental.fee = cancellationFee(rental);
    move(rental, "CANCELLED", "cancelled");
  }

  void invoiceIssued(Rental rental) {
    if (rental.is("PENDING")) {
      move(rental, "CONFIRMED", "confirmed");
    }
  }

  void invoiceRejected(Rental rental) {
    if (rental.is("PENDING")) {
      move(rental, "CANCELLED", "cancelled");
    }
  }

  /** The holds that are over. */
  List<Rental> expireHolds() {
    List<Rental> over =
        rentals.stream().filter(it -> it.is("PENDING") && !now.isBefore(it.holdUntil)).toList();
    over.forEach(it -> move(it, "EXPIRED", "expired"));
    return over;
  }

  String refusesNoShow(Rental rental) {
    if (!rental.is("CONFIRMED")) {
      return "reservation-state";
    }
    return now.isBefore(rental.span.startsAt.plus(GRACE)) ? "too-early-for-no-show" : NONE;
  }

  void notPickedUp(Rental rental) {
    rental.fee = percent(80, rental);
    move(rental, "NO_SHOW", "no_show");
  }

  /** Those that nobody came for. */
  List<Rental> endNoShows() {
    List<Rental> due = rentals.stream().filter(it -> refusesNoShow(it).isEmpty()).toList();
    due.forEach(this::notPickedUp);
    return due;
  }

  String refusesPickUp(Rental rental, int odometerKm, boolean withDeposit) {
    if (!rental.is("CONFIRMED")) {
      return "reservation-state";
    }
    if (now.isBefore(rental.span.startsAt.minus(EARLY))) {
      return "too-early-for-pick-up";
    }
    if (!now.isBefore(rental.span.endsAt)) {
      return "too-late-for-pick-up";
    }
    if (!withDeposit) {
      return "deposit-missing";
    }
    if (odometerKm < ODOMETER_KM) {
      return "odometer-backwards";
    }
    Span until = new Span(now, rental.span.startsAt);
    boolean promised =
        rentals.stream()
            .filter(it -> it != rental && it.vehicle.equals(rental.vehicle))
            .filter(it -> it.is("PENDING", "CONFIRMED"))
            .anyMatch(it -> it.span.overlaps(until));
    if (promised) {
      return "vehicle-promised";
    }
    return rentals.stream().anyMatch(it -> it.vehicle.equals(rental.vehicle) && it.is("ACTIVE"))
        ? "vehicle-still-out"
        : NONE;
  }

  void pickedUp(Rental rental, int odometerKm) {
    rental.odometerKm = odometerKm;
    rental.pickedUpAt = now;
    move(rental, "ACTIVE", "started");
  }

  String refusesReturn(Rental rental, int odometerKm) {
    if (!rental.is("ACTIVE")) {
      return "reservation-state";
    }
    int driven = odometerKm - rental.odometerKm;
    if (driven < 0) {
      return "odometer-backwards";
    }
    long days = days(Duration.between(rental.pickedUpAt, now));
    return driven > 5_000 * days ? "odometer-implausible" : NONE;
  }

  void returned(Rental rental) {
    move(rental, "COMPLETED", "completed");
  }

  /** The moments at which a rule about the rental begins or ceases to hold. */
  static List<Instant> turns(Rental rental) {
    return List.of(
        rental.holdUntil,
        rental.span.startsAt.minus(DAY.multipliedBy(2)),
        rental.span.startsAt.minus(DAY),
        rental.span.startsAt,
        rental.span.startsAt.plus(GRACE),
        rental.span.endsAt);
  }

  private static void move(Rental rental, String status, String type) {
    rental.status = status;
    rental.tell(type);
  }
}
