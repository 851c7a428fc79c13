package io.motorpool.billing.messaging;

import io.motorpool.billing.domain.ReservationBilling;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Listens to {@code reservation.*}: what is to be charged, and what is not any more. */
@ApplicationScoped
public class ReservationEventsListener implements EventHandler {

  private final Inbox inbox;
  private final ReservationBilling billing;

  /** For the container, which makes the client proxy with it. */
  protected ReservationEventsListener() {
    this(null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param billing issues and credits
   */
  @Inject
  public ReservationEventsListener(Inbox inbox, ReservationBilling billing) {
    this.inbox = inbox;
    this.billing = billing;
  }

  /** Takes one event of a reservation to its end. */
  @Incoming("reservation-events")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> on(Message<byte[]> message) {
    return inbox.process(message, this);
  }

  @Override
  public void handle(IncomingEvent event) {
    switch (event.contractType()) {
      case EventType.RESERVATION_CREATED, EventType.RESERVATION_MODIFIED ->
          billing.priceAgreed(event.data(ReservationSnapshot.class));
      case EventType.RESERVATION_CANCELLED,
          EventType.RESERVATION_EXPIRED,
          EventType.RESERVATION_NO_SHOW ->
          billing.ended(event.data(ReservationSnapshot.class));
      case EventType.RESERVATION_COMPLETED ->
          billing.completed(event.data(ReservationSnapshot.class));
      case EventType.RESERVATION_CONFIRMED, EventType.RESERVATION_STARTED -> {
        // The price agreed on stands, however far the rental has come.
      }
      default -> throw event.unexpected();
    }
  }
}
