package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassRateTest {

  private static final LocalDate TODAY = LocalDate.parse("2027-01-10");

  @Test
  void canBecomeAnythingBeforeItBegins() {
    ClassRate rate = rate("2027-01-11", "");
    ClassRateDetails other =
        Some.rateDetails("2026-12-01", "2026-12-24", "1.00 EUR", "2.00 EUR", "3.00 EUR");

    assertThatCode(() -> rate.requireNotBegun(TODAY)).doesNotThrowAnyException();
    rate.replace(other, "EUR", TODAY);

    assertThat(rate.details()).isEqualTo(other);
  }

  @Test
  void staysOnceItHasBegun() {
    assertThatThrownBy(() -> rate("2027-01-10", "").requireNotBegun(TODAY))
        .isInstanceOf(RateHasBegun.class);
  }

  @ParameterizedTest(name = "from {0} through {1} can end on {2}: {3}")
  @CsvSource({
    "2027-01-10, '',         2027-01-10, true",
    "2027-01-10, '',         2027-12-31, true",
    "2027-01-01, 2027-12-31, '',         true",
    "2027-01-01, 2027-12-31, 2027-01-10, true",
    "2027-01-01, 2027-01-10, 2027-01-20, true",
    "2027-01-01, 2027-12-31, 2027-01-09, false",
    "2027-01-01, 2027-01-09, 2027-01-20, false",
    "2027-01-01, 2027-01-09, '',         false",
    "2027-01-01, 2027-01-09, 2027-01-09, true"
  })
  void canOnlyEndOnADayThatIsNotOverOnceItHasBegun(
      String from, String until, String newUntil, boolean possible) {
    ClassRate rate = rate(from, until);
    ClassRateDetails before = rate.details();
    ClassRateDetails changed = details(from, newUntil);

    if (possible) {
      rate.replace(changed, "EUR", TODAY);
      assertThat(rate.details()).isEqualTo(changed);
    } else {
      assertThatThrownBy(() -> rate.replace(changed, "EUR", TODAY))
          .isInstanceOf(RateHasBegun.class);
      assertThat(rate.details()).isEqualTo(before);
    }
  }

  @Test
  void neitherCostsSomethingElseNorBeginsLaterOnceItHasBegun() {
    ClassRate rate = rate("2027-01-10", "");

    assertThatThrownBy(
            () ->
                rate.replace(
                    Some.rateDetails("2027-01-10", "", "9.40 EUR", "44.01 EUR", "220.00 EUR"),
                    "EUR",
                    TODAY))
        .isInstanceOf(RateHasBegun.class);
    assertThatThrownBy(() -> rate.replace(details("2027-02-01", ""), "EUR", TODAY))
        .isInstanceOf(RateHasBegun.class);
  }

  @Test
  void isInTheCurrencyOfTheClass() {
    assertThatThrownBy(() -> Some.rate("2027-01-01", "", "9.40 CHF", "44.00 CHF", "220.00 CHF"))
        .isInstanceOf(CurrencyMismatch.class);
    assertThatThrownBy(
            () -> rate("2028-01-01", "").replace(details("2028-01-01", ""), "CHF", TODAY))
        .isInstanceOf(CurrencyMismatch.class);
  }

  @Test
  void endsOnTheDayItBeginsOrLater() {
    assertThat(rate("2027-01-01", "2027-01-01").details().holdsOn(LocalDate.parse("2027-01-01")))
        .isTrue();
    assertThatThrownBy(() -> details("2027-01-02", "2027-01-01"))
        .isInstanceOf(ValidityInvalid.class);
  }

  private static ClassRate rate(String from, String until) {
    return Some.rate(from, until, "9.40 EUR", "44.00 EUR", "220.00 EUR");
  }

  private static ClassRateDetails details(String from, String until) {
    return Some.rateDetails(from, until, "9.40 EUR", "44.00 EUR", "220.00 EUR");
  }
}
