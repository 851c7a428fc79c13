package io.motorpool.local;

import io.motorpool.embedded.RabbitMqServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;

/** On a real RabbitMQ with quorum queues, as in production. */
class RentalOnRabbitMqIT extends RentalTests {

  private RabbitMqServer rabbitMq;

  @Override
  Map<String, String> environment() {
    if (!RabbitMqServer.isInstalled()) {
      RabbitMqServer.sayThatItIsMissing();
      Assumptions.abort("no RabbitMQ");
    }
    rabbitMq = RabbitMqServer.start();
    return Map.of("MOTORPOOL_BROKER_URI", rabbitMq.uri() + "/");
  }

  @AfterAll
  void stopRabbitMq() {
    if (rabbitMq != null) {
      rabbitMq.close();
    }
  }
}
