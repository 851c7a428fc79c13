package io.motorpool.platform.messaging.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  @Test
  void pausesDoubleAndAreShortenedByChanceToNoLessThanTheHalf() {
    assertThat(backoff.next()).isBetween(50L, 100L);
    assertThat(backoff.next()).isBetween(100L, 200L);
    assertThat(backoff.next()).isBetween(200L, 400L);
  }

  @Test
  void pausesStayWithinTheirLimitHoweverManyFailuresThereWere() {
    assertThat(backoff.delay(20)).isBetween(5_000L, 10_000L);
    assertThat(backoff.delay(Integer.MAX_VALUE)).isBetween(5_000L, 10_000L);
  }

  @Test
  void afterAResetTheFirstPauseIsShortAgain() {
    backoff.next();
    backoff.next();

    backoff.reset();

    assertThat(backoff.next()).isBetween(50L, 100L);
  }
}
