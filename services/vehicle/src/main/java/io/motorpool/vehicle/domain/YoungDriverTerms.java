package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.util.Optional;

/**
 * What a young driver is charged.
 *
 * @param fullAge from this age on nothing, in full years on the day of the pick-up
 * @param dailyFee for each begun rental day below it
 */
public record YoungDriverTerms(int fullAge, Money dailyFee) {

  /**
   * The terms, if there are any.
   *
   * @throws YoungDriverTermsInvalid if only one of the two is there
   */
  public static Optional<YoungDriverTerms> of(Optional<Integer> fullAge, Optional<Money> dailyFee) {
    if (fullAge.isPresent() != dailyFee.isPresent()) {
      throw YoungDriverTermsInvalid.incomplete();
    }
    return fullAge.map(age -> new YoungDriverTerms(age, dailyFee.orElseThrow()));
  }
}
