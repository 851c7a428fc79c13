package io.motorpool.reservation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.motorpool.platform.money.Money;
import io.motorpool.reservation.domain.Reservation.Status;
import io.motorpool.reservation.domain.ReservationChanged.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReservationTest {

  private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");
  private static final Instant START = NOW.plusSeconds(60);
  private static final Duration EARLY = Duration.ofHours(1);
  private static final Damage SCRATCH =
      Damage.of(
          "Scratch on the left door", Optional.of(Money.of("250.00", "EUR")), List.of("1.jpg"));
  private static final PickUpReport PICK_UP =
      new PickUpReport(
          1_000,
          100,
          Optional.of(
              RecordedDeposit.of(
                  Money.of("300.00", "EUR"), RecordedDeposit.Method.CARD, Optional.empty())),
          List.of());
  private static final UUID INVOICE = UUID.randomUUID();
  private static final UUID BRANCH = UUID.randomUUID();
  private static final UUID OTHER_BRANCH = UUID.randomUUID();
  private static final UUID OTHER_VEHICLE = UUID.randomUUID();

  @Test
  void beginsAsAHoldWithWhatWasAgreedOn() {
    Reservation reservation = in(Status.PENDING);

    assertThat(reservation.status()).isEqualTo(Status.PENDING);
    assertThat(reservation.total()).isEqualTo(Money.of("96.00", "EUR"));
    assertThat(reservation.extras()).isEqualTo(Agreements.ofDays(2).extras());
    assertThat(reservation.terms()).isEqualTo(Agreements.ofDays(2).terms());
    assertThat(reservation.holdExpiresAt()).hasValue(NOW.plus(Duration.ofMinutes(15)));
    assertThat(reservation.created().transition()).isEqualTo(Transition.CREATED);
  }

  @Test
  void endsTheHoldWhenItIsConfirmed() {
    Reservation reservation = in(Status.PENDING);

    ReservationChanged change = reservation.confirm(INVOICE, NOW);

    assertThat(change.transition()).isEqualTo(Transition.CONFIRMED);
    assertThat(reservation.invoiceId()).hasValue(INVOICE);
    assertThat(reservation.holdExpiresAt()).isEmpty();
  }

  @Test
  void keepsTheEndOfTheHoldWhenItIsChanged() {
    Reservation reservation = in(Status.PENDING);

    ReservationChanged change = reservation.modify(itinerary(3), Agreements.ofDays(3), NOW);

    assertThat(change.transition()).isEqualTo(Transition.MODIFIED);
    assertThat(reservation.total()).isEqualTo(Money.of("144.00", "EUR"));
    assertThat(reservation.itinerary()).isEqualTo(itinerary(3));
    assertThat(reservation.holdExpiresAt()).hasValue(NOW.plus(Duration.ofMinutes(15)));
  }

  @Test
  void chargesTheClassThatWasBookedWhateverVehicleItGets() {
    Reservation reservation = in(Status.CONFIRMED);

    reservation.swap(OTHER_VEHICLE, NOW);

    assertThat(reservation.vehicleId()).isEqualTo(OTHER_VEHICLE);
    assertThat(reservation.vehicleClass()).isEqualTo("ECMR");
    assertThat(reservation.total()).isEqualTo(Money.of("96.00", "EUR"));
  }

  @Test
  void remembersInWhichStateTheVehicleCameBack() {
    Reservation reservation = in(Status.ACTIVE);

    reservation.giveBack(
        new ReturnReport(1_250, 40, Optional.of(OTHER_BRANCH), List.of(SCRATCH)),
        Optional.of(Money.of("30.00", "EUR")),
        NOW);

    assertThat(reservation.handback()).hasValue(new Handback(NOW, OTHER_BRANCH, 1_250, 40));
    assertThat(reservation.damage()).containsExactly(SCRATCH);
    assertThat(reservation.otherBranchFee()).hasValue(Money.of("30.00", "EUR"));
  }

  @Test
  void returnsToTheAgreedBranchUnlessAnotherIsNamed() {
    Reservation reservation = in(Status.ACTIVE);

    reservation.giveBack(report(1_250, 40), Optional.empty(), NOW);

    assertThat(reservation.handback()).map(Handback::branchId).hasValue(BRANCH);
  }

  @Test
  void refusesAnOdometerThatRanBackwards() {
    Reservation reservation = in(Status.ACTIVE);

    assertThatExceptionOfType(OdometerRunsBackwards.class)
        .isThrownBy(() -> reservation.giveBack(report(999, 40), Optional.empty(), NOW));
  }

  @Test
  void takesAnOdometerThatStoodStill() {
    Reservation reservation = in(Status.ACTIVE);

    reservation.giveBack(report(1_000, 100), Optional.empty(), NOW);

    assertThat(reservation.status()).isEqualTo(Status.COMPLETED);
  }

  static Stream<Arguments> transitions() {
    return Stream.of(
        transition("confirm", it -> it.confirm(INVOICE, NOW), Status.CONFIRMED, Status.PENDING),
        transition(
            "pick up", it -> it.pickUp(PICK_UP, EARLY, NOW), Status.ACTIVE, Status.CONFIRMED),
        transition(
            "give back",
            it -> it.giveBack(report(1_100, 50), Optional.empty(), NOW),
            Status.COMPLETED,
            Status.ACTIVE),
        transition(
            "cancel",
            it -> it.cancel("Plans changed", Optional.empty(), NOW),
            Status.CANCELLED,
            Status.PENDING,
            Status.CONFIRMED),
        transition(
            "swap", it -> it.swap(OTHER_VEHICLE, NOW), null, Status.PENDING, Status.CONFIRMED),
        transition(
            "extend",
            it -> it.modify(itinerary(3), Agreements.ofDays(3), NOW),
            null,
            Status.PENDING,
            Status.CONFIRMED,
            Status.ACTIVE),
        transition(
            "begin elsewhere",
            it -> it.modify(elsewhere(), Agreements.ofDays(2), NOW),
            null,
            Status.PENDING,
            Status.CONFIRMED),
        transition("reject", it -> it.reject("Overdue", NOW), Status.CANCELLED, Status.PENDING),
        transition(
            "mark as a no-show",
            it -> it.noShow(Duration.ZERO, START),
            Status.NO_SHOW,
            Status.CONFIRMED),
        transition("expire", it -> it.expire(NOW), Status.EXPIRED, Status.PENDING));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transitions")
  void movesAlongItsArrowsOnly(
      String name,
      Function<Reservation, ReservationChanged> transition,
      Status to,
      Set<Status> from) {
    for (Status status : Status.values()) {
      Reservation reservation = in(status);
      if (from.contains(status)) {
        transition.apply(reservation);
        assertThat(reservation.status()).isEqualTo(to == null ? status : to);
      } else {
        assertThatExceptionOfType(ReservationInWrongState.class)
            .as("%s from %s", name, status)
            .isThrownBy(() -> transition.apply(reservation));
        assertThat(reservation.status()).isEqualTo(status);
      }
    }
  }

  private static Itinerary itinerary(int days) {
    return new Itinerary(
        BRANCH, BRANCH, new Period(NOW.plusSeconds(60), NOW.plusSeconds(60 + days * 86_400L)));
  }

  private static Itinerary elsewhere() {
    return new Itinerary(OTHER_BRANCH, BRANCH, itinerary(2).period());
  }

  private static Arguments transition(
      String name,
      Function<Reservation, ReservationChanged> transition,
      Status to,
      Status first,
      Status... others) {
    return Arguments.of(name, transition, to, EnumSet.of(first, others));
  }

  private static ReturnReport report(int odometerKm, int fuelLevelPercent) {
    return new ReturnReport(odometerKm, fuelLevelPercent, Optional.empty(), List.of());
  }

  /** A reservation that was led to the given state. */
  private static Reservation in(Status status) {
    Reservation reservation =
        Reservation.hold(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            Agreements.ofDays(2),
            itinerary(2),
            NOW,
            Duration.ofMinutes(15));
    if (EnumSet.of(Status.CONFIRMED, Status.ACTIVE, Status.COMPLETED, Status.NO_SHOW)
        .contains(status)) {
      reservation.confirm(INVOICE, NOW);
    }
    if (EnumSet.of(Status.ACTIVE, Status.COMPLETED).contains(status)) {
      reservation.pickUp(PICK_UP, EARLY, NOW);
    }
    switch (status) {
      case COMPLETED -> reservation.giveBack(report(1_100, 50), Optional.empty(), NOW);
      case CANCELLED -> reservation.cancel("Plans changed", Optional.empty(), NOW);
      case EXPIRED -> reservation.expire(NOW);
      case NO_SHOW -> reservation.noShow(Duration.ZERO, START);
      default -> {
        // Already there.
      }
    }
    return reservation;
  }
}
