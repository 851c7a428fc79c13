package io.motorpool.customer.messaging;

import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Listens to {@code queue.recreated} only, which the inbox answers by itself: what a queue that was
 * missing has lost is sent again. Of other services' events this one needs none.
 */
@ApplicationScoped
public class QueueEventsListener implements EventHandler {

  private final Inbox inbox;

  /** For the container, which makes the client proxy with it. */
  protected QueueEventsListener() {
    this(null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   */
  @Inject
  public QueueEventsListener(Inbox inbox) {
    this.inbox = inbox;
  }

  /** Takes one event to its end. */
  @Incoming("queue-events")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> on(Message<byte[]> message) {
    return inbox.process(message, this);
  }

  @Override
  public void handle(IncomingEvent event) {
    throw event.unexpected();
  }
}
