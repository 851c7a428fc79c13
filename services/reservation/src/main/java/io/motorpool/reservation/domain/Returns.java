package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Vehicles that come back. */
@ApplicationScoped
public class Returns {

  private static final String BRANCH_FIELD = "/returnBranchId";

  private final ReservationRepository repository;
  private final ReservationSteps steps;
  private final Fleet fleet;
  private final Tariff tariff;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected Returns() {
    this(null, null, null, null, null, null);
  }

  /**
   * @param repository the stored reservations
   * @param steps moves a reservation on
   * @param fleet which branches there are
   * @param tariff what the return at another branch costs
   * @param transaction reads in one
   * @param clock the present moment
   */
  @Inject
  public Returns(
      ReservationRepository repository,
      ReservationSteps steps,
      Fleet fleet,
      Tariff tariff,
      Transaction transaction,
      Clock clock) {
    this.repository = repository;
    this.steps = steps;
    this.fleet = fleet;
    this.tariff = tariff;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The vehicle is back. At another branch than agreed on, the vehicle service is asked before the
   * transaction begins what that costs; whether the branch is open does not matter any more.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @throws ReservationNotFound if there is none with this id
   * @throws ReservationInWrongState if it is not ACTIVE
   * @throws OdometerRunsBackwards if the vehicle shows less than at pick-up
   * @throws OdometerImplausible if it shows far more
   * @throws DamageInvalid if damage cannot be charged as it is noted
   * @throws BookingRefused if there is no such branch
   * @throws PriceRefused if the tariff has no price for the way there
   * @throws TariffCurrencyChanged if the tariff is in another currency than the rental
   * @throws NeighbourUnavailable if the vehicle service is needed and does not answer
   */
  public Reservation giveBack(UUID id, OptionalLong expected, ReturnReport report) {
    Reservation found = transaction.call(() -> repository.get(id));
    found.requireReturn(report, clock.instant());
    Optional<Money> fee =
        report
            .branchId()
            .filter(branch -> !branch.equals(found.itinerary().returnBranchId()))
            .flatMap(branch -> otherBranchFee(found, branch));
    return steps.take(found, expected, it -> it.giveBack(report, fee, clock.instant()));
  }

  /** What the way to a branch costs beyond the way that was agreed on, before tax. */
  private Optional<Money> otherBranchFee(Reservation reservation, UUID branch) {
    fleet.requireBranch(branch);
    Itinerary agreed = reservation.itinerary();
    Price real =
        tariff
            .price(
                new PricedClass(reservation.vehicleClass(), BRANCH_FIELD, BRANCH_FIELD),
                new Itinerary(agreed.pickupBranchId(), branch, agreed.period()),
                OptionalInt.empty(),
                List.of())
            .price();
    String currency = reservation.total().currency();
    if (!real.total().currency().equals(currency)) {
      throw new TariffCurrencyChanged(real.total().currency(), currency);
    }
    Money more = oneWay(real).minus(oneWay(reservation.price()));
    return more.isNegative() || more.isZero() ? Optional.empty() : Optional.of(more);
  }

  private static Money oneWay(Price price) {
    return price.lines().stream()
        .filter(line -> line.type() == PriceLine.Type.ONE_WAY)
        .map(PriceLine::total)
        .reduce(Money.zero(price.total().currency()), Money::plus);
  }
}
