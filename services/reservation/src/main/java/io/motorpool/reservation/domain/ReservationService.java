package io.motorpool.reservation.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
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
  private final ReservationSteps steps;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected ReservationService() {
    this(null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param steps moves a reservation on
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public ReservationService(
      ReservationRepository repository,
      ReservationSteps steps,
      Transaction transaction,
      Clock clock) {
    this.repository = repository;
    this.steps = steps;
    this.transaction = transaction;
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
