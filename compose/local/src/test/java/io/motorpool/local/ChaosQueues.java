package io.motorpool.local;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** What somebody with access to the broker can do to the services' queues. */
final class ChaosQueues {

  /** Is in every message that no service can read, so that it is known among what was parked. */
  static final String MARK = "chaos-poison";

  /** Where the messages that look like events claim to come from. */
  static final String SOURCE = "/chaos";

  private static final List<String> QUEUES =
      List.of(
          "customer.events",
          "vehicle.events",
          "reservation.events",
          "billing.events",
          "notification.events",
          "analytics.events");
  private static final int PERSISTENT = 2;

  private final String uri;
  private final Random random;

  ChaosQueues(String uri, Random random) {
    this.uri = uri;
    this.random = random;
  }

  /** Deletes one of the queues with all that waits in it, and says which. */
  String deleteOne() throws Exception {
    String queue = QUEUES.get(random.nextInt(QUEUES.size()));
    delete(queue);
    return queue;
  }

  /** Deletes a queue with all that waits in it. */
  void delete(String queue) throws Exception {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      channel.queueDelete(queue);
    }
  }

  /** Puts what cannot be read into every queue. */
  void poison(int messages) throws Exception {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      for (String queue : QUEUES) {
        for (int i = 0; i < messages; i++) {
          channel.basicPublish(
              "", queue, new BasicProperties.Builder().deliveryMode(PERSISTENT).build(), body());
        }
      }
      channel.waitForConfirmsOrDie(10_000);
    }
  }

  private byte[] body() {
    return switch (random.nextInt(5)) {
      case 0 -> bytes("{\"specversion\": \"1.0\", \"id\": \"" + MARK);
      case 1 -> serialised(MARK);
      case 2 -> event("invoice.eaten", "{}");
      case 3 -> event("reservation.created", "{\"id\": 7}");
      default -> event("invoice.issued", "[]");
    };
  }

  private Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri);
    return factory.newConnection("chaos");
  }

  private byte[] event(String type, String data) {
    return bytes(
        """
        {"specversion": "1.0", "id": "%s-%d", "source": "%s", "type": "%s", "subject": "1",
         "time": "2026-11-20T10:00:00Z", "datacontenttype": "application/json", "data": %s}
        """
            .formatted(MARK, random.nextLong(), SOURCE, type, data));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] serialised(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
