package io.motorpool.vehicle.messaging;

import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import io.motorpool.platform.messaging.MalformedEvent;
import io.motorpool.vehicle.domain.Period;
import io.motorpool.vehicle.domain.ReservationState;
import io.motorpool.vehicle.domain.ScheduleEntry;
import io.motorpool.vehicle.domain.ScheduleKeeper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Listens to {@code reservation.*}: who takes which vehicle when, and where it comes back to. */
@ApplicationScoped
public class ReservationEventsListener implements EventHandler {

  private final Inbox inbox;
  private final ScheduleKeeper schedules;

  /** For the container, which makes the client proxy with it. */
  protected ReservationEventsListener() {
    this(null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param schedules takes note of the reservations
   */
  @Inject
  public ReservationEventsListener(Inbox inbox, ScheduleKeeper schedules) {
    this.inbox = inbox;
    this.schedules = schedules;
  }

  /** Takes one event of the reservation service to its end. */
  @Incoming("reservation-events")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> on(Message<byte[]> message) {
    return inbox.process(message, this);
  }

  @Override
  public void handle(IncomingEvent event) {
    switch (event.contractType()) {
      case RESERVATION_CREATED,
          RESERVATION_CONFIRMED,
          RESERVATION_MODIFIED,
          RESERVATION_STARTED,
          RESERVATION_COMPLETED,
          RESERVATION_CANCELLED,
          RESERVATION_EXPIRED,
          RESERVATION_NO_SHOW -> {
        ReservationSnapshot reservation = event.data(ReservationSnapshot.class);
        // What ended before Motorpool was in use takes no vehicle any more.
        if (reservation.getImported() == null) {
          schedules.reservationChanged(state(reservation));
        }
      }
      default -> throw event.unexpected();
    }
  }

  private static ReservationState state(ReservationSnapshot snapshot) {
    try {
      return new ReservationState(
          snapshot.getId(),
          snapshot.getVehicleId(),
          snapshot.getPickupBranchId(),
          snapshot.getReturnBranchId(),
          new Period(snapshot.getStartsAt().toInstant(), snapshot.getEndsAt().toInstant()),
          ScheduleEntry.Status.valueOf(snapshot.getStatus().name()),
          snapshot.getVersion(),
          Optional.ofNullable(snapshot.getHandback()).map(ReservationEventsListener::handback));
    } catch (NullPointerException | IllegalArgumentException e) {
      throw new MalformedEvent("The reservation is not whole: " + e.getMessage(), e);
    }
  }

  private static ReservationState.Handback handback(Handback handback) {
    return new ReservationState.Handback(
        handback.getReturnedAt().toInstant(), handback.getBranchId(), handback.getOdometerKm());
  }
}
