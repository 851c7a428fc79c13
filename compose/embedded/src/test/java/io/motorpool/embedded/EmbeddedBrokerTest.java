package io.motorpool.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  private static final String EXCHANGE = "motorpool.events";

  @TempDir private Path folder;

  @Test
  void routesByTopic() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.inMemory();
        Connection connection = connect(broker.uri());
        Channel channel = connection.createChannel()) {
      declare(channel);
      publish(channel, "reservation.created", "hears this");
      publish(channel, "invoice.issued", "not this");
      assertThat(receive(channel)).isEqualTo("hears this");
      assertThat(channel.basicGet("vehicle.events", true)).isNull();
    }
  }

  @Test
  void startsAgainOnTheSamePortWithinOneJvm() throws Exception {
    EmbeddedBroker first = EmbeddedBroker.inMemory(FreePorts.next());
    Connection cut = connect(first.uri());
    CompletableFuture<ShutdownSignalException> end = new CompletableFuture<>();
    cut.addShutdownListener(end::complete);
    first.close();
    try (EmbeddedBroker second = EmbeddedBroker.inMemory(first.port());
        Connection connection = connect(second.uri())) {
      assertThat(second.port()).isEqualTo(first.port());
      assertThat(connection.isOpen()).isTrue();
      assertThat(end).succeedsWithin(Duration.ofSeconds(30));
      assertThat(cut.isOpen()).isFalse();
    }
  }

  @Test
  void twoBrokersRunBesideEachOther() throws Exception {
    try (EmbeddedBroker one = EmbeddedBroker.inMemory();
        EmbeddedBroker other = EmbeddedBroker.inMemory();
        Connection connection = connect(one.uri());
        Channel channel = connection.createChannel()) {
      assertThat(one.port()).isNotEqualTo(other.port());
      declare(channel);
      try (Connection elsewhere = connect(other.uri())) {
        Channel without = elsewhere.createChannel();
        assertThatThrownBy(() -> without.queueDeclarePassive("vehicle.events"))
            .rootCause()
            .hasMessageContaining("404");
      }
    }
  }

  @Test
  void whatIsDurableOutlivesARestart() throws Exception {
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.durable(folder.resolve("broker"), 0);
        Connection connection = connect(broker.uri());
        Channel channel = connection.createChannel()) {
      port = broker.port();
      declare(channel);
      channel.confirmSelect();
      for (int number = 1; number <= 100; number++) {
        publish(channel, "reservation.created", "message " + number);
      }
      channel.waitForConfirmsOrDie(10_000);
      assertThat(receive(channel)).isEqualTo("message 1");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.durable(folder.resolve("broker"), port);
        Connection connection = connect(broker.uri());
        Channel channel = connection.createChannel()) {
      for (int number = 2; number <= 100; number++) {
        assertThat(receive(channel)).isEqualTo("message " + number);
      }
      assertThat(channel.basicGet("vehicle.events", true)).isNull();
      publish(channel, "reservation.created", "the binding is there too");
      assertThat(receive(channel)).isEqualTo("the binding is there too");
    }
  }

  @Test
  void asksForThePassword() {
    try (EmbeddedBroker broker = EmbeddedBroker.inMemory()) {
      URI uri = URI.create("amqp://motorpool:wrong@127.0.0.1:" + broker.port() + "/");
      assertThatThrownBy(() -> connect(uri))
          .isInstanceOf(PossibleAuthenticationFailureException.class);
    }
  }

  private static void declare(Channel channel) throws Exception {
    channel.exchangeDeclare(EXCHANGE, "topic", true);
    channel.queueDeclare("vehicle.events", true, false, false, null);
    channel.queueBind("vehicle.events", EXCHANGE, "reservation.*");
  }

  private static void publish(Channel channel, String routingKey, String text) throws Exception {
    channel.basicPublish(
        EXCHANGE,
        routingKey,
        MessageProperties.PERSISTENT_TEXT_PLAIN,
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static String receive(Channel channel) throws Exception {
    GetResponse response = channel.basicGet("vehicle.events", true);
    return response == null ? null : new String(response.getBody(), StandardCharsets.UTF_8);
  }

  private static Connection connect(URI uri) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }
}
