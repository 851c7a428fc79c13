package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Rentals that are called off before the pick-up, and what that costs. */
@ApplicationScoped
public class Cancellations {

  private final ReservationRepository repository;
  private final ReservationSteps steps;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected Cancellations() {
    this(null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param steps moves a reservation on
   * @param transaction reads in one
   * @param clock the present moment
   */
  @Inject
  public Cancellations(
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
   * What it costs to cancel now.
   *
   * @throws ReservationNotFound if there is none with this id
   * @throws ReservationInWrongState if it is neither PENDING nor CONFIRMED
   */
  public CancellationQuote quote(UUID id) {
    return transaction.call(() -> repository.get(id).cancellationQuote(clock.instant()));
  }

  /**
   * Calls the rental off.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @param expectedFee what the caller thinks it costs, empty if it pays whatever it is
   * @throws ReservationNotFound if there is none with this id
   * @throws ReservationInWrongState if it is neither PENDING nor CONFIRMED
   * @throws CancellationFeeChanged if it costs another amount
   */
  public Reservation cancel(
      UUID id, OptionalLong expected, String reason, Optional<Money> expectedFee) {
    return steps.take(id, expected, it -> it.cancel(reason, expectedFee, clock.instant()));
  }
}
