package io.motorpool.analytics.messaging;

import io.motorpool.analytics.domain.EventLog;
import io.motorpool.analytics.domain.Facts;
import io.motorpool.analytics.domain.LoggedEvent;
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
  private final EventLog log;
  private final Facts facts;
  private final FactEvents events;

  /** For the container, which makes the client proxy with it. */
  protected EventsListener() {
    this(null, null, null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param log keeps the events
   * @param facts keeps what happened
   * @param events knows what an event means for the facts
   */
  @Inject
  public EventsListener(Inbox inbox, EventLog log, Facts facts, FactEvents events) {
    this.inbox = inbox;
    this.log = log;
    this.facts = facts;
    this.events = events;
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
    log.append(
        new LoggedEvent(
            event.source().toString(), event.id(), event.type(), event.time(), event.body()));
    facts.keep(batch -> events.apply(event, batch));
  }
}
