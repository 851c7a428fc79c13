package io.motorpool.gateway;

import io.github.bucket4j.Bucket;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/**
 * Two joined sockets, a client's and a service's, after the handshake of a WebSocket. Bytes pass as
 * they are, so that pings, close codes and extensions are between the two ends. Whoever does not
 * read makes the other side wait: no more than the sockets' own buffers is ever kept.
 *
 * <p>It lives until either end closes, or the gateway ends it: because it stops, because the
 * client's token has expired, or because the client sends more than anybody has to say here. All
 * that touches its state runs on the client's event loop.
 */
final class Tunnel {

  /** The gateway stops (RFC 6455, section 7.4.1). */
  private static final int GOING_AWAY = 1001;

  /** The client may not go on: its token has expired, or it sends too much. */
  private static final int POLICY_VIOLATION = 1008;

  private static final int MESSAGE_TOO_BIG = 1009;

  /** The service's end was lost (1014, bad gateway, of the registry of close codes). */
  private static final int BAD_GATEWAY = 1014;

  private static final long FAREWELL_MILLIS = 1_500;

  /** Topics are for listening: clients have pings, pongs and a close to send. In bytes. */
  private static final long LONGEST_FRAME = 4_096;

  private static final int MOST_FRAMES_AT_ONCE = 60;
  private static final int FRAMES_A_SECOND = 10;

  private final Context context;
  private final NetSocket client;
  private final NetSocket service;
  private final WebSocketFrames toClient = new WebSocketFrames();
  private final WebSocketFrames fromClient = new WebSocketFrames();
  private final Bucket frames =
      Bucket.builder()
          .addLimit(
              limit ->
                  limit
                      .capacity(MOST_FRAMES_AT_ONCE)
                      .refillGreedy(FRAMES_A_SECOND, Duration.ofSeconds(1)))
          .build();
  private final Runnable onEnd;
  private int leaving;
  private boolean saidGoodbye;
  private boolean deaf;
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
          if (!deaf && isWithinLimits(bytes)) {
            service.write(bytes);
            if (service.writeQueueFull()) {
              client.pause();
              service.drainHandler(drained -> client.resume());
            }
          }
        });
    service.handler(bytes -> inOrder(() -> toClient(bytes)));
    client.resume();
    service.resume();
  }

  private boolean isWithinLimits(Buffer bytes) {
    int before = fromClient.count();
    fromClient.passed(bytes);
    int more = fromClient.count() - before;
    if (fromClient.longest() > LONGEST_FRAME) {
      stopListening(MESSAGE_TOO_BIG);
    } else if (more > 0 && !frames.tryConsume(more)) {
      stopListening(POLICY_VIOLATION);
    }
    return !deaf;
  }

  private void stopListening(int code) {
    deaf = true;
    leave(code);
  }

  private void toClient(Buffer bytes) {
    if (ended || leaving != 0 && toClient.areWhole()) {
      return;
    }
    toClient.passed(bytes);
    client.write(bytes);
    if (leaving != 0 && toClient.areWhole()) {
      sayGoodbye(leaving);
    } else if (client.writeQueueFull()) {
      service.pause();
      client.drainHandler(drained -> service.resume());
    }
  }

  /** The gateway stops. */
  void goAway() {
    inOrder(() -> leave(GOING_AWAY));
  }

  /** The token has expired that the client was let in with. */
  void expire() {
    inOrder(() -> leave(POLICY_VIOLATION));
  }

  /** Tells the client, between two frames, why the gateway goes; cuts who does not answer. */
  private void leave(int code) {
    if (leaving != 0) {
      return;
    }
    leaving = code;
    context.owner().setTimer(FAREWELL_MILLIS, late -> client.close());
    if (toClient.areWhole()) {
      sayGoodbye(code);
    }
  }

  private void serviceIsGone() {
    if (leaving == 0 && toClient.areWhole()) {
      sayGoodbye(BAD_GATEWAY);
    }
    client.end();
  }

  private void sayGoodbye(int code) {
    if (!toClient.areClosing() && !ended && !saidGoodbye) {
      saidGoodbye = true;
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
