package io.motorpool.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import io.motorpool.platform.api.ObjectMapperProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * A neighbour on the broker: publishes events by hand and listens to what a service publishes. Many
 * threads may use it.
 */
public final class Events implements AutoCloseable {

  private static final String EXCHANGE = "motorpool.events";
  private static final String MARK = "mark";

  /** Tells what was published by hand from what a service published, whatever it says. */
  private static final String BY_HAND = "motorpool-testing";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = ObjectMapperProvider.strictMapper();

  private final Connection connection;
  private final Channel channel;
  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
  private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
  private final Semaphore marks = new Semaphore(0);
  private final Consumer<Delivery> listener;
  private String queue;

  /**
   * @param broker an AMQP 0-9-1 broker
   */
  public Events(URI broker) {
    this(broker, null);
  }

  /**
   * @param broker an AMQP 0-9-1 broker
   * @param listener takes what is heard, in place of what reads events here; null for none
   */
  Events(URI broker, Consumer<Delivery> listener) {
    this.listener = listener == null ? this::keep : listener;
    try {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setUri(broker);
      connection = factory.newConnection("motorpool-test");
      channel = connection.createChannel();
      channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.TOPIC, true);
      channel.confirmSelect();
    } catch (Exception e) {
      throw new IllegalStateException("No connection to the broker", e);
    }
  }

  /** Listens from now on to events with such a routing key, for example {@code invoice.*}. */
  public synchronized Events listen(String routingKey) {
    try {
      if (queue == null) {
        queue = channel.queueDeclare().getQueue();
        channel.basicConsume(queue, true, this::hear, tag -> {});
      }
      channel.queueBind(queue, EXCHANGE, routingKey);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it was published by hand, as all that is published here. */
  static boolean isByHand(Delivery delivery) {
    return BY_HAND.equals(delivery.getProperties().getAppId());
  }

  private void hear(String tag, Delivery delivery) {
    if (MARK.equals(delivery.getProperties().getType())) {
      marks.release();
    } else {
      listener.accept(delivery);
    }
  }

  private void keep(Delivery delivery) {
    JsonNode event = read(new String(delivery.getBody(), StandardCharsets.UTF_8));
    String routingKey = delivery.getEnvelope().getRoutingKey();
    if (!routingKey.equals(event.path("type").asText())) {
      throw new IllegalStateException("Published under " + routingKey + ": " + event);
    }
    heard.add(event);
    received.add(event);
  }

  /**
   * The next event that was heard.
   *
   * @return null if none came in time
   */
  public JsonNode next(Duration atMost) {
    try {
      return received.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * All that was heard about a reservation or an invoice, in the order it came. What the broker had
   * before the call is among it.
   *
   * @param id the event's subject, or the reservation that its invoice is for
   */
  public List<JsonNode> about(UUID id) {
    catchUp();
    return heard.stream().filter(event -> isAbout(event, id.toString())).toList();
  }

  /** As {@link #about}, the events' types only. */
  public List<String> typesAbout(UUID id) {
    return about(id).stream().map(event -> event.path("type").asText()).toList();
  }

  /**
   * Waits for the first event of a type about a reservation or an invoice, which may have been
   * heard already.
   *
   * @param id the event's subject, or the reservation that its invoice is for
   */
  public JsonNode await(String type, UUID id) {
    return Awaitility.await(type + " about " + id)
        .atMost(PATIENCE)
        .until(
            () ->
                heard.stream()
                    .filter(event -> isAbout(event, id.toString()))
                    .filter(event -> event.path("type").asText().equals(type))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static boolean isAbout(JsonNode event, String id) {
    return id.equals(event.path("subject").asText())
        || id.equals(event.at("/data/reservationId").asText());
  }

  /** A queue gives out in order: with a mark at its end, all before it was heard. */
  synchronized void catchUp() {
    try {
      channel.basicPublish(
          "", queue, new AMQP.BasicProperties.Builder().type(MARK).build(), new byte[0]);
      if (!marks.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("Deaf to its own mark");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * An event of the reservation, the billing or the customer service, as its type says, about its
   * data's reservation, invoice or customer.
   *
   * @param time when it happened, ISO 8601
   * @param data the event's data, written as JSON
   * @return the whole event as JSON, for {@link #send}
   */
  public static String event(UUID id, String type, String time, Object data) {
    JsonNode written = JSON.valueToTree(data);
    boolean ofBilling = type.startsWith("invoice.");
    // A rejected invoice has no id; its events are about the reservation.
    JsonNode subject =
        ofBilling
            ? written.path(written.hasNonNull("invoiceId") ? "invoiceId" : "reservationId")
            : written.path("id");
    return envelope(
        id,
        "/motorpool/" + (ofBilling ? "billing" : type.substring(0, type.indexOf('.'))),
        type,
        subject.asText(),
        time,
        written);
  }

  private static String envelope(
      UUID id, String source, String type, String subject, String time, JsonNode data) {
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", id.toString());
    event.put("source", source);
    event.put("type", type);
    event.put("subject", subject);
    event.put("time", time);
    event.put("datacontenttype", "application/json");
    event.set("data", data);
    return event.toString();
  }

  /** The id of a whole event. */
  public static UUID idOf(String event) {
    return UUID.fromString(read(event).get("id").textValue());
  }

  /** What a whole event is about. */
  public static UUID subjectOf(String event) {
    return UUID.fromString(read(event).get("subject").textValue());
  }

  /**
   * Publishes a new {@link #event} that happens now, and waits for the broker's confirm.
   *
   * @return the whole event, to be sent again if wanted
   */
  public String publish(String type, Object data) {
    String event = event(UUID.randomUUID(), type, Instant.now().toString(), data);
    send(event);
    return event;
  }

  /**
   * Publishes a new event and waits for the broker's confirm.
   *
   * @param data the event's data, written as JSON
   * @return the whole event, to be sent again if wanted
   */
  public String publish(String source, String type, UUID subject, Object data) {
    String event =
        envelope(
            UUID.randomUUID(),
            source,
            type,
            subject.toString(),
            Instant.now().toString(),
            JSON.valueToTree(data));
    send(event);
    return event;
  }

  /** Publishes a whole event, under its type, and waits for the broker's confirm. */
  public void send(String event) {
    publish(read(event).path("type").asText(), event.getBytes(StandardCharsets.UTF_8));
  }

  /** Publishes any bytes and waits for the broker's confirm. */
  public synchronized void publish(String routingKey, byte[] body) {
    try {
      AMQP.BasicProperties properties =
          new AMQP.BasicProperties.Builder()
              .contentType("application/cloudevents+json")
              .deliveryMode(2)
              .appId(BY_HAND)
              .build();
      channel.basicPublish(EXCHANGE, routingKey, properties, body);
      channel.waitForConfirmsOrDie(PATIENCE.toMillis());
    } catch (Exception e) {
      throw new IllegalStateException("Not published", e);
    }
  }

  /** Deletes a queue with all that waits in it, as an operator by mistake does. */
  public synchronized void deleteQueue(String name) {
    try {
      channel.queueDelete(name);
    } catch (IOException e) {
      throw new IllegalStateException("Not deleted", e);
    }
  }

  /** Takes all that waits in a queue; the ids of the events, none if there is no such queue. */
  public List<UUID> drain(String name) {
    List<UUID> ids = new ArrayList<>();
    // A channel of its own: it is closed if there is no queue.
    try (Channel own = connection.createChannel()) {
      for (GetResponse got = own.basicGet(name, true);
          got != null;
          got = own.basicGet(name, true)) {
        ids.add(idOf(new String(got.getBody(), StandardCharsets.UTF_8)));
      }
      return ids;
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      return ids;
    }
  }

  private static JsonNode read(String event) {
    try {
      return JSON.readTree(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(event, e);
    }
  }

  @Override
  public void close() {
    // Whether the broker says goodbye is no matter.
    connection.abort((int) PATIENCE.toMillis());
  }
}
