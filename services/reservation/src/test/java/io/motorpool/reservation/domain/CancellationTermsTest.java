package io.motorpool.reservation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancellationTermsTest {

  private static final Instant START = Instant.parse("2027-03-28T00:30:00Z");
  private static final Optional<DayPrice> DAY =
      Optional.of(new DayPrice(Money.of("43.00", "EUR"), new BigDecimal("20.00")));

  /** Free until 48 hours before, then 30 per cent, on the last day one rental day. */
  private static final CancellationTerms TERMS =
      new CancellationTerms(
          List.of(
              new CancellationStep(48, CancellationCharge.NONE),
              new CancellationStep(24, CancellationCharge.percent(30)),
              new CancellationStep(0, CancellationCharge.days(1))),
          CancellationCharge.days(2));

  @ParameterizedTest(name = "{0} before the start of a rental for {1}: {2}")
  @CsvSource({
    "PT1000H,     129.00,  0.00",
    "PT48H,       129.00,  0.00",
    "PT47H59M59S, 129.00, 38.70",
    "PT24H,       129.00, 38.70",
    "PT23H59M59S, 129.00, 51.60",
    "PT1S,        129.00, 51.60",
    "PT0S,        129.00, 51.60",
    "PT-1S,       129.00, 103.20",
    "PT-1000H,    129.00, 103.20",
    // Rounded half up to cents.
    "PT30H,       100.05, 30.02",
    "PT30H,       100.04, 30.01",
    "PT30H,         0.01,  0.00",
    // Never more than the rental.
    "PT1H,         51.59, 51.59",
    "PT1H,         51.60, 51.60",
    "PT1H,          0.00,  0.00",
    "PT-1S,        60.00, 60.00",
  })
  void chargeBySteps(Duration before, String total, String fee) {
    assertThat(quote(TERMS, total, DAY, before).fee()).isEqualTo(Money.of(fee, "EUR"));
  }

  @ParameterizedTest(name = "{0} before the start: {1}")
  @CsvSource({
    "PT49H, Free of charge until 48 hours before the start",
    "PT48H, Free of charge until 48 hours before the start",
    "PT47H, 30 % of the total price until 24 hours before the start",
    "PT1H,  One rental day until the start",
    "PT-1H, 2 rental days from the start on"
  })
  void sayWhichStepItIs(Duration before, String description) {
    assertThat(quote(TERMS, "129.00", DAY, before).description()).isEqualTo(description);
  }

  @ParameterizedTest(name = "{0} before the start of a rental for {1}: until {2} before")
  @CsvSource({
    "PT49H, 129.00, PT48H",
    "PT48H, 129.00, PT48H",
    "PT47H, 129.00, PT24H",
    "PT23H, 129.00, PT0S",
    "PT-1H, 129.00,",
    // One day is less than 30 per cent of this one, and so is what it costs not to come.
    "PT47H, 1000.00,",
    // At most the total: nothing can be dearer.
    "PT1H,  50.00,"
  })
  void sayUntilWhenItDoesNotGetDearer(Duration before, String total, Duration until) {
    assertThat(quote(TERMS, total, DAY, before).validUntil())
        .isEqualTo(Optional.ofNullable(until).map(START::minus));
  }

  @Test
  void lookBeyondAStepThatIsNotDearer() {
    CancellationTerms terms =
        new CancellationTerms(
            List.of(
                new CancellationStep(48, CancellationCharge.percent(10)),
                new CancellationStep(24, CancellationCharge.percent(10)),
                new CancellationStep(0, CancellationCharge.percent(20))),
            CancellationCharge.percent(20));

    assertThat(quote(terms, "100.00", DAY, Duration.ofHours(72)).validUntil())
        .hasValue(START.minus(Duration.ofHours(24)));
  }

  @Test
  void chargeOnlyPercentWhereNoDailyRateIsAgreedOn() {
    assertThat(quote(TERMS, "129.00", Optional.empty(), Duration.ofHours(30)).fee())
        .isEqualTo(Money.of("38.70", "EUR"));
    assertThat(quote(TERMS, "129.00", Optional.empty(), Duration.ofHours(1)).fee())
        .isEqualTo(Money.of("0.00", "EUR"));
  }

  @ParameterizedTest(name = "{0} days at {1} with {2} % tax: {3}")
  @CsvSource({
    "1, 43.00, 20.00, 51.60",
    "3, 43.00,  5.50, 136.10",
    // The tax of one day would be 0.02, three times 0.06.
    "3,  0.33,  5.50, 1.04",
    "2, 43.00,  0.00, 86.00"
  })
  void putTheTaxOnAllDaysAtOnce(int days, String daily, BigDecimal tax, String fee) {
    Optional<DayPrice> day = Optional.of(new DayPrice(Money.of(daily, "EUR"), tax));

    assertThat(CancellationCharge.days(days).fee(Money.of("500.00", "EUR"), day))
        .isEqualTo(Money.of(fee, "EUR"));
  }

  @ParameterizedTest(name = "steps that end {0}, {1} and {2} hours before")
  @CsvSource({
    "48, 48, 0, /steps/1/hoursBefore",
    "24, 48, 0, /steps/1/hoursBefore",
    "48, 0, 0, /steps/2/hoursBefore",
    "48, 24, 1, /steps/2/hoursBefore"
  })
  void comeNearerAndReachTheStart(int first, int second, int third, String pointer) {
    List<CancellationStep> steps =
        List.of(
            new CancellationStep(first, CancellationCharge.NONE),
            new CancellationStep(second, CancellationCharge.NONE),
            new CancellationStep(third, CancellationCharge.NONE));

    assertThatExceptionOfType(CancellationPolicyInvalid.class)
        .isThrownBy(() -> new CancellationTerms(steps, CancellationCharge.NONE))
        .satisfies(refused -> assertThat(refused.pointer()).hasValue(pointer));
  }

  private static CancellationQuote quote(
      CancellationTerms terms, String total, Optional<DayPrice> day, Duration before) {
    return terms.quote(Money.of(total, "EUR"), day, START, START.minus(before));
  }
}
