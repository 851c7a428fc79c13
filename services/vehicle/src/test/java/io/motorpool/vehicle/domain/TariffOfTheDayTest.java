package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffOfTheDayTest {

  private static final VehicleClass CLASS = Some.vehicleClass();

  @ParameterizedTest(name = "from {1} in {0}: {2}")
  @CsvSource({
    // The class's own rate is 40.00 a day.
    "Europe/Vienna,    2026-12-31T22:59:59Z, 40.00",
    "Europe/Vienna,    2026-12-31T23:00:00Z, 44.00",
    "Europe/Lisbon,    2026-12-31T23:59:59Z, 40.00",
    "Europe/Lisbon,    2027-01-01T00:00:00Z, 44.00",
    "America/New_York, 2027-01-01T04:59:59Z, 40.00",
    "America/New_York, 2027-01-01T05:00:00Z, 44.00",
    "Europe/Vienna,    2027-05-31T21:59:59Z, 44.00",
    "Europe/Vienna,    2027-05-31T22:00:00Z, 47.00",
    "Europe/Vienna,    2027-09-30T21:59:59Z, 47.00",
    // The one of June is over, and that of the year is in force again.
    "Europe/Vienna,    2027-09-30T22:00:00Z, 44.00",
    "Europe/Vienna,    2027-12-31T22:59:59Z, 44.00",
    "Europe/Vienna,    2027-12-31T23:00:00Z, 40.00",
    "Europe/Vienna,    2028-03-01T09:00:00Z, 50.00"
  })
  void chargesTheRateThatBeganLastOfThoseInForceOnTheBranchsDay(
      String zone, Instant startsAt, String daily) {
    List<ClassRate> rates =
        List.of(
            Some.rate("2027-06-01", "2027-09-30", "9.50 EUR", "47.00 EUR", "230.00 EUR"),
            Some.rate("2027-01-01", "2027-12-31", "9.40 EUR", "44.00 EUR", "220.00 EUR"),
            Some.rate("2028-03-01", "", "10.00 EUR", "50.00 EUR", "250.00 EUR"));

    Rate rate = on(zone, startsAt, rates, List.of()).rate();

    assertThat(rate.daily()).isEqualTo(Money.of(daily, "EUR"));
  }

  @Test
  void chargesOtherClassesTheirOwnRate() {
    List<ClassRate> rates =
        List.of(Some.rate("2027-01-01", "", "9.40 EUR", "44.00 EUR", "220.00 EUR"));
    VehicleClass other =
        VehicleClass.add("CDAR", Some.terms("9.00 EUR", "54.00 EUR", "300.00 EUR", "0.00 EUR"));

    assertThat(day("Europe/Vienna", "2027-02-01T09:00:00Z", rates, List.of()).of(other).rate())
        .isEqualTo(other.terms().rate());
  }

  @Test
  void holdsForTheWholeRentalAlthoughAnotherRateBeginsAtNewYear() {
    List<ClassRate> rates =
        List.of(Some.rate("2027-01-01", "", "9.40 EUR", "44.00 EUR", "220.00 EUR"));
    // From 22:00 on 30 December to 22:00 on 3 January, and the same a day and two hours later.
    Period before = Some.period("2026-12-30T21:00:00Z", "2027-01-03T21:00:00Z");
    Period after = Some.period("2026-12-31T23:00:00Z", "2027-01-04T23:00:00Z");

    assertThat(total(before, rates, List.of())).isEqualTo("160.00");
    assertThat(total(after, rates, List.of())).isEqualTo("176.00");
  }

  @ParameterizedTest(name = "from {1} in {0}: {2}")
  @CsvSource({
    "Europe/Vienna,    2027-06-30T21:59:59Z, 40.00, ",
    "Europe/Vienna,    2027-06-30T22:00:00Z, 50.00, Summer",
    "Europe/Lisbon,    2027-06-30T22:59:59Z, 40.00, ",
    "Europe/Lisbon,    2027-06-30T23:00:00Z, 50.00, Summer",
    "Pacific/Auckland, 2027-06-30T11:59:59Z, 40.00, ",
    "Pacific/Auckland, 2027-06-30T12:00:00Z, 50.00, Summer",
    "Europe/Vienna,    2027-08-31T21:59:59Z, 50.00, Summer",
    "Europe/Vienna,    2027-08-31T22:00:00Z, 40.00, ",
    "America/New_York, 2027-09-01T03:59:59Z, 50.00, Summer",
    "America/New_York, 2027-09-01T04:00:00Z, 40.00, "
  })
  void countsTheSeasonThatTheBranchsDayBelongsTo(
      String zone, Instant startsAt, String daily, String name) {
    Season summer = Some.season("Summer", "2027-07-01", "2027-08-31", "1.25", null, null);

    ClassTariff tariff = on(zone, startsAt, List.of(), List.of(summer));

    assertThat(tariff.rate().daily()).isEqualTo(Money.of(daily, "EUR"));
    assertThat(tariff.season()).isEqualTo(Optional.ofNullable(name));
  }

  @Test
  void holdsForTheWholeRentalAlthoughTheSeasonEnds() {
    Season summer = Some.season("Summer", "2027-07-01", "2027-08-31", "1.25", null, null);

    assertThat(
            total(
                Some.period("2027-08-30T09:00:00Z", "2027-09-03T09:00:00Z"),
                List.of(),
                List.of(summer)))
        .isEqualTo("200.00");
    assertThat(
            total(
                Some.period("2027-06-30T09:00:00Z", "2027-07-04T09:00:00Z"),
                List.of(),
                List.of(summer)))
        .isEqualTo("160.00");
  }

  @Test
  void countsTheMostSpecialSeasonHoweverTheyAreFound() {
    List<Season> seasons = new ArrayList<>();
    expect(seasons, "all", season("all", "2027-01-01", null, null));
    expect(seasons, "all later", season("all later", "2027-02-01", null, null));
    expect(seasons, "all entered later", season("all entered later", "2027-02-01", null, null));
    expect(seasons, "all entered later", season("all earlier", "2027-01-15", null, null));
    expect(seasons, "class", season("class", "2027-01-01", "ECMR", null));
    expect(seasons, "class", season("other class", "2027-01-01", "CDAR", null));
    expect(seasons, "branch", season("branch", "2027-01-01", null, Some.HERE));
    expect(seasons, "branch", season("other branch", "2027-02-01", null, Some.THERE));
    expect(seasons, "branch", season("class later", "2027-02-01", "ECMR", null));
    expect(seasons, "both", season("both", "2027-01-01", "ECMR", Some.HERE));
    expect(seasons, "both", season("branch later", "2027-02-01", null, Some.HERE));
    expect(seasons, "both", season("class elsewhere", "2027-02-01", "ECMR", Some.THERE));
  }

  @Test
  void multipliesTheRateThatIsInForce() {
    List<ClassRate> rates =
        List.of(Some.rate("2027-01-01", "", "10.00 EUR", "44.00 EUR", "220.00 EUR"));
    Season summer = Some.season("Summer", "2027-07-01", "2027-08-31", "1.25", null, null);

    assertThat(on("Europe/Vienna", at("2027-07-01T09:00:00Z"), rates, List.of(summer)).rate())
        .isEqualTo(
            new Rate(Some.money("12.50 EUR"), Some.money("55.00 EUR"), Some.money("275.00 EUR")));
  }

  @Test
  void sellsTheWayToAnotherBranchAtItsFeeInEverySeason() {
    Season summer = Some.season("Summer", "2027-07-01", "2027-08-31", "1.25", null, null);
    TariffOfTheDay day =
        new TariffOfTheDay(
            branch("Europe/Vienna"),
            branch("Europe/Vienna").dayOf(at("2027-07-01T09:00:00Z")),
            List.of(),
            List.of(summer),
            Optional.of(Some.money("80.00 EUR")));

    assertThat(day.of(CLASS).oneWayFee()).contains(Some.money("80.00 EUR"));
  }

  @ParameterizedTest(name = "{0} times {1}: {2}")
  @CsvSource({
    "10.02, 1.25, 12.53",
    "10.01, 1.25, 12.51",
    "9.99,  0.85,  8.49",
    "0.01,  0.50,  0.01",
    "0.01,  0.49,  0.00",
    "9999.99, 10.00, 99999.90"
  })
  void roundsEachAmountHalfUpToCents(String amount, String factor, String product) {
    Money money = Money.of(amount, "EUR");

    assertThat(new Rate(money, money, money).times(new BigDecimal(factor)).amounts())
        .containsOnly(Money.of(product, "EUR"));
  }

  @Test
  void refusesASeasonThatMakesTheRateTooHigh() {
    Season season = Some.season("Gold", "2027-07-01", "2027-08-31", "10.00", null, null);
    VehicleClass dear =
        VehicleClass.add("XXXX", Some.terms("9.00 EUR", "40.00 EUR", "10000.00 EUR", "300.00 EUR"));

    assertThatThrownBy(
            () -> day("Europe/Vienna", "2027-07-01T09:00:00Z", List.of(), List.of(season)).of(dear))
        .isInstanceOf(PriceTooHigh.class);
  }

  private static void expect(List<Season> seasons, String name, Season one) {
    seasons.add(one);
    for (int turn = 0; turn < seasons.size(); turn++) {
      Collections.rotate(seasons, 1);
      assertThat(on("Europe/Vienna", at("2027-02-10T09:00:00Z"), List.of(), seasons).season())
          .as("with %s", one.details().name())
          .hasValue(name);
    }
  }

  private static Season season(String name, String from, String vehicleClass, UUID branch) {
    return Some.season(name, from, "2027-03-31", "1.10", vehicleClass, branch);
  }

  private static String total(Period period, List<ClassRate> rates, List<Season> seasons) {
    ClassTariff tariff = on("Europe/Vienna", period.startsAt(), rates, seasons);
    return Tariff.total(Tariff.price(tariff, period, OptionalInt.empty(), List.of()))
        .amount()
        .toPlainString();
  }

  private static ClassTariff on(
      String zone, Instant startsAt, List<ClassRate> rates, List<Season> seasons) {
    return day(zone, startsAt.toString(), rates, seasons).of(CLASS);
  }

  private static TariffOfTheDay day(
      String zone, String startsAt, List<ClassRate> rates, List<Season> seasons) {
    Branch branch = branch(zone);
    return new TariffOfTheDay(branch, branch.dayOf(at(startsAt)), rates, seasons, Optional.empty());
  }

  private static Branch branch(String zone) {
    return Some.branch(zone, "00:00", "23:59", DayOfWeek.values());
  }

  private static Instant at(String moment) {
    return Instant.parse(moment);
  }
}
