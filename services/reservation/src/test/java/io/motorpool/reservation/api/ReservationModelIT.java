package io.motorpool.reservation.api;

import static net.jqwik.api.state.Transformer.mutate;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever a desk, its customers, billing and the time do, and in which order: the running service
 * on its real database does what {@link ReservationModel} says, no vehicle is promised twice, and
 * others hear of each step once. The seed is printed; with {@code @Property(seed = "…")} a run can
 * be had again.
 */
class ReservationModelIT {

  private static Counter counter;

  @BeforeContainer
  static void start() {
    counter =
        new Counter(
            Map.of(
                // The rounds begin when the test says so.
                "motorpool.reservation.no-show-interval", "PT1H",
                "motorpool.reservation.hold-expiry-interval", "PT1H",
                "motorpool.reservation.quote-pruning-interval", "PT1H",
                "motorpool.retention.interval", "PT1H"));
    counter.neighbours.pricesAre(Calculations::answer);
  }

  @AfterContainer
  static void stop() {
    MovableClock.letGo();
    counter.close();
  }

  @Property(tries = 15)
  void doesWhatTheModelDoes(@ForAll("days") ActionChain<ModelledDesk> day) {
    ModelledDesk desk = day.withInvariant(ModelledDesk::check).run();
    desk.checkWhatWasTold();
    desk.outcomes().forEach(Statistics::collect);
  }

  @Provide
  Arbitrary<ActionChain<ModelledDesk>> days() {
    return ActionChain.startWith(() -> new ModelledDesk(counter))
        .withAction(5, book())
        .withAction(2, bookClass())
        .withAction(1, race())
        .withAction(1, quote())
        .withAction(2, bookQuote())
        .withAction(6, change())
        .withAction(3, swap())
        .withAction(2, cancel())
        .withAction(7, invoice())
        .withAction(1, reject())
        .withAction(6, pickUp())
        .withAction(4, giveBack())
        .withAction(2, markNoShow())
        .withAction(1, rounds())
        .withAction(3, time())
        .withMaxTransformations(80);
  }

  private static Action<ModelledDesk> book() {
    return always(
        Combinators.combine(vehicle(), slot(), slots(), seats())
            .as(
                (vehicle, start, slots, seats) ->
                    mutate(
                        "book vehicle %d from %d for %d, %d seats"
                            .formatted(vehicle, start, slots, seats),
                        desk -> desk.book(vehicle, start, slots, seats))));
  }

  private static Action<ModelledDesk> bookClass() {
    return always(
        Combinators.combine(slot(), slots(), seats())
            .as(
                (start, slots, seats) ->
                    mutate(
                        "book class from %d for %d, %d seats".formatted(start, slots, seats),
                        desk -> desk.bookClass(start, slots, seats))));
  }

  private static Action<ModelledDesk> race() {
    return always(
        Combinators.combine(vehicle(), slot(), slots(), Arbitraries.integers().between(0, 2))
            .as(
                (vehicle, start, slots, shift) ->
                    mutate(
                        "two at once for vehicle %d from %d for %d and %d later"
                            .formatted(vehicle, start, slots, shift),
                        desk -> desk.raceFor(vehicle, start, slots, shift))));
  }

  private static Action<ModelledDesk> quote() {
    return always(
        Combinators.combine(slot(), slots(), seats())
            .as(
                (start, slots, seats) ->
                    mutate(
                        "quote from %d for %d, %d seats".formatted(start, slots, seats),
                        desk -> desk.quote(start, slots, seats))));
  }

  private static Action<ModelledDesk> bookQuote() {
    return when(
        ModelledDesk::hasQuotes,
        which().map(which -> mutate("book quote " + which, desk -> desk.bookQuote(which))));
  }

  private static Action<ModelledDesk> change() {
    return withRentals(
        Combinators.combine(
                which(),
                likely(),
                Arbitraries.frequency(tuples(6, 0, 1, 1, 1, 2, 1, -1, 1, -2)),
                Arbitraries.frequency(tuples(3, 0, 3, 1, 2, 2, 2, -1, 1, -4, 1, 8, 1, 1_470)),
                seats(),
                Arbitraries.of(false, false, false, true),
                Arbitraries.frequency(tuples(9, 0, 1, 1)))
            .as(
                (which, likely, start, end, seats, dryRun, stale) ->
                    mutate(
                        "change %d by %d and %d, %d seats, dry run %s, stale %d"
                            .formatted(which, start, end, seats, dryRun, stale),
                        desk -> desk.change(which, likely, start, end, seats, dryRun, stale))));
  }

  private static Action<ModelledDesk> swap() {
    return withRentals(
        Combinators.combine(which(), likely(), vehicle())
            .as(
                (which, likely, vehicle) ->
                    mutate(
                        "give %d vehicle %d".formatted(which, vehicle),
                        desk -> desk.swap(which, likely, vehicle))));
  }

  private static Action<ModelledDesk> cancel() {
    return withRentals(
        Combinators.combine(which(), likely(), Arbitraries.of(false, false, true))
            .as(
                (which, likely, otherFee) ->
                    mutate(
                        "cancel %d, at another fee %s".formatted(which, otherFee),
                        desk -> desk.cancel(which, likely, otherFee))));
  }

  private static Action<ModelledDesk> invoice() {
    return onSome("confirm", ModelledDesk::invoice);
  }

  private static Action<ModelledDesk> reject() {
    return onSome("reject", ModelledDesk::reject);
  }

  private static Action<ModelledDesk> markNoShow() {
    return onSome("mark as no-show", ModelledDesk::markNoShow);
  }

  private static Action<ModelledDesk> pickUp() {
    return withRentals(
        Combinators.combine(
                which(),
                likely(),
                Arbitraries.frequency(tuples(8, 0, 2, 150, 1, -1)),
                Arbitraries.of(true, true, true, true, true, false))
            .as(
                (which, likely, kilometres, deposit) ->
                    mutate(
                        "pick up %d at %d km more, deposit %s"
                            .formatted(which, kilometres, deposit),
                        desk -> desk.pickUp(which, likely, kilometres, deposit))));
  }

  private static Action<ModelledDesk> giveBack() {
    return withRentals(
        Combinators.combine(
                which(), likely(), Arbitraries.frequency(tuples(6, 120, 1, 0, 1, -1, 1, 5_001)))
            .as(
                (which, likely, driven) ->
                    mutate(
                        "return %d after %d km".formatted(which, driven),
                        desk -> desk.giveBack(which, likely, driven))));
  }

  private static Action<ModelledDesk> rounds() {
    return always(
        Arbitraries.of(
            mutate("expire holds", ModelledDesk::expireHolds),
            mutate("end no-shows", ModelledDesk::endNoShows)));
  }

  private static Action<ModelledDesk> time() {
    Arbitrary<Transformer<ModelledDesk>> some =
        Arbitraries.of(Duration.ofMinutes(15), Duration.ofHours(6), Duration.ofDays(1))
            .map(time -> mutate("pass " + time, desk -> desk.pass(time)));
    Arbitrary<Transformer<ModelledDesk>> exact =
        Combinators.combine(which(), Arbitraries.integers().between(0, 5))
            .as(
                (which, turn) ->
                    mutate(
                        "pass to turn %d of %d".formatted(turn, which),
                        desk -> desk.passToATurn(which, turn)));
    return withRentals(Arbitraries.oneOf(some, exact));
  }

  private interface Deed {
    void doTo(ModelledDesk desk, int which, boolean likely);
  }

  private static Action<ModelledDesk> onSome(String name, Deed deed) {
    return withRentals(
        Combinators.combine(which(), likely())
            .as(
                (which, likely) ->
                    mutate(name + " " + which, desk -> deed.doTo(desk, which, likely))));
  }

  private static Arbitrary<Integer> vehicle() {
    return Arbitraries.integers().between(0, 3);
  }

  /** In slots of six hours from the present one, which has begun already. */
  private static Arbitrary<Integer> slot() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.integers().between(1, 8)),
        Tuple.of(1, Arbitraries.integers().between(-1, 0)));
  }

  private static Arbitrary<Integer> slots() {
    return Arbitraries.frequencyOf(
        Tuple.of(18, Arbitraries.integers().between(1, 8)),
        Tuple.of(1, Arbitraries.integers().between(-1, 0)),
        Tuple.of(1, Arbitraries.integers().between(1_460, 1_461)));
  }

  private static Arbitrary<Integer> seats() {
    return Arbitraries.of(0, 0, 1, 2);
  }

  private static Arbitrary<Integer> which() {
    return Arbitraries.integers().between(0, 30);
  }

  /** Whether one is chosen that it can be done to, if there is one. */
  private static Arbitrary<Boolean> likely() {
    return Arbitraries.of(true, true, true, true, false);
  }

  @SuppressWarnings("unchecked")
  private static Tuple2<Integer, Integer>[] tuples(int... pairs) {
    Tuple2<Integer, Integer>[] tuples = new Tuple2[pairs.length / 2];
    for (int i = 0; i < tuples.length; i++) {
      tuples[i] = Tuple.of(pairs[2 * i], pairs[2 * i + 1]);
    }
    return tuples;
  }

  private static Action<ModelledDesk> always(Arbitrary<Transformer<ModelledDesk>> deeds) {
    return when(desk -> true, deeds);
  }

  private static Action<ModelledDesk> withRentals(Arbitrary<Transformer<ModelledDesk>> deeds) {
    return when(ModelledDesk::hasRentals, deeds);
  }

  private static Action<ModelledDesk> when(
      Predicate<ModelledDesk> possible, Arbitrary<Transformer<ModelledDesk>> deeds) {
    return new Action.Independent<>() {
      @Override
      public boolean precondition(ModelledDesk desk) {
        return possible.test(desk);
      }

      @Override
      public Arbitrary<Transformer<ModelledDesk>> transformer() {
        return deeds;
      }
    };
  }
}
