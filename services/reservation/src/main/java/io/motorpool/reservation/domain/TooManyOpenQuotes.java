package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.time.Duration;

/** A customer has as many quotes open as there may be at a time. */
public final class TooManyOpenQuotes extends Failure {

  private final transient Duration retryAfter;

  TooManyOpenQuotes(int limit, int open, Duration retryAfter) {
    super(
        Kind.TOO_MANY,
        "quote-limit-reached",
        "The customer has too many open quotes",
        ("%d quotes of the customer are open; at most %d may be at a time."
                + " Book one of them, or wait until one expires; the desk can quote more.")
            .formatted(open, limit));
    this.retryAfter = retryAfter;
  }

  @Override
  public Duration retryAfter() {
    return retryAfter;
  }
}
