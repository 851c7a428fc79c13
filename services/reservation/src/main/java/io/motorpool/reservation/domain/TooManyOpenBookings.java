package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.util.List;
import java.util.UUID;

/** A customer has as many reservations open as there may be at a time. */
public final class TooManyOpenBookings extends Failure {

  /** As many as the contract allows. */
  private static final int MOST_IDS = 200;

  private final transient List<UUID> reservationIds;

  private TooManyOpenBookings(String type, String title, String detail, List<OpenBooking> open) {
    super(Kind.CONFLICT, type, title, detail, "/customerId", null);
    this.reservationIds = open.stream().limit(MOST_IDS).map(OpenBooking::id).toList();
  }

  /** Too many that nobody has confirmed yet. */
  static TooManyOpenBookings onHold(int limit, List<OpenBooking> holds) {
    return new TooManyOpenBookings(
        "hold-limit-reached",
        "The customer has too many holds",
        ("%d reservations of the customer are not confirmed yet; at most %d may be at a time."
                + " Wait until one is confirmed, or cancel one; the desk can book more.")
            .formatted(holds.size(), limit),
        holds);
  }

  /** Too many altogether. */
  static TooManyOpenBookings altogether(int limit, List<OpenBooking> open) {
    return new TooManyOpenBookings(
        "booking-limit-reached",
        "The customer has too many open reservations",
        ("%d reservations of the customer are open; at most %d may be at a time."
                + " Cancel one, or wait until one has ended; the desk can book more.")
            .formatted(open.size(), limit),
        open);
  }

  @Override
  public List<UUID> reservationIds() {
    return reservationIds;
  }
}
