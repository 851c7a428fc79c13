package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tariff for rentals that are picked up at one branch on one day. Of the rates of a class that
 * are in force the one that began last is charged, and without one the class's own; of the seasons
 * that the day belongs to, the most special one ({@link Season#BY_PRECEDENCE}).
 *
 * @param pickup the branch of the pick-up
 * @param day of the pick-up, by the branch's calendar
 * @param rates of the classes, at least those in force
 * @param seasons at least those that the day belongs to
 * @param oneWayFee what the return at the branch of the return costs; empty for nothing
 */
public record TariffOfTheDay(
    Branch pickup,
    LocalDate day,
    List<ClassRate> rates,
    List<Season> seasons,
    Optional<Money> oneWayFee) {

  /** Keeps copies of the lists. */
  public TariffOfTheDay {
    rates = List.copyOf(rates);
    seasons = List.copyOf(seasons);
  }

  /**
   * What the class costs.
   *
   * @throws PriceTooHigh if with the season an amount of its rate is above 99999.99
   */
  public ClassTariff of(VehicleClass vehicleClass) {
    Rate rate = rate(vehicleClass);
    Optional<SeasonDetails> season = season(vehicleClass.code());
    return new ClassTariff(
        vehicleClass,
        season.map(it -> rate.times(it.factor())).orElse(rate),
        season.map(SeasonDetails::name),
        oneWayFee,
        pickup.taxPercent());
  }

  private Rate rate(VehicleClass vehicleClass) {
    return rates.stream()
        .filter(rate -> rate.vehicleClass().equals(vehicleClass.code()))
        .map(ClassRate::details)
        .filter(it -> it.holdsOn(day))
        .max(Comparator.comparing(ClassRateDetails::validFrom))
        .map(ClassRateDetails::rate)
        .orElseGet(() -> vehicleClass.terms().rate());
  }

  private Optional<SeasonDetails> season(String code) {
    return seasons.stream()
        .filter(season -> season.details().isFor(day, code, pickup.id()))
        .max(Season.BY_PRECEDENCE)
        .map(Season::details);
  }
}
