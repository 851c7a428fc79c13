package io.motorpool.billing.messaging;

import io.motorpool.billing.domain.DepositService;
import io.motorpool.billing.domain.ReservationBilling;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Listens to {@code reservation.*}: what is to be charged and credited, and what was left as a
 * security.
 */
@ApplicationScoped
public class ReservationEventsListener implements EventHandler {

  private static final Set<EventType> ABOUT_RESERVATIONS =
      EnumSet.of(
          EventType.RESERVATION_CREATED,
          EventType.RESERVATION_CONFIRMED,
          EventType.RESERVATION_MODIFIED,
          EventType.RESERVATION_STARTED,
          EventType.RESERVATION_COMPLETED,
          EventType.RESERVATION_CANCELLED,
          EventType.RESERVATION_EXPIRED,
          EventType.RESERVATION_NO_SHOW);

  private final Inbox inbox;
  private final ReservationBilling billing;
  private final DepositService deposits;

  /** For the container, which makes the client proxy with it. */
  protected ReservationEventsListener() {
    this(null, null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param billing issues and credits
   * @param deposits holds what was left at the pick-up
   */
  @Inject
  public ReservationEventsListener(
      Inbox inbox, ReservationBilling billing, DepositService deposits) {
    this.inbox = inbox;
    this.billing = billing;
    this.deposits = deposits;
  }

  /** Takes one event of a reservation to its end. */
  @Incoming("reservation-events")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> on(Message<byte[]> message) {
    return inbox.process(message, this);
  }

  @Override
  public void handle(IncomingEvent event) {
    EventType type = event.contractType();
    if (!ABOUT_RESERVATIONS.contains(type)) {
      throw event.unexpected();
    }
    ReservationSnapshot reservation = event.data(ReservationSnapshot.class);
    // What ended before Motorpool was in use was charged elsewhere.
    if (reservation.getImported() == null) {
      bill(type, reservation);
    }
  }

  private void bill(EventType type, ReservationSnapshot reservation) {
    switch (type) {
      case EventType.RESERVATION_CREATED, EventType.RESERVATION_MODIFIED ->
          billing.priceAgreed(reservation);
      case EventType.RESERVATION_CANCELLED,
          EventType.RESERVATION_EXPIRED,
          EventType.RESERVATION_NO_SHOW ->
          billing.ended(reservation);
      case EventType.RESERVATION_STARTED -> deposits.pickedUp(reservation);
      case EventType.RESERVATION_COMPLETED -> {
        // The return may have overtaken the pick-up.
        deposits.pickedUp(reservation);
        billing.completed(reservation);
      }
      default -> {
        // A confirmation: the price agreed on stands.
      }
    }
  }
}
