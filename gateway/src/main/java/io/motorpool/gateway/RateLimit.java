package io.motorpool.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.MultiMap;
import java.time.Duration;

/**
 * How many requests each of many may make: a bucket of tokens for each, which fills up again within
 * {@link #WINDOW}. Buckets that nobody uses are forgotten, when they are full again anyway; if
 * there are too many, so are those of whoever asks least.
 */
final class RateLimit {

  /** Short bursts are the rule: a page that opens asks for everything at once. */
  static final Duration WINDOW = Duration.ofSeconds(10);

  private static final long MOST_BUCKETS = 100_000;

  private final long requests;
  private final TimeMeter clock;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_BUCKETS)
          .expireAfterAccess(WINDOW.plusSeconds(1))
          .build();

  /**
   * @param perSecond how many requests a second each may make in the long run, 0 for any number
   */
  RateLimit(long perSecond, TimeMeter clock) {
    this.requests = perSecond * WINDOW.toSeconds();
    this.clock = clock;
  }

  /**
   * Counts a request, and says what is left; of two limits the one with less.
   *
   * @param headers of the answer
   * @return whether the request is within the limit
   */
  boolean allows(String who, MultiMap headers) {
    if (requests == 0) {
      return true;
    }
    ConsumptionProbe probe = buckets.get(who, fresh -> bucket()).tryConsumeAndReturnRemaining(1);
    tell(headers, probe);
    return probe.isConsumed();
  }

  /** How many buckets are kept, approximately. */
  long size() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }

  private Bucket bucket() {
    return Bucket.builder()
        .withCustomTimePrecision(clock)
        .addLimit(Bandwidth.builder().capacity(requests).refillGreedy(requests, WINDOW).build())
        .build();
  }

  private void tell(MultiMap headers, ConsumptionProbe probe) {
    String told = headers.get("RateLimit-Remaining");
    if (told == null || Long.parseLong(told) > probe.getRemainingTokens()) {
      headers
          .set("RateLimit-Limit", String.valueOf(requests))
          .set("RateLimit-Remaining", String.valueOf(probe.getRemainingTokens()))
          .set("RateLimit-Reset", seconds(probe.getNanosToWaitForReset()));
    }
    if (!probe.isConsumed()) {
      headers.set("Retry-After", seconds(probe.getNanosToWaitForRefill()));
    }
  }

  /** Rounded up: whoever waits that long has waited long enough. */
  private static String seconds(long nanos) {
    return String.valueOf(Math.max(1, Math.ceilDiv(nanos, 1_000_000_000L)));
  }
}
