package io.motorpool.billing.messaging;

import io.motorpool.billing.domain.Charge;
import io.motorpool.billing.domain.InvoiceLine;
import io.motorpool.billing.domain.InvoiceService;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import io.motorpool.platform.money.Moneys;
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
  private final InvoiceService invoices;

  /** For the container, which makes the client proxy with it. */
  protected ReservationEventsListener() {
    this(null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param invoices issues and credits
   */
  @Inject
  public ReservationEventsListener(Inbox inbox, InvoiceService invoices) {
    this.inbox = inbox;
    this.invoices = invoices;
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
      case EventType.RESERVATION_CREATED -> {
        ReservationSnapshot reservation = event.data(ReservationSnapshot.class);
        invoices.reservationCreated(charge(reservation), reservation.getVersion());
      }
      case EventType.RESERVATION_CANCELLED,
          EventType.RESERVATION_EXPIRED,
          EventType.RESERVATION_NO_SHOW -> {
        ReservationSnapshot reservation = event.data(ReservationSnapshot.class);
        invoices.reservationEnded(reservation.getId(), reservation.getVersion());
      }
      case EventType.RESERVATION_CONFIRMED,
          EventType.RESERVATION_MODIFIED,
          EventType.RESERVATION_STARTED,
          EventType.RESERVATION_COMPLETED -> {
        // The price agreed on at booking stands, however far the rental has come.
      }
      default -> throw event.unexpected();
    }
  }

  private static Charge charge(ReservationSnapshot reservation) {
    return new Charge(
        reservation.getId(),
        reservation.getCustomerId(),
        reservation.getPrice().getLines().stream().map(ReservationEventsListener::line).toList(),
        Moneys.fromModel(reservation.getPrice().getTotal()));
  }

  private static InvoiceLine line(PriceLine line) {
    return InvoiceLine.of(
        line.getType(),
        line.getDescription(),
        line.getQuantity(),
        Moneys.fromModel(line.getUnitPrice()),
        Moneys.fromModel(line.getAmount()));
  }
}
