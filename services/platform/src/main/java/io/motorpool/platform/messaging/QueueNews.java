package io.motorpool.platform.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.contracts.event.model.QueueEventType;
import io.motorpool.contracts.event.model.RecreatedQueue;
import io.motorpool.platform.messaging.connector.OutgoingEvent;
import io.motorpool.platform.messaging.connector.RecreatedQueues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says as the contract has it that a queue was missing: the event {@code queue.recreated}. */
@ApplicationScoped
class QueueNews implements RecreatedQueues {

  private static final System.Logger LOG = System.getLogger(QueueNews.class.getName());

  private final URI source;

  /** For the container, which makes the client proxy with it. */
  protected QueueNews() {
    this("");
  }

  /**
   * @param service the name of this service, the last part of the events' source
   */
  @Inject
  QueueNews(@ConfigProperty(name = "motorpool.service") String service) {
    this.source = URI.create("/motorpool/" + service);
  }

  @Override
  public OutgoingEvent recreated(String queue, List<String> routingKeys) {
    LOG.log(
        System.Logger.Level.WARNING,
        "Queue {0} is missing or not bound; it is declared, and what was routed to it is sent again",
        queue);
    String type = QueueEventType.QUEUE_RECREATED.toString();
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    RecreatedQueue data = new RecreatedQueue().queue(queue).routingKeys(routingKeys);
    String body = CloudEventJson.write(id, source, type, queue, Instant.now(), data);
    return new OutgoingEvent(type, id, body.getBytes(StandardCharsets.UTF_8));
  }
}
