package io.motorpool.platform.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** Gives every bean the clock of the system, in UTC and in the database's resolution. */
@ApplicationScoped
public class ClockProducer {

  /**
   * PostgreSQL keeps microseconds; a finer instant would change on its way through the database.
   */
  private static final Duration RESOLUTION = Duration.ofNanos(1_000);

  @Produces
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), RESOLUTION);
  }
}
