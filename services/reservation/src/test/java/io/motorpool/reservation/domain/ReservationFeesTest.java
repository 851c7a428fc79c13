package io.motorpool.reservation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.motorpool.platform.money.Money;
import io.motorpool.reservation.domain.Reservation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReservationFeesTest {

  private static final Instant START = Instant.parse("2027-03-05T09:00:00Z");
  private static final Instant THE_DAY_BEFORE = START.minus(Duration.ofHours(24));
  private static final Duration GRACE = Duration.ofHours(2);

  /** Two days cost 96.00 EUR, one of them 48.00 EUR, tax included. */
  private static final CancellationTerms TERMS =
      new CancellationTerms(
          List.of(
              new CancellationStep(48, CancellationCharge.NONE),
              new CancellationStep(0, CancellationCharge.percent(30))),
          CancellationCharge.days(1));

  @Test
  void aHoldIsFreeToCancel() {
    Reservation reservation = held();
    reservation.agreeOnCancellation(TERMS);

    reservation.cancel("Plans changed", Optional.empty(), THE_DAY_BEFORE);

    assertThat(reservation.cancellationFee()).hasValue(Money.of("0.00", "EUR"));
    assertThat(reservation.cancellationReason()).hasValue("Plans changed");
  }

  @Test
  void whatIsConfirmedCostsWhatWasAgreedOn() {
    Reservation reservation = confirmed(TERMS);

    reservation.cancel("Plans changed", Optional.of(Money.of("28.80", "EUR")), THE_DAY_BEFORE);

    assertThat(reservation.cancellationFee()).hasValue(Money.of("28.80", "EUR"));
  }

  @Test
  void whatWasBookedBeforeThereWerePoliciesIsFree() {
    Reservation reservation = held();
    reservation.confirm(UUID.randomUUID(), THE_DAY_BEFORE);

    assertThat(reservation.cancellationQuote(THE_DAY_BEFORE).fee())
        .isEqualTo(Money.of("0.00", "EUR"));
    reservation.noShow(GRACE, START.plus(GRACE));
    assertThat(reservation.cancellationFee()).hasValue(Money.of("0.00", "EUR"));
  }

  @Test
  void nothingIsCancelledAtAnotherFee() {
    Reservation reservation = confirmed(TERMS);

    for (Money expected : List.of(Money.of("0.00", "EUR"), Money.of("28.80", "CHF"))) {
      assertThatExceptionOfType(CancellationFeeChanged.class)
          .isThrownBy(
              () -> reservation.cancel("Plans changed", Optional.of(expected), THE_DAY_BEFORE));
    }
    assertThat(reservation.status()).isEqualTo(Status.CONFIRMED);
    assertThat(reservation.cancellationFee()).isEmpty();
  }

  @Test
  void aCustomerMayComeUntilTheGraceIsOver() {
    Reservation reservation = confirmed(TERMS);

    assertThatExceptionOfType(TooEarlyForNoShow.class)
        .isThrownBy(() -> reservation.noShow(GRACE, START.plus(GRACE).minusMillis(1)));
    reservation.noShow(GRACE, START.plus(GRACE));

    assertThat(reservation.status()).isEqualTo(Status.NO_SHOW);
    assertThat(reservation.cancellationFee()).hasValue(Money.of("48.00", "EUR"));
  }

  private static Reservation confirmed(CancellationTerms terms) {
    Reservation reservation = held();
    reservation.agreeOnCancellation(terms);
    reservation.confirm(UUID.randomUUID(), THE_DAY_BEFORE);
    return reservation;
  }

  private static Reservation held() {
    UUID branch = UUID.randomUUID();
    return Reservation.hold(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        Agreements.ofDays(2),
        new Itinerary(branch, branch, new Period(START, START.plus(Duration.ofDays(2)))),
        THE_DAY_BEFORE,
        Duration.ofMinutes(15));
  }
}
