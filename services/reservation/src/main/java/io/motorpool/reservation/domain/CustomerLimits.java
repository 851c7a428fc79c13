package io.motorpool.reservation.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How much a customer may have open at a time, so that nobody keeps the fleet from the others or
 * collects prices. All that is open counts, whoever made it. Customers are held to it when they act
 * alone; the desk may go beyond, for a company say.
 *
 * <p>A limit of 0 is none.
 */
@ApplicationScoped
public class CustomerLimits {

  private final int openHolds;
  private final int openBookings;
  private final int openQuotes;

  /** For the container, which makes the client proxy with it. */
  protected CustomerLimits() {
    this(0, 0, 0);
  }

  /**
   * @param openHolds the most reservations that nobody has confirmed yet
   * @param openBookings the most reservations that have not ended, those included
   * @param openQuotes the most quotes that are neither used nor expired
   * @throws IllegalArgumentException if one of them is negative
   */
  @Inject
  public CustomerLimits(
      @ConfigProperty(name = "motorpool.reservation.limits.open-holds", defaultValue = "3")
          int openHolds,
      @ConfigProperty(name = "motorpool.reservation.limits.open-bookings", defaultValue = "10")
          int openBookings,
      @ConfigProperty(name = "motorpool.reservation.limits.open-quotes", defaultValue = "20")
          int openQuotes) {
    this.openHolds = requireLimit("open-holds", openHolds);
    this.openBookings = requireLimit("open-bookings", openBookings);
    this.openQuotes = requireLimit("open-quotes", openQuotes);
  }

  private static int requireLimit(String name, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException(
          "motorpool.reservation.limits.%s is %d; it is 0 or more".formatted(name, limit));
    }
    return limit;
  }

  /** Has the limits read, so that the service does not start with one that is none. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    // The constructor has done it.
  }

  /** Whether what is asked for by this channel counts against the limits of bookings. */
  boolean limitBookings(Channel channel) {
    return channel == Channel.SELF_SERVICE && (openHolds > 0 || openBookings > 0);
  }

  /** Whether what is asked for by this channel counts against the limit of quotes. */
  boolean limitQuotes(Channel channel) {
    return channel == Channel.SELF_SERVICE && openQuotes > 0;
  }

  /**
   * Checks that a customer may have one more reservation, which will be a hold.
   *
   * @param open those that the customer has
   * @throws TooManyOpenBookings if there are too many
   */
  void requireRoomForBooking(List<OpenBooking> open) {
    if (openBookings > 0 && open.size() >= openBookings) {
      throw TooManyOpenBookings.altogether(openBookings, open);
    }
    List<OpenBooking> holds = open.stream().filter(OpenBooking::isHold).toList();
    if (openHolds > 0 && holds.size() >= openHolds) {
      throw TooManyOpenBookings.onHold(openHolds, holds);
    }
  }

  /**
   * Checks that a customer may have one more quote.
   *
   * @param openUntil when those that the customer has expire, the first to do so first
   * @param now the present moment
   * @throws TooManyOpenQuotes if there are too many
   */
  void requireRoomForQuote(List<Instant> openUntil, Instant now) {
    int open = openUntil.size();
    if (openQuotes > 0 && open >= openQuotes) {
      // The desk may have gone beyond: then it takes more than the first one to expire.
      Instant room = openUntil.get(open - openQuotes);
      throw new TooManyOpenQuotes(openQuotes, open, Duration.between(now, room));
    }
  }
}
