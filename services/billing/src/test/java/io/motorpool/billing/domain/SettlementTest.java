package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.common.model.Rate;
import io.motorpool.contracts.common.model.RentalTerms;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Damage;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.Handover;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three days from 1 December 9:00, at 9.00 an hour, 43.00 a day, 258.00 a week, 20 % tax. */
class SettlementTest {

  private static final OffsetDateTime START = OffsetDateTime.parse("2026-12-01T09:00:00Z");
  private static final OffsetDateTime END = OffsetDateTime.parse("2026-12-04T09:00:00Z");

  private final RentalTerms terms =
      new RentalTerms()
          .rate(new Rate().hourly(eur("9.00")).daily(eur("43.00")).weekly(eur("258.00")))
          .taxPercent(new BigDecimal("20.00"))
          .includedKilometresPerDay(250)
          .excessKilometreRate(eur("0.25"))
          .missingFuelRate(eur("1.20"))
          .lateReturnGraceMinutes(29)
          .earlyReturnCreditPercent(50);
  private final Handover handover =
      new Handover().pickedUpAt(START).odometerKm(10_000).fuelLevelPercent(100);
  private final Handback handback =
      new Handback()
          .returnedAt(END)
          .odometerKm(10_300)
          .fuelLevelPercent(100)
          .damage(new ArrayList<>());
  private final ReservationSnapshot reservation =
      new ReservationSnapshot()
          .startsAt(START)
          .endsAt(END)
          .price(new Price().total(eur("154.80")))
          .terms(terms)
          .handover(handover)
          .handback(handback);

  @Test
  void aRentalAsAgreedOnLeavesNothingToSettle() {
    assertThat(settled()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-12-04T09:29:00Z | ",
        "2026-12-04T09:30:00Z | LATE_RETURN 1 x 9.00, TAX 1 x 1.80",
        "2026-12-04T10:00:00Z | LATE_RETURN 1 x 9.00, TAX 1 x 1.80",
        "2026-12-04T10:00:01Z | LATE_RETURN 2 x 9.00, TAX 1 x 3.60",
        "2026-12-04T13:00:00Z | LATE_RETURN 4 x 9.00, TAX 1 x 7.20",
        "2026-12-04T13:01:00Z | LATE_RETURN 1 x 43.00, TAX 1 x 8.60",
        "2026-12-05T09:00:00Z | LATE_RETURN 1 x 43.00, TAX 1 x 8.60",
        "2026-12-05T10:00:00Z | LATE_RETURN 1 x 43.00, LATE_RETURN 1 x 9.00, TAX 1 x 10.40"
      })
  void aLateReturnIsChargedSinceTheAgreedEnd(OffsetDateTime returnedAt, String expected) {
    handback.returnedAt(returnedAt);

    assertThat(settled()).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10750 | 2026-12-04T09:00:00Z | ",
        "10751 | 2026-12-04T09:00:00Z | EXCESS_KILOMETRES 1 x 0.25, TAX 1 x 0.05",
        "11000 | 2026-12-04T09:20:00Z | ",
        "11004 | 2026-12-04T09:20:00Z | EXCESS_KILOMETRES 4 x 0.25, TAX 1 x 0.20",
        "9000 | 2026-12-04T09:00:00Z | "
      })
  void kilometresAreIncludedForEachBegunDayOfTheLongerTime(
      int odometer, OffsetDateTime returnedAt, String expected) {
    handback.odometerKm(odometer).returnedAt(returnedAt);

    assertThat(settled()).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void whoReturnsEarlyHasTheKilometresOfTheTimeAgreedOn() {
    terms.earlyReturnCreditPercent(0);
    handback.odometerKm(10_750).returnedAt(START.plusHours(5));

    assertThat(settled()).isEmpty();
  }

  @Test
  void kilometresWithoutALimitCostNothing() {
    handback.odometerKm(99_999);
    terms.includedKilometresPerDay(null);
    assertThat(settled()).isEmpty();

    terms.includedKilometresPerDay(0).excessKilometreRate(null);
    assertThat(settled()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 | 75 | FUEL 25 x 1.20, TAX 1 x 6.00",
        "80 | 79 | FUEL 1 x 1.20, TAX 1 x 0.24",
        "50 | 50 | ",
        "50 | 100 | "
      })
  void onlyFuelThatIsMissingIsCharged(int before, int after, String expected) {
    handover.fuelLevelPercent(before);
    handback.fuelLevelPercent(after);

    assertThat(settled()).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void fuelWithoutARateCostsNothing() {
    terms.missingFuelRate(null);
    handback.fuelLevelPercent(0);

    assertThat(settled()).isEmpty();
  }

  @Test
  void damageIsChargedWithoutTax() {
    handback
        .addDamageItem(new Damage().description("Scratch").charge(eur("150.00")))
        .addDamageItem(new Damage().description("Stone chip"))
        .addDamageItem(new Damage().description("Stain").charge(eur("0.00")));

    assertThat(settled()).isEqualTo("DAMAGE 1 x 150.00");
    assertThat(Settlement.lines(reservation).getFirst().description()).isEqualTo("Damage: Scratch");
  }

  @Test
  void damageIsNotInWhatTheTaxIsOn() {
    handback
        .fuelLevelPercent(90)
        .addDamageItem(new Damage().description("Scratch").charge(eur("150.00")));

    assertThat(settled()).isEqualTo("FUEL 10 x 1.20, DAMAGE 1 x 150.00, TAX 1 x 2.40");
  }

  @Test
  void aDescriptionThatIsTooLongIsCut() {
    handback.addDamageItem(
        new Damage().description("x".repeat(190) + "🚗🚗🚗🚗").charge(eur("1.00")));

    String description = Settlement.lines(reservation).getFirst().description();
    assertThat(description).hasSizeLessThanOrEqualTo(200).endsWith("…");
    assertThat(description.codePoints().map(Character::getType))
        .doesNotContain((int) Character.SURROGATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "50 | 2026-12-03T09:00:00Z | EARLY_RETURN 1 x -21.50, TAX 1 x -4.30",
        "50 | 2026-12-02T09:00:00Z | EARLY_RETURN 1 x -43.00, TAX 1 x -8.60",
        "33 | 2026-12-03T09:00:00Z | EARLY_RETURN 1 x -14.19, TAX 1 x -2.84",
        "100 | 2026-12-01T09:30:00Z | EARLY_RETURN 1 x -120.00, TAX 1 x -24.00",
        "50 | 2026-12-04T08:59:00Z | ",
        "0 | 2026-12-02T09:00:00Z | "
      })
  void anEarlyReturnGivesBackAPartOfTheTimeNotUsed(
      int percent, OffsetDateTime returnedAt, String expected) {
    terms.earlyReturnCreditPercent(percent);
    handback.returnedAt(returnedAt);

    assertThat(settled()).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void whoPicksUpLaterThanAgreedOnHasUsedTheTime() {
    handover.pickedUpAt(START.plusDays(1));
    handback.returnedAt(END.minusDays(1));

    assertThat(settled()).isEqualTo("EARLY_RETURN 1 x -21.50, TAX 1 x -4.30");
  }

  @Test
  void whoPicksUpEarlierThanAgreedOnIsGivenBackNoMoreThanAPartOfWhatWasPaid() {
    handover.pickedUpAt(START.minusDays(30));
    handback.returnedAt(START.minusDays(30).plusHours(1));

    assertThat(settled()).isEqualTo("EARLY_RETURN 1 x -60.00, TAX 1 x -12.00");
  }

  @Test
  void anEarlyReturnWithDamageIsSettledTogether() {
    handback
        .returnedAt(END.minusDays(1))
        .addDamageItem(new Damage().description("Scratch").charge(eur("150.00")));

    assertThat(settled()).isEqualTo("EARLY_RETURN 1 x -21.50, DAMAGE 1 x 150.00, TAX 1 x -4.30");
  }

  @Test
  void theReturnAtAnotherBranchHasAFee() {
    handback.otherBranchFee(eur("80.00"));

    assertThat(settled()).isEqualTo("ONE_WAY 1 x 80.00, TAX 1 x 16.00");
  }

  @ParameterizedTest
  @CsvSource({"20.00, Tax 20 %", "5.50, Tax 5.5 %", "10.00, Tax 10 %"})
  void theTaxIsNamedWithoutTrailingZeros(String percent, String description) {
    terms.taxPercent(new BigDecimal(percent));
    handback.fuelLevelPercent(50);

    assertThat(Settlement.lines(reservation).getLast().description()).isEqualTo(description);
  }

  @Test
  void withoutTaxThereIsNoLineOfIt() {
    terms.taxPercent(new BigDecimal("0.00"));
    handback.fuelLevelPercent(50);

    assertThat(settled()).isEqualTo("FUEL 50 x 1.20");
  }

  @Test
  void withoutTermsOnlyDamageIsCharged() {
    reservation.terms(null);
    handback
        .returnedAt(END.plusDays(3))
        .odometerKm(99_999)
        .fuelLevelPercent(0)
        .otherBranchFee(eur("80.00"))
        .addDamageItem(new Damage().description("Scratch").charge(eur("150.00")));

    assertThat(settled()).isEqualTo("DAMAGE 1 x 150.00");
  }

  @Test
  void withoutAHandoverOnlyWhatTheReturnShowsIsCharged() {
    reservation.handover(null);
    handback.odometerKm(99_999).fuelLevelPercent(0).returnedAt(END.plusHours(1));

    assertThat(settled()).isEqualTo("LATE_RETURN 1 x 9.00, TAX 1 x 1.80");
  }

  @Test
  void anotherCurrencyThanTheRentalsIsRefused() {
    handback.addDamageItem(
        new Damage()
            .description("Scratch")
            .charge(new Money().amount(new BigDecimal("1.00")).currency("USD")));

    assertThatThrownBy(() -> Settlement.lines(reservation)).isInstanceOf(ChargeInconsistent.class);
  }

  private String settled() {
    return String.join(
        ", ",
        Settlement.lines(reservation).stream()
            .map(it -> "%s %d x %s".formatted(it.type(), it.quantity(), it.unitAmount()))
            .toList());
  }

  private static Money eur(String amount) {
    return new Money().amount(new BigDecimal(amount)).currency("EUR");
  }
}
