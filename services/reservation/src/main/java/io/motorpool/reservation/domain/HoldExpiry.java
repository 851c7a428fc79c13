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
 * Looks for holds that have run out, at a fixed pace. Several replicas may do so at the same time:
 * each hold is locked and its state looked at again before it ends.
 */
@ApplicationScoped
public class HoldExpiry {

  private final ReservationService reservations;
  private final Duration interval;
  private Rounds rounds;

  /** For the container, which makes the client proxy with it. */
  protected HoldExpiry() {
    this(null, null);
  }

  /**
   * @param reservations ends the holds
   * @param interval the pause between two looks
   */
  @Inject
  public HoldExpiry(
      ReservationService reservations,
      @ConfigProperty(name = "motorpool.reservation.hold-expiry-interval", defaultValue = "PT10S")
          Duration interval) {
    this.reservations = reservations;
    this.interval = interval;
  }

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    rounds = Rounds.begin("hold-expiry", interval, reservations::expireHolds);
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    rounds.end();
  }
}
