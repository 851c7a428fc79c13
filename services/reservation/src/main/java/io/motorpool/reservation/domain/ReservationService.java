package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/**
 * What can be done with reservations. Each change is one transaction, in which the reservation and
 * the event that tells of it are stored together.
 */
@ApplicationScoped
public class ReservationService {

  private static final System.Logger LOG = System.getLogger(ReservationService.class.getName());

  private final ReservationRepository repository;
  private final Fleet fleet;
  private final Transaction transaction;
  private final Event<ReservationChanged> changes;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected ReservationService() {
    this(null, null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param fleet what can be rented
   * @param transaction makes each change one
   * @param changes tells others, inside the transaction
   * @param clock the present moment
   */
  @Inject
  public ReservationService(
      ReservationRepository repository,
      Fleet fleet,
      Transaction transaction,
      Event<ReservationChanged> changes,
      Clock clock) {
    this.repository = repository;
    this.fleet = fleet;
    this.transaction = transaction;
    this.changes = changes;
    this.clock = clock;
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
   * The customer takes the vehicle.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @throws ReservationInWrongState if it is not CONFIRMED
   * @throws VehicleStillOut if another customer has the vehicle
   */
  public Reservation pickUp(UUID id, OptionalLong expected, int odometerKm, int fuelLevelPercent) {
    return change(id, expected, it -> it.pickUp(odometerKm, fuelLevelPercent, clock.instant()));
  }

  /**
   * The vehicle is back.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @param branchId where, or null for the agreed branch
   * @throws ReservationInWrongState if it is not ACTIVE
   * @throws OdometerRunsBackwards if the vehicle shows less than at pick-up
   * @throws BookingRefused if there is no such branch
   * @throws NeighbourUnavailable if the vehicle service, which knows the branches, does not answer
   */
  public Reservation giveBack(
      UUID id,
      OptionalLong expected,
      int odometerKm,
      int fuelLevelPercent,
      UUID branchId,
      List<String> damage) {
    if (branchId != null && !get(id).itinerary().returnBranchId().equals(branchId)) {
      fleet.requireBranch(branchId);
    }
    return change(
        id,
        expected,
        it -> it.giveBack(odometerKm, fuelLevelPercent, branchId, damage, clock.instant()));
  }

  /**
   * Calls the rental off.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @throws ReservationInWrongState if it is neither PENDING nor CONFIRMED
   */
  public Reservation cancel(UUID id, OptionalLong expected, String reason) {
    return change(id, expected, it -> it.cancel(reason, clock.instant()));
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
    settleHold(reservationId, it -> it.cancel(reason, clock.instant()));
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
      apply(reservation, transition);
    }
  }

  private Reservation change(
      UUID id, OptionalLong expected, Function<Reservation, ReservationChanged> transition) {
    return transaction.call(
        () -> {
          Reservation reservation = repository.getForChange(id);
          StaleVersion.check(expected, reservation.version());
          apply(reservation, transition);
          return reservation;
        });
  }

  private void apply(
      Reservation reservation, Function<Reservation, ReservationChanged> transition) {
    ReservationChanged change = transition.apply(reservation);
    // The version counts with the write, and the event must carry the new one.
    repository.flush();
    changes.fire(change);
  }
}
