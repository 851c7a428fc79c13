package io.motorpool.reservation.messaging;

import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import io.motorpool.reservation.domain.ReservationService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Listens to {@code invoice.*}: what billing decides about a hold. */
@ApplicationScoped
public class InvoiceEventsListener implements EventHandler {

  private final Inbox inbox;
  private final ReservationService reservations;

  /** For the container, which makes the client proxy with it. */
  protected InvoiceEventsListener() {
    this(null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param reservations moves the reservation on
   */
  @Inject
  public InvoiceEventsListener(Inbox inbox, ReservationService reservations) {
    this.inbox = inbox;
    this.reservations = reservations;
  }

  /** Takes one event of billing to its end. */
  @Incoming("invoice-events")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> on(Message<byte[]> message) {
    return inbox.process(message, this);
  }

  @Override
  public void handle(IncomingEvent event) {
    switch (event.contractType()) {
      case EventType.INVOICE_ISSUED -> {
        InvoiceSnapshot invoice = event.data(InvoiceSnapshot.class);
        // Further invoices are for changes, the settlement or a fee, and answer no hold.
        if (invoice.getKind() == null || invoice.getKind() == InvoiceKind.RENTAL) {
          reservations.invoiceIssued(invoice.getReservationId(), invoice.getInvoiceId());
        }
      }
      case EventType.INVOICE_REJECTED -> {
        InvoiceSnapshot invoice = event.data(InvoiceSnapshot.class);
        reservations.invoiceRejected(invoice.getReservationId(), invoice.getRejectionReason());
      }
      case EventType.INVOICE_PAID, EventType.INVOICE_CREDITED, EventType.INVOICE_OVERDUE -> {
        // A reservation is not moved by what happens to its invoice later.
      }
      default -> throw event.unexpected();
    }
  }
}
