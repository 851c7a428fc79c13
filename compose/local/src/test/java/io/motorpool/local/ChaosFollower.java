package io.motorpool.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows a customer through the gateway and comes back after each loss, where it was. */
final class ChaosFollower implements Runnable {

  /** The server pings more often; the JDK does not tell of every connection that is lost. */
  private static final Duration SILENCE = Duration.ofSeconds(25);

  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":\"([0-9]{10})\"");

  private final HttpClient http;
  private final URI topic;
  private final Supplier<String> bearer;
  private final List<Long> sequences = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  ChaosFollower(HttpClient http, URI gateway, Supplier<String> bearer, String customer) {
    this.http = http;
    this.bearer = bearer;
    this.topic = URI.create("ws://" + gateway.getAuthority() + "/topic/reservations/" + customer);
  }

  /** The places of the messages, in the order they came. */
  List<Long> sequences() {
    return List.copyOf(sequences);
  }

  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    while (!stopping) {
      Line line = new Line();
      try {
        WebSocket socket =
            http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + bearer.get())
                .buildAsync(URI.create(topic + "?after=" + sequences.size()), line)
                .get(20, TimeUnit.SECONDS);
        while (!stopping && !line.isSilent() && !line.over.await(200, TimeUnit.MILLISECONDS)) {
          // Messages come on another thread.
        }
        socket.abort();
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        pause();
      } finally {
        line.close();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Line implements WebSocket.Listener {

    private final CountDownLatch over = new CountDownLatch(1);
    private final StringBuilder parts = new StringBuilder();
    private volatile long lastSign = System.nanoTime();
    private boolean closed;

    boolean isSilent() {
      return System.nanoTime() - lastSign > SILENCE.toNanos();
    }

    /** What comes now is the next line's to tell. */
    synchronized void close() {
      closed = true;
    }

    @Override
    public synchronized CompletionStage<?> onText(
        WebSocket socket, CharSequence data, boolean last) {
      lastSign = System.nanoTime();
      parts.append(data);
      if (last && !closed) {
        Matcher sequence = SEQUENCE.matcher(parts);
        sequences.add(sequence.find() ? Long.parseLong(sequence.group(1)) : -1);
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer data) {
      lastSign = System.nanoTime();
      return WebSocket.Listener.super.onPing(socket, data);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      over.countDown();
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      over.countDown();
    }
  }
}
