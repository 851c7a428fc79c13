package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.vertx.core.MultiMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final AtomicLong now = new AtomicLong();
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
  private final RateLimit limit = new RateLimit(2, clock());

  @Test
  void letsABurstThroughAndThenWhatHasComeBack() {
    for (int i = 0; i < 20; i++) {
      assertThat(allows("a")).as("request %d", i).isTrue();
    }
    assertThat(allows("a")).isFalse();
    assertThat(allows("b")).as("somebody else").isTrue();

    now.addAndGet(500_000_000);
    assertThat(allows("a")).as("half a second later").isTrue();
    assertThat(allows("a")).isFalse();
  }

  @Test
  void tellsWhatIsLeftAndWhenThereIsMore() {
    allows("a");
    assertThat(headers.get("RateLimit-Limit")).isEqualTo("20");
    assertThat(headers.get("RateLimit-Remaining")).isEqualTo("19");
    assertThat(headers.get("RateLimit-Reset")).isEqualTo("1");
    assertThat(headers.get("Retry-After")).isNull();

    for (int i = 0; i < 20; i++) {
      allows("a");
    }
    assertThat(headers.get("RateLimit-Remaining")).isEqualTo("0");
    assertThat(headers.get("RateLimit-Reset")).isEqualTo("10");
    assertThat(headers.get("Retry-After")).isEqualTo("1");
  }

  @Test
  void tellsTheLimitThatIsNearer() {
    allows("a");
    allows("a");
    new RateLimit(100, clock()).allows("somebody", headers);

    assertThat(headers.get("RateLimit-Limit")).isEqualTo("20");
    assertThat(headers.get("RateLimit-Remaining")).isEqualTo("18");
  }

  @Test
  void limitsNobodyWhenThereIsNoLimit() {
    RateLimit none = new RateLimit(0, clock());

    for (int i = 0; i < 1_000; i++) {
      assertThat(none.allows("a", headers)).isTrue();
    }
    assertThat(headers.names()).isEmpty();
  }

  @Test
  void forgetsSomeWhenThereAreTooMany() {
    for (int i = 0; i < 150_000; i++) {
      allows("address " + i);
    }

    assertThat(limit.size()).isLessThanOrEqualTo(100_000);
  }

  private boolean allows(String who) {
    return limit.allows(who, headers);
  }

  private TimeMeter clock() {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return now.get();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
