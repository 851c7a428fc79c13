package io.motorpool.reservation.domain;

import io.motorpool.platform.time.Rounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks for vehicles that nobody came for, at a fixed pace. Several replicas may do so at the same
 * time: each reservation is locked and its state looked at again before it ends.
 */
@ApplicationScoped
public class NoShowWatch {

  private final NoShows noShows;
  private final Duration interval;
  private Rounds rounds;

  /** For the container, which makes the client proxy with it. */
  protected NoShowWatch() {
    this(null, null);
  }

  /**
   * @param noShows ends the reservations
   * @param interval the pause between two looks
   */
  @Inject
  public NoShowWatch(
      NoShows noShows,
      @ConfigProperty(name = "motorpool.reservation.no-show-interval", defaultValue = "PT1M")
          Duration interval) {
    this.noShows = noShows;
    this.interval = interval;
  }

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    rounds = Rounds.begin("no-show-watch", interval, noShows::endAll);
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    rounds.end();
  }
}
