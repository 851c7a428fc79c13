package io.motorpool.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often, and how patiently, a call is tried again. Only calls that change nothing, and those
 * that carry an {@code Idempotency-Key}, are ever repeated; after a lost connection, a time-out,
 * and an answer of 429, 502, 503 or 504.
 *
 * @param attempts the most attempts in all, the first included; 1 for no repetition
 * @param firstDelay the pause after the first attempt, doubled after each further one. What is
 *     waited is by chance between half of it and all of it, so that clients do not come back
 *     together
 * @param longestDelay no pause is longer, unless the answer's {@code Retry-After} says so
 * @param timeLimit for all attempts and pauses together: where a pause would end later, the last
 *     failure is what the caller gets
 */
public record RetryPolicy(
    int attempts, Duration firstDelay, Duration longestDelay, Duration timeLimit) {

  /** Four attempts within 30 seconds, 200 ms and then up to 5 s apart. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(30));

  /** One attempt, and no more. */
  public static final RetryPolicy NONE =
      new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30));

  /**
   * Sets the numbers.
   *
   * @throws IllegalArgumentException if there would be no attempt, or a time is negative
   */
  public RetryPolicy {
    if (attempts < 1 || firstDelay.isNegative() || longestDelay.isNegative()) {
      throw new IllegalArgumentException("No attempt, or a negative delay");
    }
    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new IllegalArgumentException("No time for an attempt");
    }
  }

  /**
   * The pause before the next attempt.
   *
   * @param attempt the number of the attempt that has failed, from 1 on
   * @return by chance, within the bounds
   */
  public Duration delayAfter(int attempt) {
    long longest = longestDelay.toNanos();
    long delay = firstDelay.toNanos();
    for (int i = 1; i < attempt && delay < longest; i++) {
      delay *= 2;
    }
    delay = Math.min(delay, longest);
    return Duration.ofNanos(delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1));
  }
}
