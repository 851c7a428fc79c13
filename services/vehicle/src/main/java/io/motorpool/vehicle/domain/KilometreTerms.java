package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.util.Optional;

/**
 * How far a customer may drive.
 *
 * @param includedPerDay the kilometres that each begun rental day includes
 * @param excessRate for each kilometre beyond
 */
public record KilometreTerms(int includedPerDay, Money excessRate) {

  /**
   * The terms, if there are any; without, all kilometres are included.
   *
   * @throws KilometreTermsInvalid if only one of the two is there
   */
  public static Optional<KilometreTerms> of(
      Optional<Integer> includedPerDay, Optional<Money> excessRate) {
    if (includedPerDay.isPresent() != excessRate.isPresent()) {
      throw KilometreTermsInvalid.incomplete();
    }
    return includedPerDay.map(
        kilometres -> new KilometreTerms(kilometres, excessRate.orElseThrow()));
  }
}
