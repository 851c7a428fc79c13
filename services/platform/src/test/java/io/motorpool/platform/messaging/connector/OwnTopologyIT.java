package io.motorpool.platform.messaging.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service declares, and says of it, that publishes to an exchange of its own only. */
class OwnTopologyIT {

  private static final TestBroker BROKER = TestBroker.RABBITMQ;
  private static final Map<String, Object> QUORUM = Map.of("x-queue-type", BROKER.queueType());

  private final String exchange = "test." + UUID.randomUUID();
  private final String ownExchange = exchange + ".own";
  private final String queue = exchange + ".queue";
  private final String untold = queue + ".untold";
  private final String publisher = exchange + ".publisher";
  private final Topology topology =
      new Topology(
          exchange,
          Optional.of(ownExchange),
          List.of(new Topology.Queue(queue, List.of("thing.*"))),
          QUORUM,
          OwnTopologyIT::recreated);

  private static OutgoingEvent recreated(String queue, List<String> routingKeys) {
    return new OutgoingEvent(
        "queue.recreated",
        UUID.randomUUID().toString(),
        (queue + " " + routingKeys).getBytes(StandardCharsets.UTF_8));
  }

  /** As the broker's definitions do; a publisher listens. */
  @BeforeEach
  void exchangesAreThere() throws Exception {
    declareExchanges();
    BROKER.directly(channel -> channel.queueDeclare(publisher, true, false, false, QUORUM));
    BROKER.directly(channel -> channel.queueBind(publisher, exchange, "queue.recreated"));
  }

  private void declareExchanges() throws Exception {
    for (String name : List.of(exchange, ownExchange)) {
      BROKER.directly(channel -> channel.exchangeDeclare(name, BuiltinExchangeType.TOPIC, true));
    }
    BROKER.directly(channel -> channel.exchangeBind(exchange, ownExchange, "queue.recreated"));
  }

  @AfterEach
  void areRemoved() throws Exception {
    for (String name : List.of(queue, untold, publisher)) {
      BROKER.directly(channel -> channel.queueDelete(name));
    }
    for (String name : List.of(exchange, ownExchange)) {
      BROKER.directly(channel -> channel.exchangeDelete(name));
    }
  }

  private interface Step {
    void on(Connection connection) throws IOException, TimeoutException;
  }

  private static void run(Step step) throws Exception {
    BROKER.directly(
        channel -> {
          step.on(channel.getConnection());
          return null;
        });
  }

  private boolean isThere(String name) throws Exception {
    try {
      BROKER.directly(channel -> channel.queueDeclarePassive(name));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void assertTold() throws Exception {
    GetResponse news = BROKER.take(publisher);
    assertThat(news).as("news of a missing queue").isNotNull();
    assertThat(new String(news.getBody(), StandardCharsets.UTF_8)).isEqualTo(queue + " [thing.*]");
    assertThat(isThere(untold)).isFalse();
    BROKER.publish(exchange, "thing.happened", null, "kept");
    assertThat(BROKER.take(queue)).isNotNull();
  }

  private void assertNothingTold() throws Exception {
    assertThat(BROKER.take(publisher)).isNull();
  }

  @Test
  void aQueueThatIsMissingIsDeclaredAndTold() throws Exception {
    run(topology::declareOn);

    assertTold();
    run(topology::declareOn);
    run(topology::checkOn);
    assertNothingTold();
  }

  @Test
  void aQueueThatIsFoundMissingLaterIsDeclaredAndTold() throws Exception {
    run(topology::declareOn);
    assertTold();

    BROKER.directly(channel -> channel.queueDelete(queue));
    run(topology::checkOn);

    assertTold();
  }

  @Test
  void whatWasNotToldForAnEndInBetweenIsToldByTheNext() throws Exception {
    BROKER.directly(channel -> channel.queueDeclare(untold, true, false, false, QUORUM));
    BROKER.directly(channel -> channel.queueDeclare(queue, true, false, false, QUORUM));

    run(topology::declareOn);

    assertTold();
  }

  @Test
  void anExchangeThatIsMissingIsForOthersToDeclareAndIsToldOfThen() throws Exception {
    run(topology::declareOn);
    assertTold();
    BROKER.directly(channel -> channel.exchangeDelete(exchange));

    assertThatThrownBy(() -> run(topology::checkOn))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(exchange);
    assertThatThrownBy(() -> run(topology::declareOn)).isInstanceOf(IOException.class);

    exchangesAreThere();
    run(topology::declareOn);
    assertTold();
  }
}
