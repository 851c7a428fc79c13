package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.AlreadyClosedException;
import io.helidon.common.reactive.BufferedEmittingPublisher;
import io.helidon.config.mp.MpConfigSources;
import io.motorpool.embedded.TcpLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.streams.operators.ReactiveStreams;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A connector on a line that can be cut, with an exchange and a queue that nobody else uses. */
final class ConnectorFixture implements AutoCloseable {

  final TestBroker broker;
  final TcpLine line;
  final String exchange = "test." + UUID.randomUUID();
  final String queue = exchange + ".queue";
  final ConnectorState state = new ConnectorState();
  final Map<String, String> settings = new HashMap<>();
  private EventPublisher publisher;
  private MotorpoolConnector connector;

  ConnectorFixture(TestBroker broker) {
    this.broker = broker;
    this.line = TcpLine.to(broker.port());
    settings.put(
        "motorpool.broker.uri",
        "amqp://" + broker.credentials() + "@127.0.0.1:" + line.port() + "/");
    settings.put("motorpool.broker.queue-type", broker.queueType());
    settings.put("motorpool.broker.retry-max", "PT0.5S");
    settings.put("motorpool.broker.connect-timeout", "PT3S");
    settings.put("motorpool.broker.drain-timeout", "PT1S");
  }

  MotorpoolConnector connector() {
    if (connector == null) {
      connector = new MotorpoolConnector(config(settings), state, ConnectorFixture::recreated);
    }
    return connector;
  }

  /** Says of a missing queue which it is; tests listen for it. */
  private static OutgoingEvent recreated(String queue, List<String> routingKeys) {
    return new OutgoingEvent(
        "queue.recreated",
        UUID.randomUUID().toString(),
        (queue + " " + routingKeys).getBytes(StandardCharsets.UTF_8));
  }

  static Config config(Map<String, String> values) {
    return ConfigProviderResolver.instance()
        .getBuilder()
        .withSources(MpConfigSources.create(Map.copyOf(values)))
        .build();
  }

  /** Consumes the queue; the handler runs in the channel's thread. */
  Listener listen(Consumer<ReceivedMessage> handler, String... attributes) {
    Listener listener = new Listener(handler);
    connector().getPublisherBuilder(channel("in", attributes)).buildRs().subscribe(listener);
    return listener;
  }

  /** Consumes the queue and acknowledges everything at once. */
  Listener listen() {
    return listen(ReceivedMessage::ack);
  }

  /** Wires the publisher to the exchange. */
  void openPublisher(String... attributes) {
    publisher = new EventPublisher();
    ReactiveStreams.fromPublisher(publisher.channel())
        .buildRs()
        .subscribe(
            subscriber(connector().getSubscriberBuilder(channel("out", attributes)).build()));
  }

  @SuppressWarnings("unchecked")
  private static Subscriber<Message<OutgoingEvent>> subscriber(Subscriber<?> subscriber) {
    return (Subscriber<Message<OutgoingEvent>>) subscriber;
  }

  /** Sends messages of any kind into a channel of their own, once it can publish. */
  void publishWhenConnected(Message<?>... messages) {
    BufferedEmittingPublisher<Message<?>> emitter = BufferedEmittingPublisher.create();
    ReactiveStreams.fromPublisher(FlowAdapters.toPublisher(emitter))
        .buildRs()
        .subscribe(anything(connector().getSubscriberBuilder(channel("out")).build()));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(state::connected);
    for (Message<?> message : messages) {
      emitter.emit(message);
    }
  }

  @SuppressWarnings("unchecked")
  private static Subscriber<Message<?>> anything(Subscriber<?> subscriber) {
    return (Subscriber<Message<?>>) subscriber;
  }

  /** Makes the queue, for tests in which nothing of the connector's does. */
  void declareQueue() throws Exception {
    Map<String, Object> arguments =
        broker.queueType().equals("quorum") ? Map.of("x-queue-type", "quorum") : Map.of();
    Topology topology =
        new Topology(
            exchange,
            Optional.empty(),
            List.of(new Topology.Queue(queue, List.of("thing.*"))),
            arguments,
            ConnectorFixture::recreated);
    broker.directly(
        channel -> {
          topology.declareOn(channel.getConnection());
          return null;
        });
  }

  Config channel(String name, String... attributes) {
    Map<String, String> values = new HashMap<>();
    values.put("channel-name", name);
    values.put("exchange", exchange);
    values.put("queue", queue);
    values.put("routing-keys", "thing.*");
    values.put("nack-delay", "PT0.1S");
    for (int i = 0; i < attributes.length; i += 2) {
      values.put(attributes[i], attributes[i + 1]);
    }
    return config(values);
  }

  CompletableFuture<Void> publish(String body) {
    OutgoingEvent event =
        new OutgoingEvent(
            "thing.happened", UUID.randomUUID().toString(), body.getBytes(StandardCharsets.UTF_8));
    return publisher.publish(event).toCompletableFuture();
  }

  /** Ends the connector as a stopping service does; another can be made then. */
  void stopConnector() {
    if (connector != null) {
      connector.stop();
      connector = null;
    }
  }

  @Override
  public void close() throws Exception {
    stopConnector();
    line.close();
    delete(channel -> channel.queueDelete(queue));
    delete(channel -> channel.exchangeDelete(exchange));
  }

  private void delete(TestBroker.Deed<?> deletion) throws Exception {
    try {
      broker.directly(deletion);
    } catch (IOException | AlreadyClosedException e) {
      // Qpid refuses to delete what a test did not make.
    }
  }

  /** Takes messages as they come, one at a time, as an {@code @Incoming} method does. */
  static final class Listener implements Subscriber<Message<?>> {

    final List<ReceivedMessage> messages = new CopyOnWriteArrayList<>();

    /** Of how many messages the handler is done. */
    final AtomicInteger handled = new AtomicInteger();

    final AtomicReference<String> ended = new AtomicReference<>();
    private final Consumer<ReceivedMessage> handler;
    private Subscription subscription;

    private Listener(Consumer<ReceivedMessage> handler) {
      this.handler = handler;
    }

    List<String> bodies() {
      return messages.stream()
          .map(message -> new String(message.getPayload(), StandardCharsets.UTF_8))
          .toList();
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
      subscription = newSubscription;
      subscription.request(1);
    }

    @Override
    public void onNext(Message<?> message) {
      ReceivedMessage received = (ReceivedMessage) message;
      messages.add(received);
      try {
        handler.accept(received);
      } finally {
        handled.incrementAndGet();
        subscription.request(1);
      }
    }

    @Override
    public void onError(Throwable failure) {
      ended.set("failed: " + failure);
    }

    @Override
    public void onComplete() {
      ended.set("completed");
    }
  }
}
