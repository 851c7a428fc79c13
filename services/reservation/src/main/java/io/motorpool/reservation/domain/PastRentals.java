package io.motorpool.reservation.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes over what a business rented before Motorpool was in use. Each rental becomes a reservation
 * that has ended, told to others in one event.
 */
@ApplicationScoped
public class PastRentals {

  /**
   * What became of a request.
   *
   * @param imported how many rentals were taken over
   * @param known how many had been taken over before
   */
  public record Report(int imported, int known) {}

  private final ReservationRepository repository;
  private final CustomerDirectory customers;
  private final Fleet fleet;
  private final Transaction transaction;
  private final Event<ReservationChanged> changes;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected PastRentals() {
    this(null, null, null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param customers who there is
   * @param fleet what there is
   * @param transaction makes each request one
   * @param changes tells others of reservations, inside the transaction
   * @param clock the present moment
   */
  @Inject
  public PastRentals(
      ReservationRepository repository,
      CustomerDirectory customers,
      Fleet fleet,
      Transaction transaction,
      Event<ReservationChanged> changes,
      Clock clock) {
    this.repository = repository;
    this.customers = customers;
    this.fleet = fleet;
    this.transaction = transaction;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Takes over all of the rentals that were not taken over before.
   *
   * @throws PastRentalInvalid if one of them cannot have been; then none is taken over
   * @throws NeighbourUnavailable if a neighbour does not answer
   */
  public Report takeOver(List<PastRental> rentals) {
    check(rentals, clock.instant());
    Map<UUID, String> vehicleClasses = requireKnown(rentals);
    return transaction.call(
        () -> {
          Set<String> known =
              repository.knownPastReferences(rentals.stream().map(PastRental::reference).toList());
          List<PastRental> news =
              rentals.stream().filter(it -> !known.contains(it.reference())).toList();
          for (PastRental rental : news) {
            Reservation reservation =
                Reservation.past(
                    UuidCreator.getTimeOrderedEpoch(),
                    rental,
                    vehicleClasses.get(rental.vehicleId()));
            repository.add(reservation);
            changes.fire(reservation.ended());
          }
          return new Report(news.size(), known.size());
        });
  }

  private static void check(List<PastRental> rentals, Instant now) {
    Set<String> references = new HashSet<>();
    for (int i = 0; i < rentals.size(); i++) {
      PastRental rental = rentals.get(i);
      rental.check(i, now);
      if (!references.add(rental.reference())) {
        throw new PastRentalInvalid(i, "reference", "Each reference may be given once.");
      }
    }
  }

  /** Asks about each of them once. */
  private Map<UUID, String> requireKnown(List<PastRental> rentals) {
    Set<UUID> knownCustomers = new HashSet<>();
    Set<UUID> knownBranches = new HashSet<>();
    Map<UUID, String> vehicleClasses = new HashMap<>();
    for (int i = 0; i < rentals.size(); i++) {
      PastRental rental = rentals.get(i);
      if (knownCustomers.add(rental.customerId()) && !customers.isKnown(rental.customerId())) {
        throw new PastRentalInvalid(i, "customerId", "No such customer.");
      }
      if (knownBranches.add(rental.pickupBranchId()) && !fleet.isKnown(rental.pickupBranchId())) {
        throw new PastRentalInvalid(i, "pickupBranchId", "No such branch.");
      }
      if (knownBranches.add(rental.returnBranchId()) && !fleet.isKnown(rental.returnBranchId())) {
        throw new PastRentalInvalid(i, "returnBranchId", "No such branch.");
      }
      if (!vehicleClasses.containsKey(rental.vehicleId())) {
        Optional<String> vehicleClass = fleet.vehicleClass(rental.vehicleId());
        if (vehicleClass.isEmpty()) {
          throw new PastRentalInvalid(i, "vehicleId", "No such vehicle.");
        }
        vehicleClasses.put(rental.vehicleId(), vehicleClass.get());
      }
    }
    return vehicleClasses;
  }
}
