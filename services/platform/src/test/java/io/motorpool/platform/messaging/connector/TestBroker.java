package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.motorpool.embedded.EmbeddedBroker;
import io.motorpool.embedded.RabbitMqServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;

/** The brokers the connector is tested on, each started once. */
enum TestBroker {
  RABBITMQ("quorum") {
    private RabbitMqServer server;

    @Override
    synchronized RabbitMqServer server() {
      if (!RabbitMqServer.isInstalled()) {
        RabbitMqServer.sayThatItIsMissing();
        Assumptions.abort("no RabbitMQ");
      }
      if (server == null) {
        server = RabbitMqServer.start();
      }
      return server;
    }

    @Override
    int port() {
      return server().port();
    }
  },
  QPID("classic") {
    private EmbeddedBroker embedded;

    @Override
    synchronized int port() {
      if (embedded == null) {
        embedded = EmbeddedBroker.inMemory();
        Runtime.getRuntime().addShutdownHook(new Thread(embedded::close, "qpid-at-exit"));
      }
      return embedded.port();
    }

    @Override
    String credentials() {
      return EmbeddedBroker.USER + ":" + EmbeddedBroker.USER;
    }
  };

  private final String queueType;

  TestBroker(String queueType) {
    this.queueType = queueType;
  }

  abstract int port();

  /** The server itself, of a broker that a test may stop. */
  RabbitMqServer server() {
    throw new UnsupportedOperationException(this + " cannot be stopped");
  }

  String credentials() {
    return "guest:guest";
  }

  String queueType() {
    return queueType;
  }

  private Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri("amqp://" + credentials() + "@127.0.0.1:" + port());
    return factory.newConnection();
  }

  /** Something done on the broker itself, past the connector. */
  interface Deed<T> {
    T on(Channel channel) throws Exception;
  }

  <T> T directly(Deed<T> deed) throws Exception {
    try (Connection connection = connect()) {
      return deed.on(connection.createChannel());
    }
  }

  void publish(String exchange, String routingKey, BasicProperties properties, String body)
      throws Exception {
    directly(
        channel -> {
          channel.confirmSelect();
          channel.basicPublish(
              exchange, routingKey, properties, body.getBytes(StandardCharsets.UTF_8));
          channel.waitForConfirmsOrDie(30_000);
          return null;
        });
  }

  GetResponse take(String queue) throws Exception {
    return directly(channel -> channel.basicGet(queue, true));
  }

  long waiting(String queue) throws Exception {
    return directly(channel -> channel.messageCount(queue));
  }
}
