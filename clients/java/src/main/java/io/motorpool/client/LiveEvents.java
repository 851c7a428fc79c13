package io.motorpool.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.motorpool.client.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A customer's events, followed over a WebSocket. A connection that is lost is made anew, for as
 * long as it takes, and goes on after the last event that was told. It ends for good when it is
 * closed here, when the listener throws, and when it is refused: without a good token, or for a
 * customer who may not be followed. {@link #ended()} tells.
 */
public final class LiveEvents implements AutoCloseable {

  private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(15);

  private static final int NORMAL = 1000;
  private static final int POLICY = 1008;

  /** Refusals that no repetition mends. */
  private static final Set<Integer> FINAL = Set.of(400, 401, 403, 404);

  private final HttpClient http;
  private final String address;
  private final Supplier<String> token;
  private final RetryPolicy policy;
  private final Duration silenceLimit;
  private final Consumer<LiveEvent> listener;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private long sequence;
  private int failures;
  private WebSocket socket;

  LiveEvents(
      HttpClient http,
      URI base,
      Supplier<String> token,
      RetryPolicy policy,
      Duration silenceLimit,
      UUID customerId,
      long after,
      Consumer<LiveEvent> listener) {
    this.http = http;
    this.address =
        base.toString().replaceFirst("^http", "ws").replaceAll("/+$", "")
            + "/topic/reservations/"
            + customerId;
    this.token = token;
    this.policy = policy;
    this.silenceLimit = silenceLimit;
    this.sequence = after;
    this.listener = listener;
  }

  /**
   * Where it is.
   *
   * @return the sequence of the last event that the listener has taken; what to begin after the
   *     next time
   */
  public synchronized long sequence() {
    return sequence;
  }

  /**
   * Tells the end.
   *
   * @return completed once it is closed; exceptionally, with what the listener threw or with a
   *     {@link NoAnswerException}, when it ended by itself
   */
  public CompletionStage<Void> ended() {
    return ended.minimalCompletionStage();
  }

  /** Ends it. An event that is being told is told to its end; none follows. */
  @Override
  public void close() {
    end(null);
  }

  LiveEvents connect() {
    try {
      WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(HANDSHAKE_LIMIT);
      String bearer = token.get();
      if (bearer != null) {
        builder.header("Authorization", "Bearer " + bearer);
      }
      builder
          .buildAsync(URI.create(address + "?after=" + sequence()), new Connection())
          .whenComplete(this::opened);
    } catch (RuntimeException e) {
      // The supplier has no token at the moment.
      connectLater();
    }
    return this;
  }

  private void opened(WebSocket opened, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof WebSocketHandshakeException refused
        && FINAL.contains(refused.getResponse().statusCode())) {
      end(
          new NoAnswerException(
              "The WebSocket is refused with " + refused.getResponse().statusCode(), cause));
    } else if (failure != null) {
      connectLater();
    }
  }

  private void connectLater() {
    int failed;
    synchronized (this) {
      failed = ++failures;
      socket = null;
    }
    if (!ended.isDone()) {
      after(policy.delayAfter(failed)).execute(this::connectUnlessEnded);
    }
  }

  private void connectUnlessEnded() {
    if (!ended.isDone()) {
      connect();
    }
  }

  private static Executor after(Duration delay) {
    return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void end(Throwable failure) {
    if (failure == null) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(failure);
    }
    WebSocket open;
    synchronized (this) {
      open = socket;
      socket = null;
    }
    if (open != null) {
      open.sendClose(NORMAL, "").whenComplete((done, e) -> open.abort());
    }
  }

  /**
   * One connection. The WebSocket's calls come one after the other, the end never during an event;
   * only the watch looks in from beside. Another connection is made once this one is over, which it
   * is not while an event is told, and once it is over it tells nothing: so no two tell at once,
   * and the next one asks for what comes after the last event that was told to its end.
   */
  private final class Connection implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();
    private boolean heard;
    private long lastSign;
    private boolean telling;
    private volatile boolean over;

    @Override
    public void onOpen(WebSocket opened) {
      synchronized (LiveEvents.this) {
        socket = opened;
      }
      if (ended.isDone()) {
        end(null);
        return;
      }
      hasGivenASign();
      watch(opened);
      opened.request(1);
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
      alive();
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      alive();
      if (!beginTelling()) {
        return null;
      }
      try {
        text.append(part);
        if (last) {
          tell(Json.MAPPER.readValue(text.toString(), LiveEvent.class));
          text.setLength(0);
        }
      } catch (JsonProcessingException | RuntimeException e) {
        finish();
        end(e);
        return null;
      } finally {
        endTelling();
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      // The token has expired, and the supplier may have another; but with nothing heard at all it
      // was the place that is wrong, and would be again.
      if (code != POLICY || heard) {
        lost();
      } else if (finish()) {
        end(new NoAnswerException("The WebSocket is closed with 1008 " + reason, null));
      }
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      lost();
    }

    private void tell(LiveEvent event) {
      if (ended.isDone() || event.sequence() <= sequence()) {
        return;
      }
      listener.accept(event);
      synchronized (LiveEvents.this) {
        sequence = event.sequence();
      }
    }

    private void alive() {
      heard = true;
      hasGivenASign();
      synchronized (LiveEvents.this) {
        failures = 0;
      }
    }

    private void lost() {
      if (finish()) {
        connectLater();
      }
    }

    /** Whether it ends with this: it does so once. */
    private synchronized boolean finish() {
      boolean first = !over;
      over = true;
      return first;
    }

    /** What it takes to tell is no silence: nothing is read meanwhile. */
    private synchronized boolean finishIfSilent() {
      return !telling && System.nanoTime() - lastSign > silenceLimit.toNanos() && finish();
    }

    /** False if it is over: what it has read is for the next connection to tell. */
    private synchronized boolean beginTelling() {
      telling = !over;
      return telling;
    }

    private synchronized void endTelling() {
      lastSign = System.nanoTime();
      telling = false;
    }

    private synchronized void hasGivenASign() {
      lastSign = System.nanoTime();
    }

    /**
     * A network that swallows everything closes nothing, and the JDK's WebSocket does not always
     * tell that the other side has cut the line without a word.
     */
    private void watch(WebSocket watched) {
      after(silenceLimit.dividedBy(4))
          .execute(
              () -> {
                if (over || ended.isDone()) {
                  return;
                }
                if (finishIfSilent()) {
                  watched.abort();
                  connectLater();
                } else {
                  watch(watched);
                }
              });
    }
  }
}
