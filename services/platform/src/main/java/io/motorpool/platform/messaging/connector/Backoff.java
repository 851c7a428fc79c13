package io.motorpool.platform.messaging.connector;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double from one failure to the next up to a limit, each shortened by chance to
 * anything down to its half, so that the services of a platform do not knock all together.
 */
public final class Backoff {

  private final long firstMillis;
  private final long mostMillis;
  private int failures;

  /**
   * @param first the pause after the first failure, before chance shortens it
   * @param most the longest pause
   */
  public Backoff(Duration first, Duration most) {
    this.firstMillis = Math.max(1, first.toMillis());
    this.mostMillis = Math.max(firstMillis, most.toMillis());
  }

  /** The pause after one more failure, in milliseconds. */
  public synchronized long next() {
    return delay(++failures);
  }

  /** What was tried has worked. */
  public synchronized void reset() {
    failures = 0;
  }

  /** The pause after that many failures, in milliseconds. */
  public long delay(int failures) {
    long doubled = firstMillis << Math.clamp(failures - 1, 0, 20);
    long most = Math.clamp(doubled, firstMillis, mostMillis);
    return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
  }
}
