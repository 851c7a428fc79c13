package io.motorpool.notification.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.nio.ByteBuffer;

/**
 * One client that follows a topic. Subclasses are the endpoints; the container makes one instance a
 * session.
 */
public abstract class TopicEndpoint {

  private final LiveTopics topics;
  private final Topic topic;

  /**
   * @param topics who follows whom
   * @param topic what the clients follow
   */
  protected TopicEndpoint(LiveTopics topics, Topic topic) {
    this.topics = topics;
    this.topic = topic;
  }

  /** A client begins to follow. */
  @OnOpen
  public void open(Session session, @PathParam("customerId") String customerId) {
    topics.open(session, topic, customerId);
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
