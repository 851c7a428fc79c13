package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.motorpool.liquibase.Database;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a real RabbitMQ as in production: with quorum queues, and a user for each service that may do
 * what compose.yaml says and nothing else.
 */
class RentalOnRabbitMqIT extends RentalTests {

  @TempDir private static Path folder;

  private ComposeBroker broker;

  @Override
  Map<String, String> environment() {
    broker = ComposeBroker.start(folder);
    Map<String, String> variables = new HashMap<>();
    variables.put("MOTORPOOL_BROKER_PERMISSIONS", "own");
    for (Part service : Part.services()) {
      variables.put(
          "MOTORPOOL_%s_BROKER_URI".formatted(service.name()), broker.uri(service).toString());
    }
    // Whoever had no user of its own would be refused.
    variables.put("MOTORPOOL_BROKER_URI", broker.stranger().toString());
    return variables;
  }

  @Test
  void aDeletedQueueIsFilledAgainThoughItsServiceMayDoLittle() throws Exception {
    String customer = SomeCustomer.registerAt(api);
    platform.end(Part.ANALYTICS);
    book(customer, aWeekdayNoon(120));
    try (Connection connection = broker.connect(broker.administrator());
        Channel channel = connection.createChannel()) {
      assertThat(channel.messageCount("analytics.events")).isPositive();
      channel.queueDelete("analytics.events");
    }

    platform.start(Part.ANALYTICS);

    await(
        () ->
            count(Database.ANALYTICS, "inbox")
                == count(Database.RESERVATION, "outbox") + count(Database.BILLING, "outbox"));
  }

  @AfterAll
  void stopRabbitMq() {
    if (broker != null) {
      broker.close();
    }
  }
}
