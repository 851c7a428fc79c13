package io.motorpool.reservation.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Quotes prices, and keeps them while they hold. */
@ApplicationScoped
public class QuoteService {

  private static final int ANY_AGE = 0;

  private final QuoteRepository repository;
  private final CustomerDirectory customers;
  private final Fleet fleet;
  private final Tariff tariff;
  private final Transaction transaction;
  private final Clock clock;
  private final CustomerLimits limits;
  private final Duration validity;

  /** For the container, which makes the client proxy with it. */
  protected QuoteService() {
    this(null, null, null, null, null, null, null, null);
  }

  /**
   * @param repository the stored quotes
   * @param customers who may rent
   * @param fleet what can be rented
   * @param tariff what it costs
   * @param transaction stores each
   * @param clock the present moment
   * @param limits how many a customer may have
   * @param validity how long a quote holds
   */
  @Inject
  public QuoteService(
      QuoteRepository repository,
      CustomerDirectory customers,
      Fleet fleet,
      Tariff tariff,
      Transaction transaction,
      Clock clock,
      CustomerLimits limits,
      @ConfigProperty(name = "motorpool.reservation.quote-validity", defaultValue = "PT15M")
          Duration validity) {
    this.repository = repository;
    this.customers = customers;
    this.fleet = fleet;
    this.tariff = tariff;
    this.transaction = transaction;
    this.clock = clock;
    this.limits = limits;
    this.validity = validity;
  }

  /**
   * Quotes a price. Nothing is held.
   *
   * @throws RequestUnclear if it is not clear what is asked for
   * @throws PeriodInvalid if nobody can reserve a vehicle for that period
   * @throws BookingRefused if the customer or the vehicle rules a booking out
   * @throws VehicleAlreadyReserved if the vehicle that was named is taken
   * @throws TooManyOpenQuotes if the customer has as many as there may be
   * @throws PriceRefused if the tariff has no price for it
   * @throws NeighbourUnavailable if a neighbour does not answer
   */
  public Quote quote(QuoteRequest request) {
    request.requireClear();
    Itinerary itinerary = request.itinerary(clock.instant());
    PricedClass subject = subject(request, itinerary);
    OptionalInt driverAge =
        request.customerId().isPresent()
            ? customers.requireEligible(request.customerId().get(), itinerary.period(), ANY_AGE)
            : request.driverAge();
    Agreement agreement = tariff.price(subject, itinerary, driverAge, request.extras());
    return transaction.call(
        () -> {
          requireRoom(request);
          Quote quote =
              Quote.of(
                  UuidCreator.getTimeOrderedEpoch(),
                  request,
                  itinerary,
                  driverAge,
                  agreement,
                  clock.instant(),
                  validity);
          repository.add(quote);
          return quote;
        });
  }

  private void requireRoom(QuoteRequest request) {
    if (limits.limitQuotes(request.channel())) {
      request
          .customerId()
          .ifPresent(
              id -> {
                Instant now = clock.instant();
                limits.requireRoomForQuote(repository.lockOpenQuotes(id, now), now);
              });
    }
  }

  private PricedClass subject(QuoteRequest request, Itinerary itinerary) {
    PricedClass subject =
        request.vehicleId().isPresent()
            ? PricedClass.ofVehicle(
                fleet.offer(request.vehicleId().get(), itinerary).vehicleClass())
            : PricedClass.ofClass(request.vehicleClass().orElseThrow());
    return request.customerId().isPresent() ? subject : subject.withAge();
  }

  /**
   * One quote.
   *
   * @throws QuoteNotFound if there is none with this id, or no longer
   */
  public Quote get(UUID id) {
    return transaction.call(() -> repository.find(id).orElseThrow(() -> new QuoteNotFound(id)));
  }

  /** The quote that a booking names. */
  Quote usable(UUID id) {
    return transaction.call(() -> repository.find(id).orElseThrow(QuoteRefused::unknown));
  }

  /**
   * Forgets some quotes that expired so long ago.
   *
   * @return how many
   */
  int forget(Duration expiredFor, int atMost) {
    return transaction.call(
        () -> repository.deleteExpiredBefore(clock.instant().minus(expiredFor), atMost));
  }
}
