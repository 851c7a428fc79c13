package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * Finds the tariff of a day: the one place for whoever says a rate or a price. Every method needs a
 * running transaction.
 */
@ApplicationScoped
public class Tariffs {

  private final ClassRateRepository rates;
  private final SeasonRepository seasons;
  private final OneWayFeeRepository oneWayFees;

  /** For the container, which makes the client proxy with it. */
  protected Tariffs() {
    this(null, null, null);
  }

  /**
   * @param rates what classes cost from some day on
   * @param seasons when they cost more or less
   * @param oneWayFees what the return at another branch costs
   */
  @Inject
  public Tariffs(
      ClassRateRepository rates, SeasonRepository seasons, OneWayFeeRepository oneWayFees) {
    this.rates = rates;
    this.seasons = seasons;
    this.oneWayFees = oneWayFees;
  }

  /**
   * The tariff for rentals of any of the classes; at most three queries, however many classes.
   *
   * @param pickup the branch of the pick-up, whose calendar says which day it is
   * @param giveBack the branch of the return
   * @param startsAt when the rental begins
   * @param classes the codes of the classes
   */
  public TariffOfTheDay at(
      Branch pickup, Branch giveBack, Instant startsAt, Collection<String> classes) {
    LocalDate day = pickup.dayOf(startsAt);
    Optional<Money> fee =
        pickup.id().equals(giveBack.id())
            ? Optional.empty()
            : oneWayFees.between(pickup.id(), giveBack.id()).map(it -> it.details().fee());
    return new TariffOfTheDay(
        pickup, day, rates.inForce(classes, day), seasons.on(day, pickup.id()), fee);
  }
}
