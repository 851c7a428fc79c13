package io.motorpool.platform.messaging.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.motorpool.embedded.RabbitMqServer;
import io.motorpool.platform.messaging.connector.ConnectorFixture.Listener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real server goes down under a running stream, as an operator and as a power failure do it. */
class BrokerRestartIT {

  enum Ending {
    STOPPED(RabbitMqServer::stop),
    KILLED(RabbitMqServer::kill);

    private final Consumer<RabbitMqServer> deed;

    Ending(Consumer<RabbitMqServer> deed) {
      this.deed = deed;
    }
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void nothingConfirmedIsLostAndTheConsumerResumes(Ending ending) throws Exception {
    try (ConnectorFixture fixture = new ConnectorFixture(TestBroker.RABBITMQ)) {
      Listener listener = fixture.listen();
      fixture.openPublisher();
      await().atMost(Duration.ofSeconds(20)).until(fixture.state::connected);
      Set<String> confirmed = ConcurrentHashMap.newKeySet();
      Stream stream = new Stream(fixture, confirmed);
      Thread thread = Thread.ofVirtual().start(stream);
      await().until(() -> confirmed.size() > 50);

      // RabbitMQ 3.10 does not elect the leader of a queue that is killed in its first seconds.
      Thread.sleep(8_000);
      ending.deed.accept(TestBroker.RABBITMQ.server());
      await().atMost(Duration.ofSeconds(20)).until(() -> stream.failed > 0);
      TestBroker.RABBITMQ.server().startAgain();

      int before = confirmed.size();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(confirmed)
                      .as("Confirmed, with %s", fixture.state.links())
                      .hasSizeGreaterThan(before + 50));
      stream.stopped = true;
      thread.join();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(Set.copyOf(listener.bodies())).containsAll(confirmed));
      assertThat(listener.ended).hasNullValue();
    }
  }

  /** Publishes one event after another, and each again until it is confirmed, as a relay does. */
  private static final class Stream implements Runnable {

    private final ConnectorFixture fixture;
    private final Set<String> confirmed;
    private volatile boolean stopped;
    private volatile int failed;

    Stream(ConnectorFixture fixture, Set<String> confirmed) {
      this.fixture = fixture;
      this.confirmed = confirmed;
    }

    @Override
    public void run() {
      for (int number = 0; !stopped; ) {
        String body = "event " + number;
        CompletableFuture<Void> confirm = fixture.publish(body);
        try {
          confirm.get(10, TimeUnit.SECONDS);
          confirmed.add(body);
          number++;
          Thread.sleep(2);
        } catch (ExecutionException e) {
          failed++;
          pause();
        } catch (TimeoutException | InterruptedException e) {
          throw new AssertionError("Neither confirmed nor refused: " + body, e);
        }
      }
    }

    private static void pause() {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
