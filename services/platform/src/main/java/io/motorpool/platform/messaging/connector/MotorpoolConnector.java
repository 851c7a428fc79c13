package io.motorpool.platform.messaging.connector;

import io.helidon.messaging.connectors.jms.JmsConnector;
import io.motorpool.platform.messaging.connector.Topology.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorAttribute;
import org.eclipse.microprofile.reactive.streams.operators.PublisherBuilder;
import org.eclipse.microprofile.reactive.streams.operators.ReactiveStreams;
import org.eclipse.microprofile.reactive.streams.operators.SubscriberBuilder;

/**
 * Helidon's JMS connector for an AMQP 0-9-1 broker, made fit to be relied on: what it consumes is
 * acknowledged one by one when the method is done, what it publishes when the broker has confirmed
 * it, and it outlives the broker. A service starts without one and catches up later.
 *
 * <p>Consuming and publishing have a connection each, because a broker that is short of memory
 * stops reading from connections that publish, and acknowledgements are to pass even then. Where
 * the broker is, is said once by {@code motorpool.broker.uri} and its neighbours, not per channel.
 */
@ApplicationScoped
@Connector(MotorpoolConnector.CONNECTOR_NAME)
@ConnectorAttribute(
    name = MotorpoolConnector.EXCHANGE,
    description = "The durable topic exchange that is consumed from or published to",
    defaultValue = MotorpoolConnector.DEFAULT_EXCHANGE,
    direction = ConnectorAttribute.Direction.INCOMING_AND_OUTGOING,
    type = "string")
@ConnectorAttribute(
    name = MotorpoolConnector.QUEUE,
    description = "The durable queue to consume",
    mandatory = true,
    direction = ConnectorAttribute.Direction.INCOMING,
    type = "string")
@ConnectorAttribute(
    name = MotorpoolConnector.ROUTING_KEYS,
    description = "The patterns the queue is bound to the exchange with, separated by commas",
    mandatory = true,
    direction = ConnectorAttribute.Direction.INCOMING,
    type = "string")
@ConnectorAttribute(
    name = MotorpoolConnector.PREFETCH,
    description = "The most messages that are delivered and not yet acknowledged",
    defaultValue = "50",
    direction = ConnectorAttribute.Direction.INCOMING,
    type = "int")
@ConnectorAttribute(
    name = MotorpoolConnector.NACK_DELAY,
    description = "The pause before a failed message is handed over again; doubles each time",
    defaultValue = "PT1S",
    direction = ConnectorAttribute.Direction.INCOMING,
    type = "duration")
@ConnectorAttribute(
    name = MotorpoolConnector.NACK_DELAY_MAX,
    description = "The longest such pause",
    defaultValue = "PT1M",
    direction = ConnectorAttribute.Direction.INCOMING,
    type = "duration")
@ConnectorAttribute(
    name = MotorpoolConnector.LISTENERS,
    description =
        "All queues that get events of the exchange, declared before any is sent or consumed, so that"
            + " none is lost to a listener that starts later: queue=patterns, separated by semicolons",
    defaultValue = "",
    direction = ConnectorAttribute.Direction.INCOMING_AND_OUTGOING,
    type = "string")
@ConnectorAttribute(
    name = MotorpoolConnector.CONFIRM_TIMEOUT,
    description = "How long to wait for the broker's confirm",
    defaultValue = "PT5S",
    direction = ConnectorAttribute.Direction.OUTGOING,
    type = "duration")
@ConnectorAttribute(
    name = MotorpoolConnector.MAX_OUTSTANDING,
    description = "The most events that are sent and not yet confirmed",
    defaultValue = "256",
    direction = ConnectorAttribute.Direction.OUTGOING,
    type = "int")
public class MotorpoolConnector extends JmsConnector {

  /** What a channel's {@code connector} is set to. */
  public static final String CONNECTOR_NAME = "motorpool-amqp";

  static final String EXCHANGE = "exchange";
  static final String DEFAULT_EXCHANGE = "motorpool.events";
  static final String QUEUE = "queue";
  static final String ROUTING_KEYS = "routing-keys";
  static final String PREFETCH = "prefetch";
  static final String NACK_DELAY = "nack-delay";
  static final String NACK_DELAY_MAX = "nack-delay-max";
  static final String LISTENERS = "listeners";
  static final String CONFIRM_TIMEOUT = "confirm-timeout";
  static final String MAX_OUTSTANDING = "max-outstanding";

  private static final System.Logger LOG = System.getLogger(MotorpoolConnector.class.getName());

  private final BrokerSettings settings;
  private final ConnectorState state;
  private final RecreatedQueues recreatedQueues;
  private final ScheduledExecutorService scheduler;
  private final ExecutorService answers;
  private final ExecutorService callbacks;
  private final List<IncomingChannel> incoming = new CopyOnWriteArrayList<>();
  private final List<OutgoingChannel> outgoing = new CopyOnWriteArrayList<>();
  private BrokerLink consumeLink;
  private BrokerLink publishLink;
  private boolean stopped;

  /**
   * @param config where {@code motorpool.broker.*} is looked up
   * @param state where the connector tells how it stands
   * @param recreatedQueues makes what is told of queues that were missing
   * @throws IllegalArgumentException if the configuration cannot be used
   */
  @Inject
  public MotorpoolConnector(Config config, ConnectorState state, RecreatedQueues recreatedQueues) {
    this(
        config,
        state,
        recreatedQueues,
        scheduler(),
        Executors.newSingleThreadExecutor(threads("amqp-answers")));
  }

  private MotorpoolConnector(
      Config config,
      ConnectorState state,
      RecreatedQueues recreatedQueues,
      ScheduledExecutorService scheduler,
      ExecutorService answers) {
    super(Map.of(), scheduler, answers);
    this.settings = new BrokerSettings(config);
    this.state = state;
    this.recreatedQueues = recreatedQueues;
    this.scheduler = scheduler;
    this.answers = answers;
    this.callbacks = Executors.newFixedThreadPool(2, threads("amqp-callbacks"));
  }

  private static ScheduledExecutorService scheduler() {
    // One thread for each link, which may block while it connects, and one for the clock.
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(3, threads("amqp-supervisor"));
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return scheduler;
  }

  private static ThreadFactory threads(String name) {
    return task -> Thread.ofPlatform().name(name).daemon().unstarted(task);
  }

  /**
   * A channel that consumes a queue; it begins when it is subscribed to and never ends by itself.
   * The messages are {@link ReceivedMessage}s.
   *
   * @throws IllegalArgumentException if the channel's configuration cannot be used
   */
  @Override
  public synchronized PublisherBuilder<? extends Message<?>> getPublisherBuilder(Config config) {
    String name = config.getValue(CHANNEL_NAME_ATTRIBUTE, String.class);
    String queue = required(config, name, QUEUE);
    Topology topology = topology(config, queue(queue, required(config, name, ROUTING_KEYS)));
    if (consumeLink == null) {
      consumeLink = new BrokerLink("consume", settings, state, scheduler, callbacks);
    }
    IncomingChannel channel =
        new IncomingChannel(
            name,
            queue,
            topology,
            positive(config, name, PREFETCH, 50),
            new Backoff(
                duration(config, NACK_DELAY, Duration.ofSeconds(1)),
                duration(config, NACK_DELAY_MAX, Duration.ofMinutes(1))),
            scheduler,
            consumeLink);
    incoming.add(channel);
    return ReactiveStreams.fromPublisher(channel);
  }

  /**
   * A channel that publishes {@link OutgoingEvent}s; a message with another payload is negatively
   * acknowledged.
   *
   * @throws IllegalArgumentException if the channel's configuration cannot be used
   */
  @Override
  public synchronized SubscriberBuilder<? extends Message<?>, Void> getSubscriberBuilder(
      Config config) {
    String name = config.getValue(CHANNEL_NAME_ATTRIBUTE, String.class);
    if (publishLink == null) {
      publishLink = new BrokerLink("publish", settings, state, scheduler, callbacks);
    }
    OutgoingChannel channel =
        new OutgoingChannel(
            name,
            topology(config),
            duration(config, CONFIRM_TIMEOUT, Duration.ofSeconds(5)),
            positive(config, name, MAX_OUTSTANDING, 256),
            scheduler,
            answers,
            publishLink);
    outgoing.add(channel);
    return ReactiveStreams.fromSubscriber(channel);
  }

  /**
   * The channel's own queues as given, and all others as the listeners' table has them, if they are
   * this service's to declare.
   */
  private Topology topology(Config config, Queue... own) {
    String exchange = config.getOptionalValue(EXCHANGE, String.class).orElse(DEFAULT_EXCHANGE);
    Optional<String> ownExchange = settings.ownExchange(exchange);
    Map<String, Queue> queues = new LinkedHashMap<>();
    if (ownExchange.isEmpty()) {
      listeners(config).forEach(queue -> queues.put(queue.name(), queue));
    }
    List.of(own).forEach(queue -> queues.put(queue.name(), queue));
    return new Topology(
        exchange,
        ownExchange,
        List.copyOf(queues.values()),
        settings.queueArguments(),
        recreatedQueues);
  }

  private static Queue queue(String name, String routingKeys) {
    return new Queue(
        name,
        Arrays.stream(routingKeys.split(","))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList());
  }

  private static List<Queue> listeners(Config config) {
    return Arrays.stream(config.getOptionalValue(LISTENERS, String.class).orElse("").split(";"))
        .map(String::strip)
        .filter(listener -> !listener.isEmpty())
        .map(
            listener -> {
              String[] parts = listener.split("=", 2);
              if (parts.length < 2) {
                throw new IllegalArgumentException(
                    LISTENERS + ": '" + listener + "' is not of the form queue=patterns");
              }
              return queue(parts[0].strip(), parts[1]);
            })
        .toList();
  }

  /** Whether one of this service's channels consumes that queue. */
  public boolean consumes(String queue) {
    return incoming.stream().anyMatch(channel -> channel.queue().equals(queue));
  }

  /**
   * Looks at once, not only with the next check, whether all queues that events are routed to are
   * there, and declares the missing ones.
   *
   * @throws IOException if there is no connection to publish with
   */
  public void declareQueues() throws IOException {
    BrokerLink link;
    synchronized (this) {
      link = publishLink;
    }
    if (link == null) {
      throw new IOException("This service publishes nothing");
    }
    link.checkNow();
  }

  private static String required(Config config, String channel, String key) {
    return config
        .getOptionalValue(key, String.class)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new IllegalArgumentException("Channel " + channel + " needs " + key));
  }

  private static int positive(Config config, String channel, String key, int fallback) {
    int value = config.getOptionalValue(key, Integer.class).orElse(fallback);
    if (value < 1) {
      throw new IllegalArgumentException("Channel " + channel + ": " + key + " is not above zero");
    }
    return value;
  }

  private static Duration duration(Config config, String key, Duration fallback) {
    return config.getOptionalValue(key, Duration.class).orElse(fallback);
  }

  /**
   * Ends all channels: nothing more is handed over, what was is given {@code
   * motorpool.broker.drain-timeout} to be acknowledged, and so are the outstanding confirms. Called
   * when the container stops.
   */
  @Override
  public void stop() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
    }
    try {
      drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (consumeLink != null) {
      consumeLink.close();
    }
    if (publishLink != null) {
      publishLink.close();
    }
    super.stop();
    callbacks.shutdownNow();
  }

  private void drain() throws InterruptedException {
    long end = System.nanoTime() + settings.drainTimeout().toNanos();
    // What handlers publish as they finish is still to be confirmed, so these go first.
    for (IncomingChannel channel : incoming) {
      if (!channel.drain(Duration.ofNanos(end - System.nanoTime()))) {
        LOG.log(
            Level.WARNING,
            "Channel {0} stops before its handlers are done; the broker delivers again",
            channel.name());
      }
    }
    for (OutgoingChannel channel : outgoing) {
      channel.drain(Duration.ofNanos(end - System.nanoTime()));
    }
  }
}
