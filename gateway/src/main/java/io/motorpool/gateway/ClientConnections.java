package io.motorpool.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The connections of one event loop. Closes those that are too many; those on which no request
 * comes about, as whoever sends a head byte by byte keeps the library's idle limit content for
 * ever; and those on which the last word was said, whatever the client sends after it.
 */
final class ClientConnections {

  private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(75);

  /** A connection that is closed while the client still sends may take the answer with it. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** Whoever floods us with connections need not read why there are no more. */
  private static final int MOST_TOLD = 100;

  private final Vertx vertx;
  private final Clients clients;
  private final ConnectionLimits limits;
  private final Duration headLimit;
  private int told;
  private final Map<HttpConnection, State> states = new HashMap<>();

  /**
   * @param clients whose the connections are
   * @param limits how many there may be
   * @param headLimit how long it may take until the first request's head is whole
   */
  ClientConnections(Vertx vertx, Clients clients, ConnectionLimits limits, Duration headLimit) {
    this.vertx = vertx;
    this.clients = clients;
    this.limits = limits;
    this.headLimit = headLimit;
  }

  /** A connection has been made, which is closed again if there are too many. */
  void connected(HttpConnection connection) {
    Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    Optional<String> owner = clients.owner(connection);
    Optional<Problem> refusal = limits.take(owner);
    State state = new State(connection);
    states.put(connection, state);
    // Of the channel, as a WebSocket has no HTTP connection that could be closed.
    channel
        .closeFuture()
        .addListener(
            closed -> {
              states.remove(connection);
              state.stopWaiting();
              if (refusal.isEmpty()) {
                limits.giveBack(owner);
              }
            });
    refusal.ifPresentOrElse(
        problem -> turnAway(connection, channel, problem), () -> state.waitFor(headLimit));
  }

  /** Says why, without waiting for a request: who waits holds what there is too little of. */
  private void turnAway(HttpConnection connection, Channel channel, Problem problem) {
    lastWord(connection);
    if (told == MOST_TOLD) {
      channel.close();
      return;
    }
    told++;
    channel.closeFuture().addListener(closed -> told--);
    channel
        .pipeline()
        .context(StrictRequestDecoder.NAME)
        .writeAndFlush(Unpooled.wrappedBuffer(problem.unasked().getBytes()));
  }

  /**
   * The head of a request is there.
   *
   * @return whether it is to be answered; not if the last word was said before
   */
  boolean asked(HttpServerRequest request) {
    State state = states.get(request.connection());
    if (state == null || state.isOver) {
      return false;
    }
    state.running++;
    state.stopWaiting();
    request
        .response()
        .bodyEndHandler(
            sent -> {
              // The next one may have been begun already, if it was sent before this answer.
              if (--state.running == 0 && !state.isOver) {
                state.waitFor(BETWEEN_REQUESTS);
              }
            });
    return true;
  }

  /** What is answered next on the connection is the last that is answered there. */
  void lastWord(HttpConnection connection) {
    State state = states.get(connection);
    if (state != null) {
      state.isOver = true;
      state.waitFor(LINGER);
    }
  }

  private final class State {

    private static final long NONE = -1;

    private final HttpConnection connection;
    private long timer = NONE;
    private int running;
    private boolean isOver;

    State(HttpConnection connection) {
      this.connection = connection;
    }

    void waitFor(Duration limit) {
      stopWaiting();
      timer = vertx.setTimer(limit.toMillis(), late -> connection.close());
    }

    void stopWaiting() {
      if (timer != NONE) {
        vertx.cancelTimer(timer);
        timer = NONE;
      }
    }
  }
}
