package io.motorpool.platform.messaging.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to queues and exchange between the look at them and what is done about them. */
class TopologyIT {

  private static final TestBroker BROKER = TestBroker.RABBITMQ;

  private final String exchange = "test." + UUID.randomUUID();
  private final String queue = exchange + ".queue";
  private final List<String> told = new ArrayList<>();
  private final Topology topology =
      new Topology(
          exchange,
          Optional.empty(),
          List.of(new Topology.Queue(queue, List.of("thing.*"))),
          Map.of("x-queue-type", BROKER.queueType()),
          this::recreated);

  private OutgoingEvent recreated(String name, List<String> routingKeys) {
    told.add(name);
    return new OutgoingEvent("queue.recreated", UUID.randomUUID().toString(), new byte[0]);
  }

  @BeforeEach
  void isDeclared() throws Exception {
    declare();
    told.clear();
  }

  @AfterEach
  void isRemoved() throws Exception {
    BROKER.directly(channel -> channel.queueDelete(queue));
    BROKER.directly(channel -> channel.exchangeDelete(exchange));
  }

  @Test
  void aQueueDeletedAfterTheLookDoesNotComeBackUntold() throws Exception {
    assertThatThrownBy(
            () -> declareWith(() -> BROKER.directly(channel -> channel.queueDelete(queue))))
        .isInstanceOf(IOException.class);

    declare();
    assertThat(told).containsExactly(queue);
    assertThat(BROKER.waiting(queue)).isZero();
  }

  @Test
  void anExchangeDeletedAfterTheLookDoesNotComeBackUntold() throws Exception {
    assertThatThrownBy(
            () -> declareWith(() -> BROKER.directly(channel -> channel.exchangeDelete(exchange))))
        .isInstanceOf(IOException.class);

    declare();
    assertThat(told).containsExactly(queue);
    BROKER.publish(exchange, "thing.happened", null, "kept");
    assertThat(BROKER.waiting(queue)).isOne();
  }

  private void declare() throws Exception {
    BROKER.directly(
        channel -> {
          topology.declareOn(channel.getConnection());
          return null;
        });
  }

  private interface Deed {
    void happen() throws Exception;
  }

  /** Declares, and lets something happen after everything was looked at. */
  private void declareWith(Deed deed) throws Exception {
    BROKER.directly(
        channel -> {
          topology.declareOn(interrupted(channel.getConnection(), deed));
          return null;
        });
  }

  /** A channel is opened for each look, the exchange's and the queue's, and one to declare on. */
  private static Connection interrupted(Connection connection, Deed deed) {
    AtomicInteger opened = new AtomicInteger();
    return (Connection)
        Proxy.newProxyInstance(
            TopologyIT.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("createChannel") && opened.incrementAndGet() == 3) {
                deed.happen();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
