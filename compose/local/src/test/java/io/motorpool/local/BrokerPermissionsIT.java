package io.motorpool.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a service that was taken over may do at the broker with its user: whatever it tries beyond
 * what it is there for is refused. That the rest is enough is shown by {@link RentalOnRabbitMqIT}.
 */
class BrokerPermissionsIT {

  private static final String EXCHANGE = "motorpool.events";
  private static final Map<String, Object> QUORUM = Map.of("x-queue-type", "quorum");

  /** What each listens to. */
  private static final Map<Part, List<String>> HEARD =
      Map.of(
          Part.CUSTOMER, List.of("queue.recreated"),
          Part.VEHICLE, List.of("reservation.*"),
          Part.RESERVATION, List.of("invoice.*", "queue.recreated"),
          Part.BILLING, List.of("reservation.*", "customer.*", "queue.recreated"),
          Part.NOTIFICATION, List.of("reservation.*", "invoice.*", "customer.*"),
          Part.ANALYTICS, List.of("reservation.*", "invoice.*"));

  /** An event of each that publishes any. */
  private static final Map<Part, String> SAID =
      Map.of(
          Part.CUSTOMER, "customer.changed",
          Part.RESERVATION, "reservation.no_show",
          Part.BILLING, "invoice.paid");

  private static final Map<Part, Connection> CONNECTIONS = new EnumMap<>(Part.class);

  @TempDir private static Path folder;

  private static ComposeBroker broker;
  private static Channel administrator;

  /** What one service tries at the cost of another. */
  @FunctionalInterface
  private interface Deed {
    void by(Channel channel, Part self, Part other) throws IOException;
  }

  private enum Attempt {
    CONSUME_ANOTHERS_QUEUE(
        (channel, self, other) -> channel.basicConsume(queue(other), new DefaultConsumer(channel))),
    TAKE_FROM_ANOTHERS_QUEUE((channel, self, other) -> channel.basicGet(queue(other), true)),
    PURGE_ANOTHERS_QUEUE((channel, self, other) -> channel.queuePurge(queue(other))),
    DELETE_ANOTHERS_QUEUE((channel, self, other) -> channel.queueDelete(queue(other))),
    UNBIND_ANOTHERS_QUEUE(
        (channel, self, other) ->
            channel.queueUnbind(queue(other), EXCHANGE, HEARD.get(other).getFirst())),
    PUT_INTO_ANOTHERS_QUEUE((channel, self, other) -> publish(channel, "", queue(other))),
    PUT_INTO_ITS_OWN_QUEUE((channel, self, other) -> publish(channel, "", queue(self))),
    PUBLISH_ANOTHERS_EVENT(
        (channel, self, other) ->
            publish(channel, ownExchange(self), SAID.getOrDefault(other, "vehicle.stolen"))),
    PUBLISH_PAST_ITS_OWN_EXCHANGE(
        (channel, self, other) ->
            publish(channel, EXCHANGE, SAID.getOrDefault(self, "queue.recreated"))),
    PUBLISH_BY_ANOTHERS_EXCHANGE(
        (channel, self, other) -> publish(channel, ownExchange(other), "queue.recreated")),
    DECLARE_A_QUEUE(
        (channel, self, other) -> channel.queueDeclare("strange", true, false, false, QUORUM)),
    DECLARE_A_QUEUE_WITHOUT_A_NAME((channel, self, other) -> channel.queueDeclare()),
    DECLARE_AN_EXCHANGE((channel, self, other) -> channel.exchangeDeclare("strange", "fanout")),
    DELETE_THE_EXCHANGE((channel, self, other) -> channel.exchangeDelete(EXCHANGE)),
    DELETE_ITS_OWN_EXCHANGE((channel, self, other) -> channel.exchangeDelete(ownExchange(self))),
    HEAR_EVERYTHING((channel, self, other) -> channel.queueBind(queue(self), EXCHANGE, "#")),
    HEAR_WHAT_IS_NOT_FOR_IT(
        (channel, self, other) -> channel.queueBind(queue(self), EXCHANGE, "vehicle.*")),
    HEAR_ANOTHERS_EXCHANGE(
        (channel, self, other) -> channel.queueBind(queue(self), ownExchange(other), "#")),
    PASS_MORE_OF_ITS_OWN_EXCHANGE_ON(
        (channel, self, other) -> channel.exchangeBind(EXCHANGE, ownExchange(self), "#")),
    // With the permission for a queue goes the one for an exchange of that name.
    PASS_WHAT_FINDS_NO_QUEUE_ON(
        (channel, self, other) -> declareExchange(channel, queue(self), EXCHANGE)),
    PASS_AN_EXCHANGE_ON(
        (channel, self, other) -> {
          channel.exchangeDeclare(queue(self), BuiltinExchangeType.TOPIC, true);
          channel.exchangeBind(EXCHANGE, queue(self), "#");
        }),
    PASS_DEAD_LETTERS_ON(
        (channel, self, other) -> {
          channel.queueDelete(queue(self));
          channel.queueDeclare(
              queue(self), true, false, false, Map.of("x-dead-letter-exchange", EXCHANGE));
        });

    private final Deed deed;

    Attempt(Deed deed) {
      this.deed = deed;
    }
  }

  private static String queue(Part service) {
    return service.label() + ".events";
  }

  private static String ownExchange(Part service) {
    return EXCHANGE + "." + service.label();
  }

  private static void declareExchange(Channel channel, String name, String alternate)
      throws IOException {
    channel.exchangeDeclare(
        name, BuiltinExchangeType.FANOUT, true, false, Map.of("alternate-exchange", alternate));
  }

  private static void publish(Channel channel, String exchange, String key) throws IOException {
    channel.basicPublish(exchange, key, null, "forged".getBytes(UTF_8));
  }

  @BeforeAll
  static void connectAll() throws Exception {
    broker = ComposeBroker.start(folder);
    administrator = broker.connect(broker.administrator()).createChannel();
    for (Part service : Part.services()) {
      CONNECTIONS.put(service, broker.connect(broker.uri(service)));
    }
  }

  @BeforeEach
  void everythingIsThereAndEmpty() throws Exception {
    for (Part service : Part.services()) {
      administrator.exchangeDelete(queue(service));
      try (Channel channel = CONNECTIONS.get(service).createChannel()) {
        channel.queueDeclare(queue(service), true, false, false, QUORUM);
        for (String key : HEARD.get(service)) {
          channel.queueBind(queue(service), EXCHANGE, key);
        }
        channel.queuePurge(queue(service));
      }
    }
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      CONNECTIONS.values().forEach(Connection::abort);
      administrator.getConnection().abort();
      broker.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Attempt.class)
  void refusesWhatIsNoneOfItsBusiness(Attempt attempt) throws Exception {
    for (Part self : Part.services()) {
      for (Part other : Part.services()) {
        if (self != other) {
          assertThat(answer(attempt.deed, self, other))
              .as("%s, by %s at the cost of %s", attempt, self.label(), other.label())
              .isEqualTo(AMQP.ACCESS_REFUSED);
        }
      }
    }
  }

  /** What the broker closes the channel with, 0 if it does not. */
  private static int answer(Deed deed, Part self, Part other) throws Exception {
    Channel channel = CONNECTIONS.get(self).createChannel();
    try {
      channel.confirmSelect();
      deed.by(channel, self, other);
      channel.waitForConfirms(30_000);
      channel.close();
      return 0;
    } catch (IOException | ShutdownSignalException e) {
      AMQP.Channel.Close close = (AMQP.Channel.Close) channel.getCloseReason().getReason();
      return close.getReplyCode();
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CUSTOMER", "VEHICLE", "RESERVATION", "BILLING", "NOTIFICATION", "ANALYTICS"})
  void passesItsOwnEventsOnAndNobodyElsesByAnyDetour(Part service) throws Exception {
    try (Channel channel = CONNECTIONS.get(service).createChannel()) {
      channel.confirmSelect();
      // All that is of its choice: an exchange of its queue's name, and that it leads to its own.
      declareExchange(channel, queue(service), ownExchange(service));
      for (Part other : SAID.keySet()) {
        if (other != service) {
          channel.basicPublish(queue(service), SAID.get(other), null, "forged".getBytes(UTF_8));
        }
      }
      channel.basicPublish(
          ownExchange(service),
          SAID.getOrDefault(service, "queue.recreated"),
          null,
          "its own".getBytes(UTF_8));
      channel.waitForConfirmsOrDie(30_000);
    }

    assertThat(whatWaits()).isNotEmpty().containsOnly("its own");
  }

  private static List<String> whatWaits() throws IOException {
    List<String> bodies = new ArrayList<>();
    for (Part service : Part.services()) {
      GetResponse message;
      while ((message = administrator.basicGet(queue(service), true)) != null) {
        bodies.add(new String(message.getBody(), UTF_8));
      }
    }
    return bodies;
  }

  @Test
  void opensNoOtherVirtualHostAndTakesNoOtherPassword() throws Exception {
    for (Part service : Part.services()) {
      String uri = broker.uri(service).toString();

      assertThatThrownBy(
              () ->
                  broker.connect(URI.create(uri.replace("/motorpool", "/" + ComposeBroker.OTHER))))
          .hasStackTraceContaining("access to vhost '%s' refused", ComposeBroker.OTHER);
      assertThatThrownBy(() -> broker.connect(URI.create(uri.replace("@", "x@"))))
          .isInstanceOf(AuthenticationFailureException.class);
    }
  }
}
