package io.motorpool.reservation.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What can be done with reservations. Each change is one transaction, in which the reservation and
 * the event that tells of it are stored together.
 */
@ApplicationScoped
public class ReservationService {

  private static final System.Logger LOG = System.getLogger(ReservationService.class.getName());

  private final ReservationRepository repository;
  private final CancellationPolicyRepository policies;
  private final CustomerDirectory customers;
  private final Fleet fleet;
  private final Tariff tariff;
  private final ReservationSteps steps;
  private final Transaction transaction;
  private final Event<ReservationChanged> changes;
  private final Clock clock;
  private final Duration holdTime;

  /** For the container, which makes the client proxy with it. */
  protected ReservationService() {
    this(null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param policies what it costs to cancel
   * @param customers who may rent
   * @param fleet what can be rented
   * @param tariff what it costs
   * @param steps moves a reservation on
   * @param transaction makes each change one
   * @param changes tells others, inside the transaction
   * @param clock the present moment
   * @param holdTime how long a vehicle is kept without an invoice
   */
  @Inject
  public ReservationService(
      ReservationRepository repository,
      CancellationPolicyRepository policies,
      CustomerDirectory customers,
      Fleet fleet,
      Tariff tariff,
      ReservationSteps steps,
      Transaction transaction,
      Event<ReservationChanged> changes,
      Clock clock,
      @ConfigProperty(name = "motorpool.reservation.hold-time", defaultValue = "PT15M")
          Duration holdTime) {
    this.repository = repository;
    this.policies = policies;
    this.customers = customers;
    this.fleet = fleet;
    this.tariff = tariff;
    this.steps = steps;
    this.transaction = transaction;
    this.changes = changes;
    this.clock = clock;
    this.holdTime = holdTime;
  }

  /**
   * Holds a vehicle for a customer. The neighbours are asked before the transaction begins; about a
   * double booking the database has the last word.
   *
   * @throws PeriodInvalid if nobody can reserve a vehicle for that period
   * @throws BookingRefused if the customer or the vehicle rules the booking out
   * @throws PriceRefused if the tariff has no price for it
   * @throws VehicleAlreadyReserved if the vehicle is taken
   * @throws NeighbourUnavailable if a neighbour does not answer
   */
  public Reservation book(BookingRequest request) {
    Itinerary itinerary = request.itinerary(clock.instant());
    VehicleOffer offer = fleet.offer(request.vehicleId(), itinerary);
    OptionalInt driverAge =
        customers.requireEligible(
            request.customerId(), itinerary.period(), offer.minimumDriverAge());
    Agreement agreement =
        tariff.price(
            PricedClass.ofVehicle(offer.vehicleClass()), itinerary, driverAge, request.extras());
    return transaction.call(
        () -> {
          Reservation reservation =
              Reservation.hold(
                  UuidCreator.getTimeOrderedEpoch(),
                  request.customerId(),
                  offer.vehicleId(),
                  agreement,
                  itinerary,
                  clock.instant(),
                  holdTime);
          reservation.agreeOnCancellation(policies.ofClass(offer.vehicleClass()).details().terms());
          repository.add(reservation);
          changes.fire(reservation.created());
          return reservation;
        });
  }

  /**
   * One reservation.
   *
   * @throws ReservationNotFound if there is none with this id
   */
  public Reservation get(UUID id) {
    return transaction.call(() -> repository.get(id));
  }

  /**
   * Reservations in the order they were made.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most reservations to return
   */
  public List<Reservation> list(ReservationFilter filter, UUID after, int atMost) {
    return transaction.call(() -> repository.list(filter, after, atMost));
  }

  /**
   * Billing has issued the invoice. Joins the transaction of the event that says so. An invoice for
   * a reservation that has ended meanwhile changes nothing: billing hears of that end and credits
   * it.
   */
  public void invoiceIssued(UUID reservationId, UUID invoiceId) {
    settleHold(reservationId, it -> it.confirm(invoiceId, clock.instant()));
  }

  /** Billing refuses the customer. Joins the transaction of the event that says so. */
  public void invoiceRejected(UUID reservationId, String reason) {
    settleHold(reservationId, it -> it.reject(reason, clock.instant()));
  }

  /**
   * Ends the holds that nobody answered.
   *
   * @return how many have ended
   */
  public int expireHolds() {
    List<UUID> due = transaction.call(() -> repository.expiredHolds(clock.instant(), 100));
    int ended = 0;
    for (UUID id : due) {
      try {
        transaction.run(() -> settleHold(id, it -> it.expire(clock.instant())));
        ended++;
      } catch (RuntimeException e) {
        // One that cannot be ended must not keep the others alive; the next round tries it again.
        LOG.log(System.Logger.Level.WARNING, "Hold {0} could not be ended: {1}", id, e.toString());
      }
    }
    return ended;
  }

  private void settleHold(UUID id, Function<Reservation, ReservationChanged> transition) {
    Reservation reservation = repository.getForChange(id);
    if (reservation.status() == Reservation.Status.PENDING) {
      steps.apply(reservation, transition);
    }
  }
}
