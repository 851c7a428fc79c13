package io.motorpool.vehicle.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassTermsTest {

  @Test
  void amountsAreInOneCurrency() {
    assertThat(Some.terms("9.00 EUR", "43.00 EUR", "249.00 EUR", "300.00 EUR").currency())
        .isEqualTo("EUR");
  }

  @Test
  void aClassMayCostNothing() {
    ClassTerms terms = Some.terms("0.00 EUR", "0.00 EUR", "0.00 EUR", "0.00 EUR");

    assertThat(VehicleClass.add("ECMR", terms).terms()).isEqualTo(terms);
  }

  @Test
  void aClassMayCostWhatALongRentalCanStillAddUp() {
    ClassTerms terms = Some.terms("99999.99 EUR", "99999.99 EUR", "99999.99 EUR", "99999.99 EUR");

    assertThat(VehicleClass.add("LUXX", terms).terms()).isEqualTo(terms);
  }

  @ParameterizedTest
  @CsvSource({
    "9.00 CHF, 43.00 EUR, 249.00 EUR, 300.00 EUR",
    "9.00 EUR, 43.00 EUR, 249.00 EUR, 300.00 CHF",
    "-0.01 EUR, 43.00 EUR, 249.00 EUR, 300.00 EUR",
    "9.00 EUR, 43.00 EUR, 249.00 EUR, -300.00 EUR",
    "100000.00 EUR, 43.00 EUR, 249.00 EUR, 300.00 EUR",
    "9.00 EUR, 43.00 EUR, 249.00 EUR, 9999999999.99 EUR",
    "9.00 EUX, 43.00 EUX, 249.00 EUX, 300.00 EUX"
  })
  void nobodyIsChargedSomethingElse(String hourly, String daily, String weekly, String deposit) {
    assertThatThrownBy(() -> Some.terms(hourly, daily, weekly, deposit))
        .isInstanceOf(RateInvalid.class);
  }
}
