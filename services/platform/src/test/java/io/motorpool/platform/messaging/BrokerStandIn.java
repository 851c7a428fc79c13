package io.motorpool.platform.messaging;

import io.motorpool.platform.messaging.connector.EventPublisher;
import io.motorpool.platform.messaging.connector.OutgoingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * What a broker does with the events of a publisher, at the publisher's channel: it confirms each
 * at once, unless it is told to leave some unanswered, which are then confirmed or refused by hand.
 * The refusal is also what the connector makes of a confirm that never comes.
 */
final class BrokerStandIn implements Subscriber<Message<OutgoingEvent>> {

  final EventPublisher publisher = new EventPublisher();
  private final List<String> received = new ArrayList<>();
  private final List<Message<OutgoingEvent>> unanswered = new ArrayList<>();
  private Predicate<OutgoingEvent> leaving = event -> false;

  BrokerStandIn() {
    publisher.channel().subscribe(this);
  }

  /** Leaves such events unanswered from now on. */
  synchronized BrokerStandIn leave(Predicate<OutgoingEvent> events) {
    leaving = events;
    return this;
  }

  /** The ids of all events, in the order they came, each as often as it came. */
  synchronized List<String> received() {
    return List.copyOf(received);
  }

  /** The ids of those that wait for an answer. */
  synchronized List<String> unanswered() {
    return unanswered.stream().map(message -> message.getPayload().messageId()).toList();
  }

  /** Confirms the event that has waited longest. */
  void confirmFirst() {
    first().ack();
  }

  /** Refuses the event that has waited longest. */
  void refuseFirst() {
    first().nack(new IllegalStateException("refused on purpose"));
  }

  private synchronized Message<OutgoingEvent> first() {
    return unanswered.removeFirst();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Message<OutgoingEvent> message) {
    boolean left;
    synchronized (this) {
      received.add(message.getPayload().messageId());
      left = leaving.test(message.getPayload());
      if (left) {
        unanswered.add(message);
      }
    }
    if (!left) {
      message.ack();
    }
  }

  @Override
  public void onError(Throwable failure) {
    throw new AssertionError("The publisher's channel never ends", failure);
  }

  @Override
  public void onComplete() {
    throw new AssertionError("The publisher's channel never ends");
  }
}
