package io.motorpool.platform.messaging.connector;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An event on its way to the broker: the payload that outgoing channels of {@link
 * MotorpoolConnector} take.
 *
 * @param routingKey decides which queues get it; at most 255 bytes of UTF-8
 * @param messageId becomes the AMQP message id; at most 255 bytes of UTF-8
 * @param body the CloudEvent's JSON; not copied, so it must not be changed afterwards
 */
public record OutgoingEvent(String routingKey, String messageId, byte[] body) {

  /** What the body is. */
  static final String CONTENT_TYPE = "application/cloudevents+json";

  /** The longest short string of AMQP; a longer one breaks the connection's channel. */
  private static final int SHORT_STRING_BYTES = 255;

  /**
   * @throws IllegalArgumentException if the routing key or the message id is too long for AMQP
   */
  public OutgoingEvent {
    requireShort("routing key", routingKey);
    requireShort("message id", messageId);
    Objects.requireNonNull(body, "body");
  }

  private static void requireShort(String name, String value) {
    Objects.requireNonNull(value, name);
    if (value.getBytes(StandardCharsets.UTF_8).length > SHORT_STRING_BYTES) {
      throw new IllegalArgumentException("The " + name + " is longer than 255 bytes");
    }
  }

  /** Names the event, without its content. */
  @Override
  public String toString() {
    return routingKey + " " + messageId;
  }
}
