package io.motorpool.reservation.api;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessProducer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of the service under test. It is the system's until a test stops it; then it stands
 * where the test puts it.
 */
public final class MovableClock extends Clock {

  private static volatile Instant stopped;

  private final Clock system;

  private MovableClock(Clock system) {
    this.system = system;
  }

  /** From now on it is this moment, until it is said otherwise. */
  static void stopAt(Instant moment) {
    stopped = moment;
  }

  /** It is the system's clock again. */
  static void letGo() {
    stopped = null;
  }

  @Override
  public Instant instant() {
    Instant moment = stopped;
    return moment == null ? system.instant() : moment;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The services' clock is in UTC");
  }

  /** Puts it in the place of the clock that the platform gives to all beans. */
  public static final class Installation implements Extension {

    void replace(@Observes ProcessProducer<?, Clock> event) {
      var platforms = event.getProducer();
      event
          .configureProducer()
          .produceWith(context -> new MovableClock(platforms.produce(context)));
    }
  }
}
