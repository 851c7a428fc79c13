package io.motorpool.platform.messaging.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.helidon.config.mp.MpConfigSources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;

/** The connector among Helidon's beans, wired as a service wires it. */
public class ContainerIT {

  /** Public, because Helidon calls the methods by reflection. */
  @ApplicationScoped
  public static class Wiring {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private EventPublisher publisher;

    protected Wiring() {}

    @Inject
    public Wiring(EventPublisher publisher) {
      this.publisher = publisher;
    }

    @Outgoing("events")
    public Publisher<Message<OutgoingEvent>> events() {
      return publisher.channel();
    }

    @Incoming("things")
    @Acknowledgment(Acknowledgment.Strategy.POST_PROCESSING)
    public CompletionStage<Void> on(Message<byte[]> message) {
      String body = new String(message.getPayload(), StandardCharsets.UTF_8);
      heard.add(body);
      if (body.equals("bad") && heard.stream().filter("bad"::equals).count() < 3) {
        throw new IllegalStateException("thrown on purpose");
      }
      return CompletableFuture.completedFuture(null);
    }

    public List<String> heard() {
      return heard;
    }
  }

  /** Tells of missing queues with an event that nobody here listens to. */
  @ApplicationScoped
  public static class Telling implements RecreatedQueues {

    @Override
    public OutgoingEvent recreated(String queue, List<String> routingKeys) {
      return new OutgoingEvent(
          "queue.recreated", UUID.randomUUID().toString(), queue.getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(TestBroker.class)
  void aServicePublishesAndListens(TestBroker broker) throws Exception {
    String name = "test." + UUID.randomUUID();
    ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    Config before = ConfigProvider.getConfig();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    resolver.releaseConfig(before);
    resolver.registerConfig(config(broker, name), loader);
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(
                io.helidon.microprofile.config.ConfigCdiExtension.class,
                io.helidon.microprofile.messaging.MessagingCdiExtension.class)
            .addBeanClasses(
                Wiring.class,
                Telling.class,
                EventPublisher.class,
                ConnectorState.class,
                MotorpoolConnector.class)
            .initialize()) {
      Wiring wiring = container.select(Wiring.class).get();
      ConnectorState state = container.select(ConnectorState.class).get();
      EventPublisher publisher = container.select(EventPublisher.class).get();
      await().atMost(Duration.ofSeconds(30)).until(() -> state.connected());
      assertThat(state.links()).hasSize(2);

      for (String body : List.of("good", "bad", "better")) {
        publisher
            .publish(new OutgoingEvent("thing.done", body, body.getBytes(StandardCharsets.UTF_8)))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
      }

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(wiring.heard())
                      .containsExactlyInAnyOrder("good", "bad", "bad", "bad", "better"));
      Thread.sleep(200);
    } finally {
      resolver.releaseConfig(ConfigProvider.getConfig());
    }
    assertThat(broker.waiting(name)).isZero();
    broker.directly(channel -> channel.queueDelete(name));
    broker.directly(channel -> channel.exchangeDelete(name));
  }

  private static Config config(TestBroker broker, String name) {
    Map<String, String> values = new HashMap<>();
    // Helidon's container is otherwise only to be started by its server.
    values.put("mp.initializer.allow", "true");
    values.put("mp.initializer.no-warn", "true");
    values.put(
        "motorpool.broker.uri",
        "amqp://" + broker.credentials() + "@127.0.0.1:" + broker.port() + "/");
    values.put("motorpool.broker.queue-type", broker.queueType());
    values.put("mp.messaging.connector.motorpool-amqp.exchange", name);
    values.put("mp.messaging.outgoing.events.connector", "motorpool-amqp");
    values.put("mp.messaging.incoming.things.connector", "motorpool-amqp");
    values.put("mp.messaging.incoming.things.queue", name);
    values.put("mp.messaging.incoming.things.routing-keys", "thing.*, other.#");
    values.put("mp.messaging.incoming.things.nack-delay", "PT0.1S");
    return ConfigProviderResolver.instance()
        .getBuilder()
        .withSources(MpConfigSources.create(values))
        .build();
  }
}
