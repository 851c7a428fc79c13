package io.motorpool.platform.messaging.connector;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * A message as an {@code @Incoming} method gets it; the payload is the body's bytes, whatever the
 * sender called them.
 *
 * <p>Its life: the broker delivers it and it waits for the method; acknowledged, the broker forgets
 * it; negatively acknowledged, it is handed over again after a pause, ever longer, as the next
 * attempt. Whichever comes first counts, from any thread. If the connection is lost meanwhile both
 * do nothing, for the broker delivers the message again. Neither ever fails.
 */
public final class ReceivedMessage implements Message<byte[]> {

  /** What becomes of it. */
  interface Outcome {
    void acknowledge(ReceivedMessage message);

    void retry(ReceivedMessage message, Throwable reason);
  }

  /** The JMS property with the routing key; see {@link WatchedChannel}. */
  static final String ROUTING_KEY = "motorpool_routing_key";

  private final jakarta.jms.Message jms;
  private final JmsSession session;
  private final Outcome outcome;
  private final String messageId;
  private final String routingKey;
  private final byte[] body;
  private final boolean redelivered;
  private final int attempt;
  private final AtomicBoolean settled = new AtomicBoolean();

  private ReceivedMessage(
      jakarta.jms.Message jms,
      JmsSession session,
      Outcome outcome,
      String messageId,
      String routingKey,
      byte[] body,
      boolean redelivered,
      int attempt) {
    this.jms = jms;
    this.session = session;
    this.outcome = outcome;
    this.messageId = messageId;
    this.routingKey = routingKey;
    this.body = body;
    this.redelivered = redelivered;
    this.attempt = attempt;
  }

  static ReceivedMessage of(jakarta.jms.Message jms, JmsSession session, Outcome outcome)
      throws jakarta.jms.JMSException {
    return new ReceivedMessage(
        jms,
        session,
        outcome,
        jms.getJMSMessageID(),
        jms.getStringProperty(ROUTING_KEY),
        body(jms),
        jms.getJMSRedelivered(),
        1);
  }

  private static byte[] body(jakarta.jms.Message jms) throws jakarta.jms.JMSException {
    if (jms instanceof jakarta.jms.BytesMessage bytes) {
      byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
      bytes.readBytes(body);
      return body;
    }
    throw new jakarta.jms.MessageFormatException("Not bytes: " + jms.getClass().getSimpleName());
  }

  /** The same message for the next attempt. */
  ReceivedMessage again() {
    return new ReceivedMessage(
        jms, session, outcome, messageId, routingKey, body, true, attempt + 1);
  }

  JmsSession session() {
    return session;
  }

  jakarta.jms.Message jms() {
    return jms;
  }

  /** The AMQP message id, if the sender set one. */
  public Optional<String> messageId() {
    return Optional.ofNullable(messageId);
  }

  /**
   * What the exchange routed it by. Of all that a message says of itself this is what the broker
   * has checked: its permissions tell who may publish with which routing key.
   */
  public String routingKey() {
    return routingKey;
  }

  /** Whether it was, or may have been, handed over before, here or elsewhere. */
  public boolean redelivered() {
    return redelivered;
  }

  /** How often this connection has handed it over, from 1. */
  public int attempt() {
    return attempt;
  }

  @Override
  public byte[] getPayload() {
    return body;
  }

  @Override
  public Supplier<CompletionStage<Void>> getAck() {
    return this::ack;
  }

  @Override
  public Function<Throwable, CompletionStage<Void>> getNack() {
    return this::nack;
  }

  @Override
  public CompletionStage<Void> ack() {
    if (settled.compareAndSet(false, true)) {
      outcome.acknowledge(this);
    }
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> nack(Throwable reason) {
    if (settled.compareAndSet(false, true)) {
      outcome.retry(this, reason);
    }
    return CompletableFuture.completedStage(null);
  }

  /** Names the message, without its content. */
  @Override
  public String toString() {
    return "message " + messageId + ", attempt " + attempt;
  }
}
