package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Changes what was agreed on: period, branches, extras, or the vehicle. The neighbours are asked
 * about the reservation as it was read; it is changed only if it is still the same then.
 */
@ApplicationScoped
public class ChangeService {

  private static final int ANY_AGE = 0;

  private final ReservationRepository repository;
  private final CustomerDirectory customers;
  private final Fleet fleet;
  private final Tariff tariff;
  private final Transaction transaction;
  private final ReservationSteps steps;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected ChangeService() {
    this(null, null, null, null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param customers who may rent
   * @param fleet what can be rented
   * @param tariff what it costs
   * @param transaction makes each change one
   * @param steps moves a reservation on
   * @param clock the present moment
   */
  @Inject
  public ChangeService(
      ReservationRepository repository,
      CustomerDirectory customers,
      Fleet fleet,
      Tariff tariff,
      Transaction transaction,
      ReservationSteps steps,
      Clock clock) {
    this.repository = repository;
    this.customers = customers;
    this.fleet = fleet;
    this.tariff = tariff;
    this.transaction = transaction;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * Changes period, branches or extras, and the price with them.
   *
   * @param version that the caller decided on
   * @param dryRun whether nothing is to be stored
   * @throws StaleVersion if it is at another version
   * @throws ReservationInWrongState if its state does not allow the change
   * @throws PeriodInvalid if the new period cannot be
   * @throws BookingRefused if the customer or the vehicle rules the change out
   * @throws PriceRefused if the tariff has no price for it
   * @throws CurrencyChanged if the price would be in another currency
   * @throws VehicleAlreadyReserved if the vehicle is taken for some of the new period
   * @throws NeighbourUnavailable if a neighbour does not answer
   */
  public ReservationChange change(UUID id, long version, ChangeRequest request, boolean dryRun) {
    Reservation read = transaction.call(() -> repository.get(id));
    StaleVersion.check(OptionalLong.of(version), read.version());
    Itinerary itinerary = request.itinerary(read.itinerary(), clock.instant());
    read.requireChangeableTo(itinerary);
    if (request.changesNothing(read, itinerary)) {
      return new ReservationChange(read, read.price());
    }
    Agreement agreement = agree(read, itinerary, request);
    return transaction.call(() -> store(id, version, itinerary, agreement, dryRun));
  }

  private Agreement agree(Reservation read, Itinerary itinerary, ChangeRequest request) {
    if (!itinerary.equals(read.itinerary())) {
      requireVehicle(read, itinerary);
    }
    // Whoever brings a vehicle back earlier may do so blocked, or with a licence that runs out.
    OptionalInt driverAge =
        read.itinerary().period().contains(itinerary.period())
            ? customers.driverAge(read.customerId(), itinerary.period())
            : customers.requireEligible(read.customerId(), itinerary.period(), ANY_AGE);
    Agreement agreement =
        tariff.price(
            PricedClass.ofReservation(read.vehicleClass()),
            itinerary,
            driverAge,
            request.extras(read));
    String currency = agreement.price().total().currency();
    if (!currency.equals(read.total().currency())) {
      throw new CurrencyChanged(read.total().currency(), currency);
    }
    return agreement;
  }

  private void requireVehicle(Reservation read, Itinerary itinerary) {
    if (read.status() == Reservation.Status.ACTIVE) {
      fleet.requireForReturn(read.id(), read.vehicleId(), itinerary.from(clock.instant()));
    } else {
      fleet.requireForChange(read.id(), read.vehicleId(), itinerary);
    }
  }

  private ReservationChange store(
      UUID id, long version, Itinerary itinerary, Agreement agreement, boolean dryRun) {
    Reservation reservation = dryRun ? repository.getForRehearsal(id) : repository.getForChange(id);
    StaleVersion.check(OptionalLong.of(version), reservation.version());
    Price before = reservation.price();
    if (dryRun) {
      reservation.modify(itinerary, agreement, clock.instant());
      repository.requireFree(reservation);
    } else {
      steps.apply(
          reservation,
          it -> {
            ReservationChanged change = it.modify(itinerary, agreement, clock.instant());
            repository.lockVehicle(it.vehicleId());
            return change;
          });
    }
    return new ReservationChange(reservation, before);
  }

  /**
   * Gives a reservation another vehicle, before the pick-up and at no charge.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @throws StaleVersion if it is at another version, or has changed meanwhile
   * @throws ReservationInWrongState if it is neither PENDING nor CONFIRMED
   * @throws BookingRefused if the vehicle cannot be rented, or the customer may not drive it
   * @throws VehicleAlreadyReserved if the vehicle is taken
   * @throws NeighbourUnavailable if a neighbour does not answer
   */
  public Reservation swap(UUID id, OptionalLong expected, UUID vehicleId) {
    Reservation read = transaction.call(() -> repository.get(id));
    StaleVersion.check(expected, read.version());
    read.requireSwappable();
    if (read.vehicleId().equals(vehicleId)) {
      return read;
    }
    VehicleOffer offer = fleet.offer(vehicleId, read.itinerary());
    customers.requireEligible(
        read.customerId(), read.itinerary().period(), offer.minimumDriverAge());
    return steps.take(
        id,
        expected,
        it -> {
          // The vehicle was asked about for what was read.
          if (!it.itinerary().equals(read.itinerary())) {
            StaleVersion.check(OptionalLong.of(read.version()), it.version());
          }
          ReservationChanged change = it.swap(vehicleId, clock.instant());
          repository.lockVehicle(vehicleId);
          return change;
        });
  }
}
