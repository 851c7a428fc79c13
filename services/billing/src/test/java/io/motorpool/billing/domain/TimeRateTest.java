package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.platform.money.Money;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRateTest {

  private final TimeRate rate =
      new TimeRate(Money.of("9.00", "EUR"), Money.of("43.00", "EUR"), Money.of("258.00", "EUR"));

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0.00",
    "PT1S, 9.00",
    "PT1H, 9.00",
    "PT4H, 36.00",
    "PT4H1M, 43.00",
    "PT24H, 43.00",
    "PT25H, 52.00",
    "PT72H, 129.00",
    "P6D, 258.00",
    "P6DT1H, 258.00",
    "P7D, 258.00",
    "P8D, 301.00",
    "P13DT2H, 516.00",
    "P14D, 516.00",
    "P30D, 1118.00"
  })
  void timeCostsWhatTheTariffSays(Duration time, String price) {
    assertThat(rate.price(time)).isEqualTo(Money.of(price, "EUR"));
  }

  @ParameterizedTest
  @CsvSource({"PT24H, 0, 24", "PT25H, 0, 25", "PT0S, 0, 0"})
  void aDayIsGivenInHoursWhereThoseCostLess(Duration time, long days, long hours) {
    TimeRate cheapHours =
        new TimeRate(Money.of("1.00", "EUR"), Money.of("43.00", "EUR"), Money.of("258.00", "EUR"));

    assertThat(cheapHours.leastUnits(time)).isEqualTo(new TimeRate.Units(days, hours));
  }
}
