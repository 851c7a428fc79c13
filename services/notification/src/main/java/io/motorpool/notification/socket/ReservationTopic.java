package io.motorpool.notification.socket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** Everything about a customer's reservations, live. The container makes one instance a session. */
@Dependent
@ServerEndpoint(value = "/topic/reservations/{customerId}", configurator = CustomerIdRequired.class)
public class ReservationTopic {

  private final LiveTopics topics;

  /**
   * @param topics who follows whom
   */
  @Inject
  public ReservationTopic(LiveTopics topics) {
    this.topics = topics;
  }

  /** A client begins to follow. */
  @OnOpen
  public void open(Session session, @PathParam("customerId") String customerId) {
    topics.open(session, Topic.RESERVATIONS, customerId);
  }

  /** The client sends text, which it should not. */
  @OnMessage
  public void text(Session session, String part, boolean last) {
    topics.refuseMessage(session);
  }

  /** The client sends bytes, which it should not. */
  @OnMessage
  public void bytes(Session session, ByteBuffer part, boolean last) {
    topics.refuseMessage(session);
  }

  /** The client answers a ping. */
  @OnMessage
  public void pong(Session session, PongMessage message) {
    topics.alive(session);
  }

  /** The client is gone, whoever ended it. */
  @OnClose
  public void close(Session session, CloseReason reason) {
    topics.closed(session);
  }

  /** The connection failed. */
  @OnError
  public void error(Session session, Throwable failure) {
    topics.failed(session, failure);
  }
}
