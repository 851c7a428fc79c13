package io.motorpool.reservation.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Vehicles that are handed over to their customers. */
@ApplicationScoped
public class PickUps {

  private final ReservationRepository repository;
  private final ReservationSteps steps;
  private final CustomerDirectory customers;
  private final Fleet fleet;
  private final Transaction transaction;
  private final Clock clock;
  private final Duration early;

  /** For the container, which makes the client proxy with it. */
  protected PickUps() {
    this(null, null, null, null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param steps moves a reservation on
   * @param customers who may still rent
   * @param fleet what the vehicles' odometers showed last
   * @param transaction reads in one
   * @param clock the present moment
   * @param early how long before the start a vehicle may be picked up
   */
  @Inject
  public PickUps(
      ReservationRepository repository,
      ReservationSteps steps,
      CustomerDirectory customers,
      Fleet fleet,
      Transaction transaction,
      Clock clock,
      @ConfigProperty(name = "motorpool.reservation.early-pick-up", defaultValue = "PT24H")
          Duration early) {
    this.repository = repository;
    this.steps = steps;
    this.customers = customers;
    this.fleet = fleet;
    this.transaction = transaction;
    this.clock = clock;
    this.early = early;
  }

  /**
   * The customer takes the vehicle. The neighbours are asked before the transaction begins.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @throws ReservationNotFound if there is none with this id
   * @throws ReservationInWrongState if it is not CONFIRMED
   * @throws PickUpNotNow if it is too early or too late
   * @throws DepositRefused if the deposit is missing or cannot be what was agreed on
   * @throws DamageInvalid if the damage from before has a charge
   * @throws CustomerNotEligible if the customer may not drive through the agreed end
   * @throws OdometerRunsBackwards if the vehicle shows less than at its last return
   * @throws VehiclePromised if the vehicle is another customer's until the rental begins
   * @throws VehicleStillOut if another customer has the vehicle
   * @throws NeighbourUnavailable if a neighbour does not answer
   */
  public Reservation pickUp(UUID id, OptionalLong expected, PickUpReport report) {
    Instant now = clock.instant();
    Reservation found = transaction.call(() -> repository.get(id));
    found.requirePickUp(report, early, now);
    customers.requireStillEligible(
        found.customerId(), new Period(now, found.itinerary().period().endsAt()));
    int atLastReturn = fleet.odometerKm(found.vehicleId());
    if (report.odometerKm() < atLastReturn) {
      throw OdometerRunsBackwards.sinceTheLastReturn(atLastReturn, report.odometerKm());
    }
    return steps.take(found, expected, it -> handOver(it, report));
  }

  private ReservationChanged handOver(Reservation reservation, PickUpReport report) {
    Instant now = clock.instant();
    reservation.requirePickUp(report, early, now);
    // An early pick-up takes time that was not reserved, and may be another's.
    if (repository.isPromised(
        reservation.vehicleId(), now, reservation.itinerary().period().startsAt())) {
      throw new VehiclePromised();
    }
    return reservation.pickUp(report, early, now);
  }
}
