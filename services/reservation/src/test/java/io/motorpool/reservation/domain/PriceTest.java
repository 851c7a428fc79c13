package io.motorpool.reservation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.platform.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {

  private static final Instant START = Instant.parse("2027-03-01T09:00:00Z");
  private static final Rate RATE = rate("9.00", "40.00", "210.00");

  @ParameterizedTest(name = "{0} costs {1}: {2}")
  @CsvSource({
    "PT1M,       9.00, 1 HOUR",
    "PT1H,       9.00, 1 HOUR",
    "PT1H1S,    18.00, 2 HOUR",
    "PT1H0.5S,  18.00, 2 HOUR",
    "PT0.001S,   9.00, 1 HOUR",
    "PT4H,      36.00, 4 HOUR",
    "PT4H1M,    40.00, 1 DAY",
    "PT24H,     40.00, 1 DAY",
    "PT25H,     49.00, 1 DAY + 1 HOUR",
    "PT28H,     76.00, 1 DAY + 4 HOUR",
    "PT29H,     80.00, 2 DAY",
    "P3D,      120.00, 3 DAY",
    "P5D,      200.00, 5 DAY",
    "P5DT1H,   209.00, 5 DAY + 1 HOUR",
    "P5DT2H,   210.00, 1 WEEK",
    "P6D,      210.00, 1 WEEK",
    "P7D,      210.00, 1 WEEK",
    "P7DT1H,   219.00, 1 WEEK + 1 HOUR",
    "P10D,     330.00, 1 WEEK + 3 DAY",
    "P13DT5H,  420.00, 2 WEEK",
    "P365D,  10960.00, 52 WEEK + 1 DAY",
  })
  void chargesWeeksThenDaysThenHours(Duration length, String total, String lines) {
    Price price = Price.of(RATE, period(length));

    assertThat(price.total()).isEqualTo(Money.of(total, "EUR"));
    assertThat(
            price.lines().stream()
                .map(line -> line.quantity() + " " + line.type())
                .collect(Collectors.joining(" + ")))
        .isEqualTo(lines);
  }

  @Test
  void chargesDaysWhereTheWeeklyRateWouldCostMoreThanSevenDays() {
    Price price = Price.of(rate("9.00", "40.00", "300.00"), period(Duration.ofDays(8)));

    assertThat(price.total()).isEqualTo(Money.of("320.00", "EUR"));
    assertThat(price.lines()).extracting(PriceLine::type).containsExactly(PriceLine.Type.DAY);
  }

  @Test
  void chargesADayWhereAnHourCostsAsMuch() {
    Price price = Price.of(rate("40.00", "40.00", "210.00"), period(Duration.ofMinutes(5)));

    assertThat(price.total()).isEqualTo(Money.of("40.00", "EUR"));
  }

  @Test
  void countsADayAs24HoursAcrossAChangeOfTheClocks() {
    // Clocks in Vienna go forward on 2027-03-28; from 09:00 to 09:00 local time are 23 hours.
    Period overTheChange =
        new Period(Instant.parse("2027-03-27T08:00:00Z"), Instant.parse("2027-03-28T07:00:00Z"));

    assertThat(Price.of(RATE, overTheChange).total()).isEqualTo(Money.of("40.00", "EUR"));
  }

  @Test
  void addsUpToItsLinesAndNeverFallsWithTime() {
    Money before = Money.zero("EUR");
    for (int hours = 1; hours < 24 * 30; hours++) {
      Price price = Price.of(RATE, period(Duration.ofHours(hours)));

      assertThat(price.lines())
          .allSatisfy(
              line -> assertThat(line.total()).isEqualTo(line.unitPrice().times(line.quantity())));
      assertThat(price.total()).as("%d hours", hours).isGreaterThanOrEqualTo(before);
      before = price.total();
    }
  }

  private static Rate rate(String hourly, String daily, String weekly) {
    return new Rate(Money.of(hourly, "EUR"), Money.of(daily, "EUR"), Money.of(weekly, "EUR"));
  }

  private static Period period(Duration length) {
    return new Period(START, START.plus(length));
  }
}
