package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a vehicle class is called and rented for. All amounts are before tax.
 *
 * @param name as customers see it
 * @param description what a customer gets
 * @param minimumDriverAge in full years on the day of the pick-up
 * @param rate what renting costs on days that no other rate is in force
 * @param deposit what the customer leaves as a security
 * @param youngDriver what a young driver is charged; empty for nothing
 * @param kilometres how far a customer may drive; empty for any distance
 * @param missingFuelRate for each percentage point that is missing in tank or battery; empty for
 *     nothing
 * @param lateReturnGraceMinutes how late the vehicle may come back at no charge
 * @param earlyReturnCreditPercent how much of the time that was not used is given back
 */
public record ClassTerms(
    String name,
    String description,
    int minimumDriverAge,
    Rate rate,
    Money deposit,
    Optional<YoungDriverTerms> youngDriver,
    Optional<KilometreTerms> kilometres,
    Optional<Money> missingFuelRate,
    int lateReturnGraceMinutes,
    int earlyReturnCreditPercent) {

  /** How late a vehicle may come back at no charge where the class does not say. */
  public static final int USUAL_GRACE_MINUTES = 29;

  /** How much of the unused time is given back where the class does not say, in per cent. */
  public static final int USUAL_CREDIT_PERCENT = 50;

  /**
   * @throws RateInvalid if an amount is below zero or above 99999.99, or the amounts are not all in
   *     one currency that exists
   * @throws YoungDriverTermsInvalid if the full age is not above the least age
   */
  public ClassTerms {
    rate.check();
    Amounts.checkRate(deposit, "/deposit/amount");
    youngDriver.ifPresent(it -> Amounts.checkRate(it.dailyFee(), "/youngDriverFee/amount"));
    kilometres.ifPresent(it -> Amounts.checkRate(it.excessRate(), "/excessKilometreRate/amount"));
    missingFuelRate.ifPresent(it -> Amounts.checkRate(it, "/missingFuelRate/amount"));
    if (Stream.of(
                Stream.of(rate.daily(), deposit),
                youngDriver.map(YoungDriverTerms::dailyFee).stream(),
                kilometres.map(KilometreTerms::excessRate).stream(),
                missingFuelRate.stream())
            .flatMap(it -> it)
            .map(Money::currency)
            .distinct()
            .count()
        > 1) {
      throw RateInvalid.differentCurrencies();
    }
    if (!Amounts.isCurrency(deposit.currency())) {
      throw RateInvalid.unknownCurrency();
    }
    if (youngDriver.isPresent() && youngDriver.get().fullAge() <= minimumDriverAge) {
      throw YoungDriverTermsInvalid.notAbove(minimumDriverAge);
    }
  }

  /** The currency of all amounts. */
  public String currency() {
    return deposit.currency();
  }
}
