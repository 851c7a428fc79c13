package io.motorpool.notification.messaging;

import io.motorpool.contracts.event.model.CustomerSnapshot;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.notification.domain.News;
import io.motorpool.notification.domain.Notification;
import io.motorpool.notification.domain.NotificationService;
import io.motorpool.notification.domain.RecipientService;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import io.motorpool.platform.messaging.MalformedEvent;
import io.motorpool.platform.messaging.ParkedEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Listens to {@code reservation.*} and {@code invoice.*}, all that customers are told, and to
 * {@code customer.*}, who they are.
 */
@ApplicationScoped
public class EventsListener implements EventHandler {

  private final Inbox inbox;
  private final NotificationService notifications;
  private final RecipientService recipients;
  private final ParkedEvents parked;

  /** For the container, which makes the client proxy with it. */
  protected EventsListener() {
    this(null, null, null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param notifications keeps what the customer is told
   * @param recipients keeps whom to write to
   * @param parked the events that were given up on, which hold personal data, too
   */
  @Inject
  public EventsListener(
      Inbox inbox,
      NotificationService notifications,
      RecipientService recipients,
      ParkedEvents parked) {
    this.inbox = inbox;
    this.parked = parked;
    this.notifications = notifications;
    this.recipients = recipients;
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
    EventType type = event.contractType();
    switch (type) {
      case RESERVATION_CREATED,
          RESERVATION_CONFIRMED,
          RESERVATION_MODIFIED,
          RESERVATION_STARTED,
          RESERVATION_COMPLETED,
          RESERVATION_CANCELLED,
          RESERVATION_EXPIRED,
          RESERVATION_NO_SHOW ->
          tell(event, type, event.data(ReservationSnapshot.class));
      case INVOICE_ISSUED, INVOICE_PAID, INVOICE_CREDITED, INVOICE_REJECTED, INVOICE_OVERDUE ->
          tell(event, News.of(type, event.data(InvoiceSnapshot.class)));
      case CUSTOMER_REGISTERED, CUSTOMER_CHANGED, CUSTOMER_ERASED ->
          keep(event, event.data(CustomerSnapshot.class));
    }
  }

  /** What the snapshot says counts, and not the type: each has the whole state. */
  private void keep(IncomingEvent event, CustomerSnapshot customer) {
    switch (customer.getStatus()) {
      case ERASED -> {
        recipients.erased(customer.getId(), customer.getVersion());
        parked.forget(customer.getId(), event);
      }
      case ACTIVE -> {
        if (customer.getFirstName() == null
            || customer.getLastName() == null
            || customer.getEmail() == null) {
          throw new MalformedEvent("The customer has no name, or no e-mail address", null);
        }
        recipients.known(
            customer.getId(),
            customer.getVersion(),
            customer.getFirstName(),
            customer.getLastName(),
            customer.getEmail());
      }
    }
  }

  private void tell(IncomingEvent event, EventType type, ReservationSnapshot reservation) {
    if (reservation.getImported() == null) {
      tell(event, News.of(type, reservation));
    }
  }

  private void tell(IncomingEvent event, News news) {
    notifications.tell(
        news,
        new Notification.Cause(
            event.source().toString(), event.id(), event.type(), event.time(), event.body()));
  }
}
