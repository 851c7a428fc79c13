package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/**
 * Moves reservations on, a step at a time: the step and the event that tells of it are stored
 * together.
 */
@ApplicationScoped
public class ReservationSteps {

  private final ReservationRepository repository;
  private final Transaction transaction;
  private final Event<ReservationChanged> changes;

  /** For the container, which makes the client proxy with it. */
  protected ReservationSteps() {
    this(null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param transaction makes each step one
   * @param changes tells others, inside the transaction
   */
  @Inject
  public ReservationSteps(
      ReservationRepository repository,
      Transaction transaction,
      Event<ReservationChanged> changes) {
    this.repository = repository;
    this.transaction = transaction;
    this.changes = changes;
  }

  /**
   * Takes a step in a transaction of its own. Of several at once for one reservation the later ones
   * find what the first has left.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @param step checks the state it leads from
   * @throws ReservationNotFound if there is none with this id
   * @throws StaleVersion if the caller decided on another version
   */
  public Reservation take(
      UUID id, OptionalLong expected, Function<Reservation, ReservationChanged> step) {
    return transaction.call(
        () -> {
          Reservation reservation = repository.getForChange(id);
          StaleVersion.check(expected, reservation.version());
          apply(reservation, step);
          return reservation;
        });
  }

  /**
   * As {@link #take(UUID, OptionalLong, Function)}, for a step that was decided on with what
   * neighbours said of a reservation.
   *
   * @param found as it was when they were asked
   * @throws StaleVersion if another vehicle, itinerary or price was agreed on meanwhile, so that
   *     they would have to be asked again
   */
  public Reservation take(
      Reservation found, OptionalLong expected, Function<Reservation, ReservationChanged> step) {
    return take(
        found.id(),
        expected,
        it -> {
          if (!found.agreesWith(it)) {
            StaleVersion.check(OptionalLong.of(found.version()), it.version());
          }
          return step.apply(it);
        });
  }

  /**
   * Takes a step in the present transaction.
   *
   * @param reservation locked before
   */
  public void apply(Reservation reservation, Function<Reservation, ReservationChanged> step) {
    ReservationChanged change = step.apply(reservation);
    // The version counts with the write, and the event must carry the new one.
    repository.flush();
    changes.fire(change);
  }
}
