package io.motorpool.platform.messaging.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.jms.client.RMQSession;
import io.motorpool.platform.messaging.connector.ConnectorFixture.Listener;
import io.motorpool.platform.messaging.connector.ConnectorState.Link;
import io.motorpool.platform.messaging.connector.ConnectorState.Status;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestBroker.class)
class MotorpoolConnectorIT {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Parameter TestBroker broker;

  private ConnectorFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new ConnectorFixture(broker);
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private void connected() {
    await().atMost(LONG).until(fixture.state::connected);
  }

  /** Loses all connections, and waits until each is replaced. */
  private void reconnected() {
    Collection<Link> before = fixture.state.links();
    fixture.line.interrupt();
    await()
        .atMost(LONG)
        .until(
            () ->
                fixture.state.connected()
                    && fixture.state.links().stream().noneMatch(before::contains));
  }

  /** Waits until all has come and the handler is done with it. */
  private void arrived(Listener listener, String... bodies) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(listener.bodies()).containsExactlyInAnyOrder(bodies));
    await().atMost(LONG).until(() -> listener.handled.get() == bodies.length);
  }

  private void publishDirectly(String... bodies) throws Exception {
    for (String body : bodies) {
      broker.publish(fixture.exchange, "thing.happened", null, body);
    }
  }

  private static void confirmed(CompletableFuture<Void> confirm) throws Exception {
    confirm.get(10, TimeUnit.SECONDS);
  }

  @Test
  void anEventIsInTheQueueWhenItsPublishingCompletes() throws Exception {
    fixture.declareQueue();
    fixture.openPublisher();
    connected();

    confirmed(fixture.publish("hello"));

    GetResponse arrived = broker.take(fixture.queue);
    assertThat(new String(arrived.getBody(), StandardCharsets.UTF_8)).isEqualTo("hello");
    assertThat(arrived.getEnvelope().getRoutingKey()).isEqualTo("thing.happened");
    assertThat(arrived.getProps().getContentType()).isEqualTo("application/cloudevents+json");
    assertThat(arrived.getProps().getDeliveryMode()).isEqualTo(2);
    assertThat(arrived.getProps().getMessageId()).hasSize(36);
  }

  @Test
  void anEventNobodyListensToIsConfirmed() throws Exception {
    fixture.openPublisher();
    connected();

    confirmed(fixture.publish("hello"));
  }

  @Test
  void anEventIsKeptForAListenerThatStartsLater() throws Exception {
    fixture.openPublisher("listeners", fixture.queue + "=thing.*");
    connected();

    confirmed(fixture.publish("hello"));

    arrived(fixture.listen(), "hello");
  }

  @Test
  void hundredsOfEventsMayWaitForTheirConfirmsAndArriveInOrder() throws Exception {
    Listener listener = fixture.listen();
    fixture.openPublisher("confirm-timeout", "PT30S");
    connected();

    List<CompletableFuture<Void>> confirms =
        IntStream.range(0, 1_000).mapToObj(i -> fixture.publish("event " + i)).toList();
    for (CompletableFuture<Void> confirm : confirms) {
      confirmed(confirm);
    }

    await().atMost(LONG).until(() -> listener.messages.size() == 1_000);
    assertThat(listener.bodies())
        .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "event " + i).toList());
  }

  @Test
  void aPayloadThatIsNoEventIsRefusedAndTheChannelGoesOn() throws Exception {
    CompletableFuture<Throwable> refusal = new CompletableFuture<>();
    CompletableFuture<Void> confirm = new CompletableFuture<>();
    Message<?> wrong =
        Message.of(
            "text",
            () -> CompletableFuture.completedStage(null),
            reason -> {
              refusal.complete(reason);
              return CompletableFuture.completedStage(null);
            });
    Message<?> right =
        Message.of(
            new OutgoingEvent("thing.happened", "1", new byte[0]),
            () -> {
              confirm.complete(null);
              return CompletableFuture.completedStage(null);
            });

    fixture.publishWhenConnected(wrong, right);

    assertThat(refusal.get(30, TimeUnit.SECONDS)).isInstanceOf(IllegalArgumentException.class);
    confirmed(confirm);
  }

  @Test
  void aMessageAcknowledgedInAnotherThreadIsNotDeliveredAgain() throws Exception {
    CountDownLatch acknowledged = new CountDownLatch(3);
    Listener listener =
        fixture.listen(
            message ->
                Thread.ofVirtual()
                    .start(
                        () -> {
                          message.ack();
                          acknowledged.countDown();
                        }));
    connected();
    publishDirectly("one", "two", "three");
    arrived(listener, "one", "two", "three");
    acknowledged.await();

    fixture.stopConnector();

    assertThat(broker.waiting(fixture.queue)).isZero();
  }

  @Test
  void aMessageIsNotAcknowledgedBeforeItsHandlerSaysSo() throws Exception {
    Listener listener = fixture.listen(message -> {});
    connected();
    publishDirectly("one");
    arrived(listener, "one");

    fixture.stopConnector();

    await().atMost(LONG).until(() -> broker.waiting(fixture.queue) == 1);
    Listener next = fixture.listen();
    arrived(next, "one");
    assertThat(next.messages.getFirst().redelivered()).isTrue();
  }

  @Test
  void aRunningHandlerMayFinishWhenTheConnectorStops() throws Exception {
    fixture.settings.put("motorpool.broker.drain-timeout", "PT30S");
    CountDownLatch begun = new CountDownLatch(1);
    fixture.listen(
        message -> {
          begun.countDown();
          sleep(700);
          message.ack();
        });
    connected();
    publishDirectly("one");
    begun.await();

    fixture.stopConnector();

    Thread.sleep(300);
    assertThat(broker.waiting(fixture.queue)).isZero();
  }

  @Test
  void aFailedMessageIsHandedOverAgainAndTheOthersGoOn() throws Exception {
    Listener listener =
        fixture.listen(
            message -> {
              if (message.attempt() < 3 && text(message).equals("bad")) {
                message.nack(new IllegalStateException("not yet"));
              } else {
                message.ack();
              }
            });
    connected();
    publishDirectly("bad", "good");

    arrived(listener, "bad", "bad", "bad", "good");
    assertThat(listener.messages.stream().filter(message -> text(message).equals("bad")).skip(1))
        .allMatch(ReceivedMessage::redelivered);
    fixture.stopConnector();
    assertThat(broker.waiting(fixture.queue)).isZero();
  }

  @Test
  void anExceptionOfTheSubscriberDoesNotEndTheChannel() throws Exception {
    Listener listener =
        fixture.listen(
            message -> {
              if (message.attempt() == 1) {
                throw new IllegalStateException("thrown on purpose");
              }
              message.ack();
            });
    connected();
    publishDirectly("one");

    arrived(listener, "one", "one");
    assertThat(listener.ended).hasNullValue();
  }

  @Test
  void noMoreIsInFlightThanThePrefetch() throws Exception {
    fixture.declareQueue();
    for (int i = 0; i < 20; i++) {
      publishDirectly("event " + i);
    }
    Listener listener = fixture.listen(message -> {}, "prefetch", "5");
    await().atMost(LONG).until(() -> listener.messages.size() == 5);
    Thread.sleep(500);
    assertThat(listener.messages).hasSize(5);

    listener.messages.forEach(ReceivedMessage::ack);

    await().atMost(LONG).until(() -> listener.messages.size() == 10);
  }

  @Test
  void oddMessagesArriveAsTheirBytesAndTheChannelGoesOn() throws Exception {
    Listener listener = fixture.listen();
    connected();
    Map<String, Object> headers = new HashMap<>();
    headers.put("JMSType", "TextMessage");
    headers.put("nothing", null);
    headers.put("list", List.of("a", 1));
    headers.put("table", Map.of("b", 2));
    headers.put("x-delivery-count", "many");
    BasicProperties odd = new BasicProperties.Builder().headers(headers).priority(0).build();
    for (String body : List.of("", "text", "{\"not\": closed")) {
      broker.publish(fixture.exchange, "thing.happened", odd, body);
    }
    byte[] binary = {(byte) 0xff, 0, (byte) 0xfe};
    broker.directly(
        channel -> {
          channel.basicPublish(fixture.exchange, "thing.happened", null, binary);
          return null;
        });

    await().atMost(LONG).until(() -> listener.messages.size() == 4);
    assertThat(listener.bodies().subList(0, 3)).containsExactly("", "text", "{\"not\": closed");
    assertThat(listener.messages.get(3).getPayload()).isEqualTo(binary);
    assertThat(listener.messages).noneMatch(ReceivedMessage::redelivered);
    assertThat(listener.ended).hasNullValue();
  }

  @Test
  void anOddMessageMayBeRedelivered() throws Exception {
    fixture.declareQueue();
    BasicProperties odd =
        new BasicProperties.Builder().headers(Map.of("x-delivery-count", "many")).build();
    broker.publish(fixture.exchange, "thing.happened", odd, "odd");
    broker.directly(
        channel -> {
          channel.basicNack(
              channel.basicGet(fixture.queue, false).getEnvelope().getDeliveryTag(), false, true);
          return null;
        });

    arrived(fixture.listen(), "odd");
  }

  @Test
  void aServiceStartsWithoutTheBrokerAndCatchesUp() throws Exception {
    fixture.declareQueue();
    publishDirectly("one");
    fixture.line.cut();
    Listener listener = fixture.listen();
    fixture.openPublisher();
    await().atMost(LONG).until(() -> fixture.state.lastError().isPresent());
    assertThat(fixture.state.status()).isEqualTo(Status.CONNECTING);

    fixture.line.mend();

    arrived(listener, "one");
    connected();
    confirmed(fixture.publish("two"));
    arrived(listener, "one", "two");
  }

  @Test
  void publishingWithoutTheBrokerFailsAtOnceAndWorksLater() throws Exception {
    fixture.declareQueue();
    fixture.openPublisher("confirm-timeout", "PT30S");
    connected();
    fixture.line.cut();
    await().atMost(LONG).until(() -> !fixture.state.connected());

    // Long before the time for a confirm is over.
    assertThatThrownBy(() -> confirmed(fixture.publish("lost")))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NotConfirmed.class);

    fixture.line.mend();
    connected();
    confirmed(fixture.publish("kept"));
    assertThat(broker.waiting(fixture.queue)).isEqualTo(1);
  }

  @Test
  void aConfirmThatNeverComesIsNotAwaitedForEver() {
    fixture.openPublisher("confirm-timeout", "PT0.5S");
    connected();
    fixture.line.fallSilent();

    assertThatThrownBy(() -> confirmed(fixture.publish("lost")))
        .hasCauseInstanceOf(NotConfirmed.class)
        .hasMessageContaining("within 500 ms");
  }

  @Test
  void aSilentConnectionIsNoticedAndReplaced() throws Exception {
    fixture.settings.put("motorpool.broker.heartbeat", "PT1S");
    Listener listener = fixture.listen();
    connected();
    fixture.line.fallSilent();
    await().atMost(LONG).until(() -> !fixture.state.connected());
    publishDirectly("one");

    fixture.line.mend();

    arrived(listener, "one");
  }

  @Test
  void nothingConfirmedIsLostWhenConnectionsAreCutAgainAndAgain() throws Exception {
    Listener listener = fixture.listen();
    fixture.openPublisher();
    connected();
    Set<String> confirmedBodies = ConcurrentHashMap.newKeySet();
    for (int round = 0; round < 5; round++) {
      List<CompletableFuture<Void>> confirms = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String body = round + "." + i;
        confirms.add(fixture.publish(body).thenRun(() -> confirmedBodies.add(body)));
      }
      Thread.sleep(5);
      fixture.line.interrupt();
      confirms.forEach(confirm -> confirm.handle((done, failure) -> null).join());
      connected();
    }
    // The link that stands may still be the one that is about to be found lost.
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> succeeds(fixture.publish("last").thenRun(() -> confirmedBodies.add("last"))));

    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(listener.bodies()).containsAll(confirmedBodies));
    assertThat(listener.ended).hasNullValue();
  }

  @Test
  void acknowledgingAfterTheConnectionIsLostDoesNothing() throws Exception {
    Listener listener = fixture.listen(message -> {});
    connected();
    publishDirectly("one");
    arrived(listener, "one");
    ReceivedMessage stale = listener.messages.getFirst();
    fixture.line.interrupt();
    arrived(listener, "one", "one");

    assertThat(stale.ack()).isCompleted();
    assertThat(stale.nack(new IllegalStateException())).isCompleted();

    Thread.sleep(300);
    assertThat(listener.messages).hasSize(2);
    listener.messages.get(1).ack();
    Thread.sleep(300);
    fixture.stopConnector();
    assertThat(broker.waiting(fixture.queue)).isZero();
  }

  @Test
  void aDeletedQueueIsDeclaredAgainAndConsumed() throws Exception {
    fixture.settings.put("motorpool.broker.check-interval", "PT1S");
    Listener listener = fixture.listen();
    connected();
    broker.directly(channel -> channel.queueDelete(fixture.queue));

    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> broker.directly(channel -> channel.consumerCount(fixture.queue)) == 1);
    publishDirectly("one");

    arrived(listener, "one");
  }

  @Test
  void thatAQueueIsMissingIsToldBeforeAndAfterItIsDeclaredAgain() throws Exception {
    fixture.settings.put("motorpool.broker.check-interval", "PT1S");
    // Publishers hear of others' queues, and the reader of the queue hears of its own.
    String others = fixture.exchange + ".others";
    String listeners = others + "=queue.recreated;" + fixture.queue + "=thing.*,queue.recreated";
    fixture.openPublisher("listeners", listeners);
    connected();
    await().atMost(LONG).until(() -> broker.waiting(others) > 0);
    broker.directly(channel -> channel.queuePurge(others));
    publishDirectly("lost");
    broker.directly(channel -> channel.queueDelete(fixture.queue));

    await().atMost(LONG).until(() -> broker.waiting(others) == 2);
    GetResponse before = broker.take(others);
    GetResponse after = broker.take(others);
    await().atMost(LONG).until(() -> broker.waiting(fixture.queue) == 1);
    GetResponse own = broker.take(fixture.queue);

    assertThat(before.getEnvelope().getRoutingKey()).isEqualTo("queue.recreated");
    assertThat(before.getProps().getDeliveryMode()).isEqualTo(2);
    assertThat(before.getBody()).asString().startsWith(fixture.queue + " [thing.*");
    assertThat(after.getProps().getMessageId()).isEqualTo(before.getProps().getMessageId());
    assertThat(own.getProps().getMessageId()).isEqualTo(before.getProps().getMessageId());
    assertThat(broker.waiting(fixture.queue)).isZero();
  }

  @Test
  void whatIsThereIsNotSaidToBeMissing() throws Exception {
    fixture.settings.put("motorpool.broker.check-interval", "PT0.2S");
    String others = fixture.exchange + ".others";
    fixture.openPublisher("listeners", others + "=queue.recreated");
    connected();
    await().atMost(LONG).until(() -> broker.waiting(others) > 0);
    broker.directly(channel -> channel.queuePurge(others));

    reconnected();
    fixture.connector().declareQueues();

    assertThat(broker.waiting(others)).isZero();
  }

  @Test
  void withTheExchangeAllBindingsAreMissingAndToldSo() throws Exception {
    fixture.settings.put("motorpool.broker.check-interval", "PT1S");
    String others = fixture.exchange + ".others";
    fixture.openPublisher("listeners", others + "=queue.recreated;" + fixture.queue + "=thing.*");
    connected();
    await().atMost(LONG).until(() -> broker.waiting(others) > 0);
    broker.directly(channel -> channel.queuePurge(others));
    publishDirectly("kept");
    broker.directly(channel -> channel.exchangeDelete(fixture.exchange));

    await().atMost(LONG).until(() -> broker.waiting(others) == 2);

    assertThat(broker.take(fixture.queue).getBody()).asString().isEqualTo("kept");
  }

  @Test
  void aDeletedExchangeIsDeclaredAgainAndPublishedTo() throws Exception {
    fixture.openPublisher();
    connected();
    broker.directly(channel -> channel.exchangeDelete(fixture.exchange));

    assertThatThrownBy(() -> confirmed(fixture.publish("lost")))
        .hasCauseInstanceOf(NotConfirmed.class);

    await().atMost(LONG).ignoreExceptions().until(() -> succeeds(fixture.publish("kept")));
  }

  private static boolean succeeds(CompletableFuture<Void> confirm) throws Exception {
    confirmed(confirm);
    return true;
  }

  @Test
  void aChannelTheBrokerHasClosedIsReplaced() throws Exception {
    Listener listener = fixture.listen();
    connected();
    publishDirectly("one");
    arrived(listener, "one");
    Channel channel = channelBelow(listener.messages.getFirst());

    assertThatThrownBy(() -> channel.queueDeclarePassive("no such queue"))
        .isInstanceOf(IOException.class);

    publishDirectly("two");
    arrived(listener, "one", "two");
  }

  private static Channel channelBelow(ReceivedMessage message) throws Exception {
    Field field = RMQSession.class.getDeclaredField("channel");
    field.setAccessible(true);
    return (Channel) field.get(message.session().session());
  }

  @Test
  void oneChannelThatCannotBeOpenedDoesNotHinderTheOthers() throws Exception {
    assumeThat(broker).as("Qpid closes the whole connection").isEqualTo(TestBroker.RABBITMQ);
    // Names that begin so are the broker's own.
    fixture.listen(ReceivedMessage::ack, "queue", "amq.reserved");
    Listener good = fixture.listen();
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> broker.directly(channel -> channel.consumerCount(fixture.queue)) == 1);
    publishDirectly("one");

    arrived(good, "one");
    assertThat(fixture.state.status()).isEqualTo(Status.CONNECTING);
    assertThat(fixture.state.lastError()).isPresent();
  }

  @Test
  void reconnectingLeavesNoThreadsBehind() throws Exception {
    Listener listener = fixture.listen();
    fixture.openPublisher();
    connected();
    publishDirectly("first");
    arrived(listener, "first");
    int before = Thread.activeCount();
    for (int i = 0; i < 8; i++) {
      reconnected();
      publishDirectly("round " + i);
      int expected = i + 2;
      await().atMost(LONG).until(() -> listener.messages.size() >= expected);
    }

    await().atMost(LONG).until(() -> Thread.activeCount() <= before + 2);
  }

  @Test
  void aWrongPasswordIsToldWithoutThePassword() {
    fixture.settings.put(
        "motorpool.broker.uri", "amqp://nobody:my-secret@127.0.0.1:" + fixture.line.port() + "/");
    fixture.listen();

    await().atMost(LONG).until(() -> fixture.state.lastError().isPresent());
    assertThat(fixture.state.lastError().orElseThrow()).doesNotContain("my-secret");
  }

  private static String text(ReceivedMessage message) {
    return new String(message.getPayload(), StandardCharsets.UTF_8);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
