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
import io.motorpool.platform.api.ObjectMapperProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A neighbour on the broker: publishes events by hand and listens to what a service publishes. */
public final class Events implements AutoCloseable {

  private static final String EXCHANGE = "motorpool.events";
  private static final ObjectMapper JSON = ObjectMapperProvider.strictMapper();

  private final Connection connection;
  private final Channel channel;
  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();

  /**
   * @param broker an AMQP 0-9-1 broker
   */
  public Events(URI broker) {
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
  public Events listen(String routingKey) {
    try {
      String queue = channel.queueDeclare().getQueue();
      channel.queueBind(queue, EXCHANGE, routingKey);
      channel.basicConsume(
          queue,
          true,
          (tag, delivery) -> received.add(JSON.readTree(delivery.getBody())),
          tag -> {});
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
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
   * Publishes a new event and waits for the broker's confirm.
   *
   * @param data the event's data, written as JSON
   * @return the whole event, to be published again if wanted
   */
  public String publish(String source, String type, UUID subject, Object data) {
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", UUID.randomUUID().toString());
    event.put("source", source);
    event.put("type", type);
    event.put("subject", subject.toString());
    event.put("time", Instant.now().toString());
    event.put("datacontenttype", "application/json");
    event.set("data", JSON.valueToTree(data));
    try {
      String body = JSON.writeValueAsString(event);
      publish(type, body.getBytes(StandardCharsets.UTF_8));
      return body;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Publishes any bytes and waits for the broker's confirm. */
  public void publish(String routingKey, byte[] body) {
    try {
      AMQP.BasicProperties properties =
          new AMQP.BasicProperties.Builder()
              .contentType("application/cloudevents+json")
              .deliveryMode(2)
              .build();
      channel.basicPublish(EXCHANGE, routingKey, properties, body);
      channel.waitForConfirmsOrDie(5_000);
    } catch (Exception e) {
      throw new IllegalStateException("Not published", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close(1_000);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
