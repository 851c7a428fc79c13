package io.motorpool.notification.messaging;

import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.notification.domain.News;
import io.motorpool.notification.domain.Notification;
import io.motorpool.notification.domain.NotificationService;
import io.motorpool.notification.socket.LiveTopics;
import io.motorpool.notification.socket.Topic;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import io.motorpool.platform.messaging.MalformedEvent;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Listens to {@code reservation.*} and {@code invoice.*}: all that customers are told. */
@ApplicationScoped
public class EventsListener implements EventHandler {

  private final Inbox inbox;
  private final NotificationService notifications;
  private final LiveTopics topics;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected EventsListener() {
    this(null, null, null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param notifications keeps what the customer is told
   * @param topics pushes the event to those who follow the customer
   * @param transaction tells when the notification is stored for good
   */
  @Inject
  public EventsListener(
      Inbox inbox, NotificationService notifications, LiveTopics topics, Transaction transaction) {
    this.inbox = inbox;
    this.notifications = notifications;
    this.topics = topics;
    this.transaction = transaction;
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
          RESERVATION_STARTED,
          RESERVATION_COMPLETED,
          RESERVATION_CANCELLED,
          RESERVATION_EXPIRED,
          RESERVATION_NO_SHOW ->
          tell(
              event,
              News.of(type, event.data(ReservationSnapshot.class)),
              EnumSet.of(Topic.RESERVATIONS));
      case INVOICE_ISSUED, INVOICE_PAID, INVOICE_CREDITED, INVOICE_REJECTED ->
          tell(
              event,
              News.of(type, event.data(InvoiceSnapshot.class)),
              EnumSet.of(Topic.RESERVATIONS, Topic.INVOICES));
    }
  }

  private void tell(IncomingEvent event, News news, Set<Topic> on) {
    notifications.tell(
        news,
        new Notification.Cause(event.source().toString(), event.id(), event.type(), event.time()));
    transaction.afterCommit(
        () -> on.forEach(topic -> topics.push(topic, news.customerId(), event.body())));
  }
}
