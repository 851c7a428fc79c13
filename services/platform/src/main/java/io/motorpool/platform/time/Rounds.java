package io.motorpool.platform.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Something that is looked after again and again, at a fixed pace, on a thread of its own. */
public final class Rounds {

  private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

  private final String name;
  private final IntSupplier round;
  private final ScheduledExecutorService timer;

  private Rounds(String name, IntSupplier round) {
    this.name = name;
    this.round = round;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
  }

  /**
   * Begins with the rounds. One that fails is logged, and does not keep the next from trying again.
   *
   * @param name of the thread and in the log
   * @param pause before the first round, and between two
   * @param round returns how many things it has dealt with
   */
  public static Rounds begin(String name, Duration pause, IntSupplier round) {
    Rounds rounds = new Rounds(name, round);
    rounds.timer.scheduleWithFixedDelay(
        rounds::once, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return rounds;
  }

  /** No further round begins. */
  public void end() {
    timer.shutdown();
  }

  private void once() {
    try {
      int done = round.getAsInt();
      if (done > 0) {
        LOG.log(System.Logger.Level.INFO, "{0}: {1} done", name, done);
      }
    } catch (RuntimeException e) {
      // The timer would end with the exception; the next round tries again.
      LOG.log(System.Logger.Level.WARNING, "{0} failed: {1}", name, e.toString());
    }
  }
}
