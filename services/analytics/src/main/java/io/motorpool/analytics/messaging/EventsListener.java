package io.motorpool.analytics.messaging;

import io.motorpool.analytics.domain.Facts;
import io.motorpool.analytics.domain.InvoiceStep;
import io.motorpool.analytics.domain.ReservationStep;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import io.motorpool.platform.messaging.MalformedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Listens to {@code reservation.*} and {@code invoice.*}: all that is counted. */
@ApplicationScoped
public class EventsListener implements EventHandler {

  private final Inbox inbox;
  private final Facts facts;

  /** For the container, which makes the client proxy with it. */
  protected EventsListener() {
    this(null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param facts keeps what happened
   */
  @Inject
  public EventsListener(Inbox inbox, Facts facts) {
    this.inbox = inbox;
    this.facts = facts;
  }

  /** Takes one event to its end. */
  @Incoming("events")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> on(Message<byte[]> message) {
    return inbox.process(message, this);
  }

  @Override
  public void handle(IncomingEvent event) {
    if (event.time() == null) {
      throw new MalformedEvent("The event does not say when it happened", null);
    }
    switch (event.contractType()) {
      case RESERVATION_CREATED -> keep(ReservationStep.CREATED, event);
      case RESERVATION_CONFIRMED -> keep(ReservationStep.CONFIRMED, event);
      case RESERVATION_STARTED -> keep(ReservationStep.STARTED, event);
      case RESERVATION_COMPLETED -> keep(ReservationStep.COMPLETED, event);
      case RESERVATION_CANCELLED -> keep(ReservationStep.CANCELLED, event);
      case RESERVATION_EXPIRED -> keep(ReservationStep.EXPIRED, event);
      case RESERVATION_NO_SHOW -> keep(ReservationStep.NO_SHOW, event);
      case INVOICE_ISSUED -> keep(InvoiceStep.INVOICED, event);
      case INVOICE_PAID -> keep(InvoiceStep.PAID, event);
      case INVOICE_CREDITED -> keep(InvoiceStep.CREDITED, event);
      case INVOICE_REJECTED -> {
        // There is no invoice, so there is nothing to sum up; the cancellation is counted.
      }
      case CUSTOMER_REGISTERED, CUSTOMER_CHANGED, CUSTOMER_ERASED -> throw event.unexpected();
    }
  }

  private void keep(ReservationStep step, IncomingEvent event) {
    facts.keep(step, event.time(), event.data(ReservationSnapshot.class));
  }

  private void keep(InvoiceStep step, IncomingEvent event) {
    InvoiceSnapshot invoice = event.data(InvoiceSnapshot.class);
    if (invoice.getInvoiceId() == null) {
      throw new MalformedEvent("data.invoiceId must not be null", null);
    }
    facts.keep(step, event.time(), invoice);
  }
}
