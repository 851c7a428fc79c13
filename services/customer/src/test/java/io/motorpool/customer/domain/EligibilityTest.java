package io.motorpool.customer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.customer.domain.Eligibility.Code;
import io.motorpool.customer.domain.Eligibility.Reason;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityTest {

  private static final LocalDate BORN = LocalDate.of(2005, 12, 1);

  @ParameterizedTest(name = "born {0}, rents from {1}: {2}")
  @CsvSource({
    "2005-12-01, 2026-11-30, false",
    "2005-12-01, 2026-12-01, true",
    "2005-12-01, 2026-12-02, true",
    "2005-12-31, 2026-12-30, false",
    "2005-12-31, 2026-12-31, true",
    "2006-01-01, 2026-12-31, false"
  })
  void aDriverIsAYearOlderOnTheBirthday(LocalDate born, LocalDate from, boolean oldEnough) {
    assertThat(isOldEnough(born, from)).isEqualTo(oldEnough);
  }

  @ParameterizedTest(name = "rents from {0}: {1}")
  @CsvSource({
    "2025-02-27, false",
    "2025-02-28, false",
    "2025-03-01, true",
    "2028-02-28, true",
    "2028-02-29, true"
  })
  void whoIsBornOnALeapDayIsAYearOlderOnTheFirstOfMarchOfACommonYear(
      LocalDate from, boolean oldEnough) {
    assertThat(isOldEnough(LocalDate.of(2004, 2, 29), from)).isEqualTo(oldEnough);
  }

  @ParameterizedTest(name = "rents from {0}: {1}")
  @CsvSource({"2024-02-28, false", "2024-02-29, true"})
  void whoIsBornOnALeapDayIsAYearOlderOnTheLeapDayOfALeapYear(LocalDate from, boolean oldEnough) {
    assertThat(
            Eligibility.of(LocalDate.of(2004, 2, 29), licenceUntil(from), from, from, 20)
                .isEligible())
        .isEqualTo(oldEnough);
  }

  @ParameterizedTest(name = "expires {0}: {1}")
  @CsvSource({"2026-12-03, false", "2026-12-04, true", "2026-12-05, true"})
  void theLicenceMustBeValidThroughTheDayOfTheReturn(LocalDate expiresOn, boolean eligible) {
    Eligibility eligibility =
        Eligibility.of(
            BORN,
            licenceUntil(expiresOn),
            LocalDate.of(2026, 12, 1),
            LocalDate.of(2026, 12, 4),
            21);

    assertThat(eligibility.isEligible()).isEqualTo(eligible);
  }

  @Test
  void bothReasonsAreToldWithoutPersonalData() {
    Eligibility eligibility =
        Eligibility.of(
            BORN,
            licenceUntil(LocalDate.of(2026, 12, 2)),
            LocalDate.of(2026, 11, 30),
            LocalDate.of(2026, 12, 4),
            21);

    assertThat(eligibility.isEligible()).isFalse();
    assertThat(eligibility.reasons())
        .isEqualTo(
            List.of(
                new Reason(
                    Code.LICENCE_EXPIRES_TOO_EARLY,
                    "The driving licence is not valid through 2026-12-04."),
                new Reason(Code.DRIVER_TOO_YOUNG, "The driver is younger than 21 on 2026-11-30.")));
  }

  @Test
  void noLeastAgeIsReachedByEverybody() {
    assertThat(Eligibility.of(BORN, licenceUntil(BORN), BORN, BORN, 0).isEligible()).isTrue();
  }

  private static boolean isOldEnough(LocalDate born, LocalDate from) {
    return Eligibility.of(born, licenceUntil(from), from, from, 21).isEligible();
  }

  private static DrivingLicence licenceUntil(LocalDate expiresOn) {
    return new DrivingLicence("09123456", "AT", LocalDate.of(2004, 2, 29), expiresOn);
  }
}
