package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffTest {

  private static final Instant START = Instant.parse("2027-03-01T09:00:00Z");
  private static final ClassTerms TERMS =
      Some.terms("9.00 EUR", "40.00 EUR", "210.00 EUR", "300.00 EUR");
  private static final BigDecimal NO_TAX = new BigDecimal("0.00");

  @ParameterizedTest(name = "{0} costs {1}: {2}")
  @CsvSource({
    "PT1M,       9.00, 1 HOUR",
    "PT1H,       9.00, 1 HOUR",
    "PT1H1S,    18.00, 2 HOUR",
    "PT0.001S,   9.00, 1 HOUR",
    "PT4H,      36.00, 4 HOUR",
    "PT4H1M,    40.00, 1 DAY",
    "PT24H,     40.00, 1 DAY",
    "PT25H,     49.00, 1 DAY + 1 HOUR",
    "PT29H,     80.00, 2 DAY",
    "P5DT1H,   209.00, 5 DAY + 1 HOUR",
    "P5DT2H,   210.00, 1 WEEK",
    "P7D,      210.00, 1 WEEK",
    "P7DT1H,   219.00, 1 WEEK + 1 HOUR",
    "P10D,     330.00, 1 WEEK + 3 DAY",
    "P13DT5H,  420.00, 2 WEEK",
    "P365D,  10960.00, 52 WEEK + 1 DAY"
  })
  void chargesWeeksThenDaysThenHours(Duration length, String total, String lines) {
    List<PriceLine> price = price(TERMS, length);

    assertThat(Tariff.total(price)).isEqualTo(Money.of(total, "EUR"));
    assertThat(words(price)).isEqualTo(lines);
  }

  @Test
  void chargesDaysWhereTheWeeklyRateWouldCostMoreThanSevenDays() {
    ClassTerms terms = Some.terms("9.00 EUR", "40.00 EUR", "300.00 EUR", "0.00 EUR");

    assertThat(words(price(terms, Duration.ofDays(8)))).isEqualTo("8 DAY");
  }

  @ParameterizedTest(name = "{1} to {2} in {0}: {3}")
  @CsvSource({
    "Europe/Vienna, 2027-03-27T09:00, 2027-03-28T09:00, 1 DAY",
    "Europe/Vienna, 2027-03-28T00:00, 2027-03-29T00:00, 1 DAY",
    "Europe/Vienna, 2026-10-24T09:00, 2026-10-25T09:00, 1 DAY + 1 HOUR",
    "Europe/Vienna, 2028-02-28T09:00, 2028-03-01T09:00, 2 DAY",
    "Europe/Vienna, 2027-02-28T09:00, 2027-03-01T09:00, 1 DAY",
    "Europe/Vienna, 2027-01-31T09:00, 2027-02-28T09:00, 4 WEEK",
    "Europe/Lisbon, 2026-12-31T12:00, 2027-01-01T12:00, 1 DAY"
  })
  void countsADayAs24HoursWhateverTheCalendarDoes(
      String zone, LocalDateTime from, LocalDateTime to, String lines) {
    Period period =
        new Period(
            from.atZone(ZoneId.of(zone)).toInstant(), to.atZone(ZoneId.of(zone)).toInstant());

    assertThat(words(Tariff.price(tariff(TERMS), period, OptionalInt.empty(), List.of())))
        .isEqualTo(lines);
  }

  @Test
  void countsTheTimeThatPassesFromOneTimeZoneToAnother() {
    // Noon in Vienna to noon in Lisbon, an hour later on the day after.
    Period period =
        new Period(Instant.parse("2026-12-01T11:00:00Z"), Instant.parse("2026-12-02T12:00:00Z"));

    assertThat(words(Tariff.price(tariff(TERMS), period, OptionalInt.empty(), List.of())))
        .isEqualTo("1 DAY + 1 HOUR");
  }

  @ParameterizedTest(name = "{0} per cent on 40.00: {2}")
  @CsvSource({
    "20.00, Tax 20 %,   8.00",
    "5.50,  Tax 5.5 %,  2.20",
    "19.99, Tax 19.99 %, 8.00",
    "0.01,  ,           0.00"
  })
  void taxesTheSumHalfUpToCents(BigDecimal percent, String description, String tax) {
    List<PriceLine> price =
        Tariff.price(taxed(percent), period(Duration.ofDays(1)), OptionalInt.empty(), List.of());

    assertThat(Tariff.total(price)).isEqualTo(Money.of("40.00", "EUR").plus(Money.of(tax, "EUR")));
    if (description != null) {
      assertThat(price.getLast().description()).isEqualTo(description);
    } else {
      assertThat(words(price)).isEqualTo("1 DAY");
    }
  }

  @Test
  void chargesExtrasForEachBegunDayOrOnce() {
    List<PriceLine> price =
        Tariff.price(
            taxed(new BigDecimal("20.00")),
            period(Duration.ofHours(25)),
            OptionalInt.empty(),
            List.of(
                extra("CHILD_SEAT", Extra.Charge.PER_DAY, "6.00 EUR", 2),
                extra("CHAINS", Extra.Charge.PER_RENTAL, "25.00 EUR", 1)));

    assertThat(words(price)).isEqualTo("1 DAY + 1 HOUR + 4 EXTRA + 1 EXTRA + 1 TAX");
    // (40 + 9 + 4 * 6 + 25) * 1.2
    assertThat(Tariff.total(price)).isEqualTo(Money.of("117.60", "EUR"));
  }

  @Test
  void refusesAnExtraInAnotherCurrency() {
    RentedExtra extra = extra("CHAINS", Extra.Charge.PER_RENTAL, "25.00 CHF", 1);

    assertThatThrownBy(
            () ->
                Tariff.price(
                    tariff(TERMS), period(Duration.ofDays(1)), OptionalInt.empty(), List.of(extra)))
        .isInstanceOf(CurrencyMismatch.class);
  }

  @ParameterizedTest(name = "at {0}: {1}")
  @CsvSource({"21, 2 DAY + 2 YOUNG_DRIVER", "24, 2 DAY + 2 YOUNG_DRIVER", "25, 2 DAY"})
  void chargesYoungDriversUntilTheFullAge(int age, String lines) {
    ClassTerms terms = withYoungDrivers(Money.of("7.50", "EUR"));

    Period period = period(Duration.ofDays(2));
    assertThat(words(Tariff.price(tariff(terms), period, OptionalInt.of(age), List.of())))
        .isEqualTo(lines);
    assertThat(words(Tariff.price(tariff(terms), period, OptionalInt.empty(), List.of())))
        .isEqualTo("2 DAY");
    assertThatThrownBy(() -> Tariff.price(tariff(terms), period, OptionalInt.of(20), List.of()))
        .isInstanceOf(DriverTooYoung.class);
  }

  @Test
  void addsUpToItsLinesAndNeverFallsWithTime() {
    Money before = Money.zero("EUR");
    for (int hours = 1; hours < 24 * 30; hours++) {
      Money total = Tariff.total(price(TERMS, Duration.ofHours(hours)));

      assertThat(total).as("%d hours", hours).isGreaterThanOrEqualTo(before);
      before = total;
    }
  }

  @Test
  void namesTheSeasonWhereTheTimeIsCharged() {
    List<PriceLine> price =
        Tariff.price(
            new ClassTariff(
                VehicleClass.add("ECMR", TERMS),
                TERMS.rate().times(new BigDecimal("1.25")),
                Optional.of("Summer"),
                Optional.of(Some.money("80.00 EUR")),
                new BigDecimal("20.00")),
            period(Duration.ofDays(8).plusHours(1)),
            OptionalInt.empty(),
            List.of(extra("CHILD_SEAT", Extra.Charge.PER_DAY, "6.00 EUR", 1)));

    assertThat(price)
        .extracting(PriceLine::description, PriceLine::quantity, PriceLine::unitPrice)
        .containsExactly(
            tuple("Rental week (Summer)", 1, Some.money("262.50 EUR")),
            tuple("Rental day (Summer)", 1, Some.money("50.00 EUR")),
            tuple("Rental hour (Summer)", 1, Some.money("11.25 EUR")),
            // Neither extras nor the return at another branch cost more in summer.
            tuple("CHILD_SEAT", 9, Some.money("6.00 EUR")),
            tuple("Return at another branch", 1, Some.money("80.00 EUR")),
            tuple("Tax 20 %", 1, Some.money("91.55 EUR")));
  }

  @Test
  void chargesTheReturnAtAnotherBranchOnceAndBeforeTheYoungDriver() {
    ClassTerms terms = withYoungDrivers(Some.money("7.50 EUR"));

    assertThat(words(oneWay(terms, "80.00 EUR"))).isEqualTo("2 DAY + 1 ONE_WAY + 2 YOUNG_DRIVER");
    assertThat(words(oneWay(terms, "0.00 EUR"))).isEqualTo("2 DAY + 2 YOUNG_DRIVER");
    assertThatThrownBy(() -> oneWay(terms, "80.00 CHF")).isInstanceOf(CurrencyMismatch.class);
  }

  private static List<PriceLine> oneWay(ClassTerms terms, String fee) {
    return Tariff.price(
        new ClassTariff(
            VehicleClass.add("ECMR", terms),
            terms.rate(),
            Optional.empty(),
            Optional.of(Some.money(fee)),
            NO_TAX),
        period(Duration.ofDays(2)),
        OptionalInt.of(21),
        List.of());
  }

  private static ClassTariff tariff(ClassTerms terms) {
    return new ClassTariff(
        VehicleClass.add("ECMR", terms), terms.rate(), Optional.empty(), Optional.empty(), NO_TAX);
  }

  private static ClassTariff taxed(BigDecimal percent) {
    return new ClassTariff(
        VehicleClass.add("ECMR", TERMS), TERMS.rate(), Optional.empty(), Optional.empty(), percent);
  }

  private static ClassTerms withYoungDrivers(Money fee) {
    return new ClassTerms(
        TERMS.name(),
        TERMS.description(),
        21,
        TERMS.rate(),
        TERMS.deposit(),
        Optional.of(new YoungDriverTerms(25, fee)),
        Optional.empty(),
        Optional.empty(),
        ClassTerms.USUAL_GRACE_MINUTES,
        ClassTerms.USUAL_CREDIT_PERCENT);
  }

  private static RentedExtra extra(String code, Extra.Charge charge, String price, int quantity) {
    return new RentedExtra(
        code, new ExtraDetails(code, "What it is.", charge, Some.money(price), 3), quantity);
  }

  private static List<PriceLine> price(ClassTerms terms, Duration length) {
    return Tariff.price(tariff(terms), period(length), OptionalInt.empty(), List.of());
  }

  private static Period period(Duration length) {
    return new Period(START, START.plus(length));
  }

  private static String words(List<PriceLine> lines) {
    return lines.stream()
        .map(line -> line.quantity() + " " + line.type())
        .collect(Collectors.joining(" + "));
  }
}
