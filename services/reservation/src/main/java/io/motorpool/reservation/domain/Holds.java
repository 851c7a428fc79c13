package io.motorpool.reservation.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes holds: one transaction with the reservation, its event and, if there is one, the quote. */
@ApplicationScoped
public class Holds {

  private static final int MOST_CANDIDATES = 200;
  private static final int MOST_ATTEMPTS = 20;

  private final ReservationRepository repository;
  private final QuoteRepository quotes;
  private final CancellationPolicyRepository policies;
  private final Transaction transaction;
  private final Event<ReservationChanged> changes;
  private final Clock clock;
  private final CustomerLimits limits;
  private final Duration holdTime;

  /** For the container, which makes the client proxy with it. */
  protected Holds() {
    this(null, null, null, null, null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param quotes the stored quotes
   * @param policies what it costs to cancel
   * @param transaction makes each hold one
   * @param changes tells others, inside the transaction
   * @param clock the present moment
   * @param limits how many a customer may have
   * @param holdTime how long a vehicle is kept without an invoice
   */
  @Inject
  public Holds(
      ReservationRepository repository,
      QuoteRepository quotes,
      CancellationPolicyRepository policies,
      Transaction transaction,
      Event<ReservationChanged> changes,
      Clock clock,
      CustomerLimits limits,
      @ConfigProperty(name = "motorpool.reservation.hold-time", defaultValue = "PT15M")
          Duration holdTime) {
    this.repository = repository;
    this.quotes = quotes;
    this.policies = policies;
    this.transaction = transaction;
    this.changes = changes;
    this.clock = clock;
    this.limits = limits;
    this.holdTime = holdTime;
  }

  /**
   * Holds this vehicle.
   *
   * @throws TooManyOpenBookings if the customer has as many as there may be
   * @throws VehicleAlreadyReserved if it is taken
   * @throws QuoteRefused if the quote cannot be used any more
   */
  Reservation hold(HoldRequest request, UUID vehicleId) {
    return transaction.call(
        () -> {
          requireRoom(request);
          Reservation reservation =
              Reservation.hold(
                  UuidCreator.getTimeOrderedEpoch(),
                  request.customerId(),
                  vehicleId,
                  request.agreement(),
                  request.itinerary(),
                  clock.instant(),
                  holdTime);
          reservation.agreeOnCancellation(
              policies.ofClass(request.agreement().vehicleClass()).details().terms());
          repository.add(reservation);
          request
              .quoteId()
              .ifPresent(
                  id ->
                      quotes
                          .findForUse(id)
                          .orElseThrow(QuoteRefused::unknown)
                          .use(reservation, clock.instant()));
          changes.fire(reservation.created());
          return reservation;
        });
  }

  private void requireRoom(HoldRequest request) {
    if (limits.limitBookings(request.channel())) {
      limits.requireRoomForBooking(repository.lockOpenBookings(request.customerId()));
    }
  }

  /**
   * Holds the first of these vehicles that is free. The vehicle service, who named them, may be
   * behind; what is stored here is not.
   *
   * @param vehicleIds the one that is taken most gladly first
   * @throws TooManyOpenBookings if the customer has as many as there may be
   * @throws NoVehicleFree if none of them is
   */
  Reservation holdOneOf(HoldRequest request, List<UUID> vehicleIds) {
    Set<UUID> candidates = new LinkedHashSet<>(vehicleIds.stream().limit(MOST_CANDIDATES).toList());
    for (int attempt = 1; attempt <= MOST_ATTEMPTS && !candidates.isEmpty(); attempt++) {
      Set<UUID> asked = Set.copyOf(candidates);
      candidates.removeAll(
          transaction.call(() -> repository.taken(asked, request.itinerary().period())));
      Optional<UUID> first = candidates.stream().findFirst();
      if (first.isPresent()) {
        try {
          return hold(request, first.get());
        } catch (VehicleAlreadyReserved e) {
          // Somebody was faster.
          candidates.remove(first.get());
        }
      }
    }
    throw new NoVehicleFree(request.agreement().vehicleClass());
  }
}
