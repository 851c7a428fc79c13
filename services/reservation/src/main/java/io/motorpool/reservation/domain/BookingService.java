package io.motorpool.reservation.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Books. The neighbours are asked before any transaction begins; about a double booking the
 * database has the last word.
 */
@ApplicationScoped
public class BookingService {

  private static final int ANY_AGE = 0;

  private final CustomerDirectory customers;
  private final Fleet fleet;
  private final Tariff tariff;
  private final QuoteService quotes;
  private final Holds holds;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected BookingService() {
    this(null, null, null, null, null, null);
  }

  /**
   * @param customers who may rent
   * @param fleet what can be rented
   * @param tariff what it costs
   * @param quotes prices that hold for a while
   * @param holds makes the reservations
   * @param clock the present moment
   */
  @Inject
  public BookingService(
      CustomerDirectory customers,
      Fleet fleet,
      Tariff tariff,
      QuoteService quotes,
      Holds holds,
      Clock clock) {
    this.customers = customers;
    this.fleet = fleet;
    this.tariff = tariff;
    this.quotes = quotes;
    this.holds = holds;
    this.clock = clock;
  }

  /**
   * Holds a vehicle for a customer.
   *
   * @throws RequestUnclear if it is not clear what is asked for
   * @throws PeriodInvalid if nobody can reserve a vehicle for that period
   * @throws BookingRefused if the customer or the vehicle rules the booking out
   * @throws TooManyOpenBookings if the customer has as many as there may be
   * @throws PriceRefused if the tariff has no price for it
   * @throws QuoteRefused if the quote cannot be used for it
   * @throws VehicleAlreadyReserved if the vehicle is taken
   * @throws NoVehicleFree if no vehicle of the class can be had
   * @throws NeighbourUnavailable if a neighbour does not answer
   */
  public Reservation book(BookingRequest request) {
    request.requireOneSubject();
    if (request.quoteId().isPresent()) {
      return bookQuote(request, quotes.usable(request.quoteId().get()));
    }
    Itinerary itinerary = request.itinerary(clock.instant());
    List<ExtraChoice> extras = ExtraChoice.requireDistinct(request.extras().orElse(List.of()));
    return request.vehicleId().isPresent()
        ? bookVehicle(request, request.vehicleId().get(), itinerary, extras)
        : bookClass(request, request.vehicleClass().orElseThrow(), itinerary, extras);
  }

  private Reservation bookVehicle(
      BookingRequest request, UUID vehicleId, Itinerary itinerary, List<ExtraChoice> extras) {
    VehicleOffer offer = fleet.offer(vehicleId, itinerary);
    OptionalInt driverAge =
        customers.requireEligible(
            request.customerId(), itinerary.period(), offer.minimumDriverAge());
    Agreement agreement =
        tariff.price(PricedClass.ofVehicle(offer.vehicleClass()), itinerary, driverAge, extras);
    return holds.hold(request.hold(agreement, itinerary), vehicleId);
  }

  /** The price first: it says best what is wrong with class, branches or driver. */
  private Reservation bookClass(
      BookingRequest request, String vehicleClass, Itinerary itinerary, List<ExtraChoice> extras) {
    OptionalInt driverAge =
        customers.requireEligible(request.customerId(), itinerary.period(), ANY_AGE);
    Agreement agreement =
        tariff.price(PricedClass.ofClass(vehicleClass), itinerary, driverAge, extras);
    List<UUID> free = fleet.free(vehicleClass, itinerary, driverAge);
    return holds.holdOneOf(request.hold(agreement, itinerary), free);
  }

  private Reservation bookQuote(BookingRequest request, Quote quote) {
    quote.requireUsableBy(request.customerId(), clock.instant());
    Itinerary itinerary = quote.itinerary();
    Period.bookable(itinerary.period().startsAt(), itinerary.period().endsAt(), clock.instant());
    OptionalInt driverAge =
        customers.requireEligible(request.customerId(), itinerary.period(), ANY_AGE);
    requireDriverOf(quote, driverAge);
    HoldRequest hold = request.hold(quote.agreement(), itinerary);
    if (quote.vehicleId().isPresent()) {
      UUID vehicleId = fleet.offer(quote.vehicleId().get(), itinerary).vehicleId();
      return holds.hold(hold, vehicleId);
    }
    List<UUID> free = fleet.free(quote.agreement().vehicleClass(), itinerary, driverAge);
    return holds.holdOneOf(hold, free);
  }

  /** A quote for nobody in particular must not spare a young driver the age limit or the fee. */
  private void requireDriverOf(Quote quote, OptionalInt driverAge) {
    if (quote.customerId().isPresent() || driverAge.equals(quote.driverAge())) {
      return;
    }
    try {
      Agreement today =
          tariff.price(
              PricedClass.ofClass(quote.agreement().vehicleClass()),
              quote.itinerary(),
              driverAge,
              List.of());
      if (today.price().has(PriceLine.Type.YOUNG_DRIVER)
          && !quote.agreement().price().has(PriceLine.Type.YOUNG_DRIVER)) {
        throw QuoteRefused.forAnotherDriver();
      }
    } catch (PriceRefused e) {
      // Whatever else has become of the tariff: the quote holds.
      if (e.type().equals("driver-too-young")) {
        throw e;
      }
    }
  }
}
