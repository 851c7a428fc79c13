package io.motorpool.platform.messaging.connector;

import io.helidon.common.reactive.BufferedEmittingPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;

/**
 * The way from ordinary code into an outgoing channel. A service that publishes hands the channel
 * out once, in its {@code messaging} package; one that does not leaves it alone and needs no
 * configuration:
 *
 * <pre>{@code
 * @Outgoing("events")
 * public Publisher<Message<OutgoingEvent>> events() {
 *   return eventPublisher.channel();
 * }
 * }</pre>
 */
@ApplicationScoped
public class EventPublisher {

  /** Far more than any batch; reached only by a caller that does not wait for its confirms. */
  private static final int MOST_UNCONFIRMED = 10_000;

  private final BufferedEmittingPublisher<Message<OutgoingEvent>> channel =
      BufferedEmittingPublisher.create();
  private final AtomicInteger unconfirmed = new AtomicInteger();
  private volatile boolean handedOut;

  /** The stream of what is published, for one {@code @Outgoing} method. */
  public Publisher<Message<OutgoingEvent>> channel() {
    handedOut = true;
    return FlowAdapters.toPublisher(channel);
  }

  /**
   * Publishes one event. Returns at once; events leave in the order of the calls. May be called by
   * several threads.
   *
   * @param event the event
   * @return completes when the broker has confirmed the event, and fails when it refused it, when
   *     there is no connection, or when the confirm did not come within the channel's {@code
   *     confirm-timeout}. After a failure the broker may still have it. Stages that depend on it
   *     share one thread and should be short
   */
  public CompletionStage<Void> publish(OutgoingEvent event) {
    if (!handedOut) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("No @Outgoing method hands out the channel of this publisher"));
    }
    if (unconfirmed.incrementAndGet() > MOST_UNCONFIRMED) {
      unconfirmed.decrementAndGet();
      return CompletableFuture.failedFuture(
          new IllegalStateException("More than " + MOST_UNCONFIRMED + " events are unconfirmed"));
    }
    CompletableFuture<Void> confirm = new CompletableFuture<>();
    Message<OutgoingEvent> message =
        Message.of(
            event,
            () -> {
              unconfirmed.decrementAndGet();
              confirm.complete(null);
              return CompletableFuture.completedStage(null);
            },
            reason -> {
              unconfirmed.decrementAndGet();
              confirm.completeExceptionally(reason);
              return CompletableFuture.completedStage(null);
            });
    // The emitting publisher takes one caller at a time.
    synchronized (channel) {
      channel.emit(message);
    }
    return confirm;
  }
}
