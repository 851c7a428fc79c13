package io.motorpool.gateway;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/**
 * Two joined sockets, a client's and a service's, after the handshake of a WebSocket. Bytes pass as
 * they are, so that pings, close codes and extensions are between the two ends. Whoever does not
 * read makes the other side wait: no more than the sockets' own buffers is ever kept.
 *
 * <p>It lives until either end closes, and is ended by the gateway with {@link #goAway} only. All
 * that touches its state runs on the client's event loop.
 */
final class Tunnel {

  /** The gateway stops (RFC 6455, section 7.4.1). */
  private static final int GOING_AWAY = 1001;

  /** The service's end was lost (1014, bad gateway, of the registry of close codes). */
  private static final int BAD_GATEWAY = 1014;

  private static final long FAREWELL_MILLIS = 1_500;

  private final Context context;
  private final NetSocket client;
  private final NetSocket service;
  private final WebSocketFrames toClient = new WebSocketFrames();
  private final Runnable onEnd;
  private boolean leaving;
  private boolean ended;

  /**
   * Joins two paused sockets; {@link #open} lets them go.
   *
   * @param context the event loop of the client's socket
   * @param onEnd called once, when the client's socket has closed
   */
  Tunnel(Context context, NetSocket client, NetSocket service, Runnable onEnd) {
    this.context = context;
    this.client = client;
    this.service = service;
    this.onEnd = onEnd;
  }

  /** Begins to pass bytes. Called on the client's event loop. */
  void open() {
    client.closeHandler(closed -> end());
    client.exceptionHandler(lost -> client.close());
    service.closeHandler(closed -> inOrder(this::serviceIsGone));
    service.exceptionHandler(lost -> service.close());
    client.handler(
        bytes -> {
          service.write(bytes);
          if (service.writeQueueFull()) {
            client.pause();
            service.drainHandler(drained -> client.resume());
          }
        });
    service.handler(bytes -> inOrder(() -> toClient(bytes)));
    client.resume();
    service.resume();
  }

  private void toClient(Buffer bytes) {
    if (ended || leaving && toClient.areWhole()) {
      return;
    }
    toClient.passed(bytes);
    client.write(bytes);
    if (leaving && toClient.areWhole()) {
      sayGoodbye(GOING_AWAY);
    } else if (client.writeQueueFull()) {
      service.pause();
      client.drainHandler(drained -> service.resume());
    }
  }

  /** Tells the client, between two frames, that the gateway goes; cuts who does not answer. */
  void goAway() {
    inOrder(
        () -> {
          leaving = true;
          context.owner().setTimer(FAREWELL_MILLIS, late -> client.close());
          if (toClient.areWhole()) {
            sayGoodbye(GOING_AWAY);
          }
        });
  }

  private void serviceIsGone() {
    if (!leaving && toClient.areWhole()) {
      sayGoodbye(BAD_GATEWAY);
    }
    client.end();
  }

  private void sayGoodbye(int code) {
    if (!toClient.areClosing() && !ended) {
      client.write(WebSocketFrames.close(code));
    }
  }

  private void end() {
    ended = true;
    service.close();
    onEnd.run();
  }

  /** The two sockets may belong to different event loops. */
  private void inOrder(Runnable work) {
    context.runOnContext(ignored -> work.run());
  }
}
