package io.motorpool.reservation.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Vehicles that nobody came for. Each of them is one transaction. */
@ApplicationScoped
public class NoShows {

  private static final System.Logger LOG = System.getLogger(NoShows.class.getName());
  private static final int AT_ONCE = 100;

  private final ReservationRepository repository;
  private final ReservationSteps steps;
  private final Transaction transaction;
  private final Clock clock;
  private final Duration grace;

  /** For the container, which makes the client proxy with it. */
  protected NoShows() {
    this(null, null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param steps moves a reservation on
   * @param transaction makes each change one
   * @param clock the present moment
   * @param grace how long after the start a customer may still come
   */
  @Inject
  public NoShows(
      ReservationRepository repository,
      ReservationSteps steps,
      Transaction transaction,
      Clock clock,
      @ConfigProperty(name = "motorpool.reservation.no-show-grace", defaultValue = "PT2H")
          Duration grace) {
    this.repository = repository;
    this.steps = steps;
    this.transaction = transaction;
    this.clock = clock;
    this.grace = grace;
  }

  /**
   * Nobody came, as the desk says.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @throws ReservationNotFound if there is none with this id
   * @throws ReservationInWrongState if it is not CONFIRMED
   * @throws TooEarlyForNoShow if the customer may still come
   */
  public Reservation mark(UUID id, OptionalLong expected) {
    return steps.take(id, expected, it -> it.noShow(grace, clock.instant()));
  }

  /**
   * Ends the reservations that nobody came for.
   *
   * @return how many have ended
   */
  public int endAll() {
    List<UUID> due =
        transaction.call(() -> repository.awaitedSince(clock.instant().minus(grace), AT_ONCE));
    int ended = 0;
    for (UUID id : due) {
      try {
        if (transaction.call(() -> endIfStillDue(id))) {
          ended++;
        }
      } catch (RuntimeException e) {
        // One that cannot be ended must not keep the others; the next round tries it again.
        LOG.log(System.Logger.Level.WARNING, "{0} could not be ended: {1}", id, e.toString());
      }
    }
    return ended;
  }

  /** Another replica may have been faster, or the customer has come after all. */
  private boolean endIfStillDue(UUID id) {
    Reservation reservation = repository.getForChange(id);
    Instant now = clock.instant();
    boolean due =
        reservation.status() == Reservation.Status.CONFIRMED
            && !now.isBefore(reservation.itinerary().period().startsAt().plus(grace));
    if (due) {
      steps.apply(reservation, it -> it.noShow(grace, now));
    }
    return due;
  }
}
