package io.motorpool.reservation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.motorpool.platform.failure.Failure;
import io.motorpool.reservation.domain.Reservation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CustomerLimitsTest {

  private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

  private final CustomerLimits limits = new CustomerLimits(2, 4, 3);

  @Test
  void holdsCustomersToThemAndNotTheDesk() {
    assertThat(limits.limitBookings(Channel.SELF_SERVICE)).isTrue();
    assertThat(limits.limitQuotes(Channel.SELF_SERVICE)).isTrue();
    assertThat(limits.limitBookings(Channel.DESK)).isFalse();
    assertThat(limits.limitQuotes(Channel.DESK)).isFalse();
  }

  @Test
  void letsACustomerHaveAsManyAsThereMayBe() {
    limits.requireRoomForBooking(List.of());
    limits.requireRoomForBooking(open(1, Status.PENDING));
    limits.requireRoomForBooking(open(3, Status.CONFIRMED));
    limits.requireRoomForBooking(both(open(1, Status.PENDING), open(2, Status.ACTIVE)));
  }

  @Test
  void refusesOneHoldMoreAndNamesTheHolds() {
    List<OpenBooking> holds = open(2, Status.PENDING);

    Failure refused = refusedBooking(limits, both(open(1, Status.CONFIRMED), holds));

    assertThat(refused.type()).isEqualTo("hold-limit-reached");
    assertThat(refused.kind()).isEqualTo(Failure.Kind.CONFLICT);
    assertThat(refused.pointer()).hasValue("/customerId");
    assertThat(refused)
        .hasMessageStartingWith("2 reservations of the customer are not confirmed yet; at most 2 ");
    assertThat(refused.reservationIds())
        .containsExactlyElementsOf(holds.stream().map(OpenBooking::id).toList());
  }

  @Test
  void refusesOneReservationMoreAndNamesAllThatAreOpen() {
    List<OpenBooking> open = both(open(3, Status.CONFIRMED), open(1, Status.ACTIVE));

    Failure refused = refusedBooking(limits, open);

    assertThat(refused.type()).isEqualTo("booking-limit-reached");
    assertThat(refused)
        .hasMessageStartingWith("4 reservations of the customer are open; at most 4 ");
    assertThat(refused.reservationIds())
        .containsExactlyElementsOf(open.stream().map(OpenBooking::id).toList());
  }

  @Test
  void saysWhatLastsLongerWhereBothAreReached() {
    assertThat(
            refusedBooking(limits, both(open(2, Status.PENDING), open(2, Status.CONFIRMED))).type())
        .isEqualTo("booking-limit-reached");
  }

  @Test
  void refusesWhereTheDeskHasGoneBeyond() {
    assertThat(refusedBooking(limits, open(300, Status.CONFIRMED)))
        .hasMessageStartingWith("300 reservations of the customer are open; at most 4 ")
        .extracting(it -> it.reservationIds().size())
        .isEqualTo(200);
  }

  @Test
  void refusesOneQuoteMoreUntilTheFirstExpires() {
    limits.requireRoomForQuote(inMinutes(5, 14), NOW);

    Failure refused = refusedQuote(limits, inMinutes(5, 9, 14));

    assertThat(refused.type()).isEqualTo("quote-limit-reached");
    assertThat(refused.kind()).isEqualTo(Failure.Kind.TOO_MANY);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(5));
    assertThat(refused).hasMessageStartingWith("3 quotes of the customer are open; at most 3 ");
  }

  @Test
  void waitsForMoreThanTheFirstQuoteWhereTheDeskHasGoneBeyond() {
    Failure refused = refusedQuote(limits, inMinutes(1, 5, 9, 14));

    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(5));
    assertThat(refused).hasMessageStartingWith("4 quotes of the customer are open; at most 3 ");
  }

  @Test
  void knowsNoLimitOfZero() {
    CustomerLimits none = new CustomerLimits(0, 0, 0);

    assertThat(none.limitBookings(Channel.SELF_SERVICE)).isFalse();
    assertThat(none.limitQuotes(Channel.SELF_SERVICE)).isFalse();
    none.requireRoomForBooking(open(500, Status.PENDING));
    none.requireRoomForQuote(inMinutes(1, 2, 3, 4), NOW);
    new CustomerLimits(0, 9, 0).requireRoomForBooking(open(8, Status.PENDING));
    new CustomerLimits(9, 0, 0).requireRoomForBooking(open(500, Status.CONFIRMED));
    assertThat(new CustomerLimits(0, 1, 0).limitBookings(Channel.SELF_SERVICE)).isTrue();
    assertThat(new CustomerLimits(1, 0, 0).limitBookings(Channel.SELF_SERVICE)).isTrue();
  }

  @Test
  void isNoLimitBelowZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CustomerLimits(-1, 4, 3))
        .withMessage("motorpool.reservation.limits.open-holds is -1; it is 0 or more");
    assertThatIllegalArgumentException().isThrownBy(() -> new CustomerLimits(2, -1, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new CustomerLimits(2, 4, -1));
  }

  private static Failure refusedBooking(CustomerLimits limits, List<OpenBooking> open) {
    return catchThrowableOfType(
        TooManyOpenBookings.class, () -> limits.requireRoomForBooking(open));
  }

  private static Failure refusedQuote(CustomerLimits limits, List<Instant> openUntil) {
    return catchThrowableOfType(
        TooManyOpenQuotes.class, () -> limits.requireRoomForQuote(openUntil, NOW));
  }

  private static List<OpenBooking> open(int count, Status status) {
    return IntStream.range(0, count)
        .mapToObj(i -> new OpenBooking(UUID.randomUUID(), status))
        .toList();
  }

  private static List<OpenBooking> both(List<OpenBooking> some, List<OpenBooking> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<Instant> inMinutes(int... minutes) {
    return IntStream.of(minutes).mapToObj(it -> NOW.plus(Duration.ofMinutes(it))).toList();
  }
}
