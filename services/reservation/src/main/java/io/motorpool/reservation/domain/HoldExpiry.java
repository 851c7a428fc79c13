package io.motorpool.reservation.domain;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks for holds that have run out, at a fixed pace. Several replicas may do so at the same time:
 * each hold is locked and its state looked at again before it ends.
 */
@ApplicationScoped
public class HoldExpiry {

  private static final System.Logger LOG = System.getLogger(HoldExpiry.class.getName());

  private final ReservationService reservations;
  private final Duration interval;
  private ScheduledExecutorService timer;

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
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hold-expiry").daemon().factory());
    timer.scheduleWithFixedDelay(
        this::expireHolds, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    timer.shutdown();
  }

  private void expireHolds() {
    try {
      int ended = reservations.expireHolds();
      if (ended > 0) {
        LOG.log(System.Logger.Level.INFO, "{0} holds have expired", ended);
      }
    } catch (RuntimeException e) {
      // The timer would end with the exception; the next round tries again.
      LOG.log(System.Logger.Level.WARNING, "Holds could not be expired: {0}", e.toString());
    }
  }
}
