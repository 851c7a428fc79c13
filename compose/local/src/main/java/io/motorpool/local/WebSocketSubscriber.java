package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The client end of a WebSocket: prints every event that comes over it, and waits for those that
 * have to come.
 */
final class WebSocketSubscriber implements WebSocket.Listener {

  /** On a slow machine the events of the history that was just loaded are told of first. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(120);

  private final PrintStream out;
  private final StringBuilder message = new StringBuilder();
  private final Set<String> seen = new HashSet<>();
  private String end;

  WebSocketSubscriber(PrintStream out) {
    this.out = out;
  }

  /**
   * Waits until an event of the type has come.
   *
   * @throws LaunchException when it does not come in time, or no more can come
   */
  synchronized void await(String type) {
    long limit = System.nanoTime() + TIME_LIMIT.toNanos();
    while (!seen.contains(type)) {
      long left = Duration.ofNanos(limit - System.nanoTime()).toMillis();
      if (end != null) {
        throw new LaunchException("The WebSocket ended before %s: %s".formatted(type, end));
      }
      if (left <= 0) {
        throw new LaunchException(
            "No %s came over the WebSocket within %d s".formatted(type, TIME_LIMIT.toSeconds()));
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LaunchException("Interrupted while waiting for " + type, e);
      }
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      received(message.toString());
      message.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public synchronized CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    end = "closed with %d %s".formatted(code, reason);
    notifyAll();
    return null;
  }

  @Override
  public synchronized void onError(WebSocket socket, Throwable error) {
    end = String.valueOf(error.getMessage());
    notifyAll();
  }

  private synchronized void received(String text) {
    try {
      JsonNode event = Api.JSON.readTree(text);
      String type = event.path("type").asText();
      JsonNode data = event.path("data");
      synchronized (out) {
        out.printf(
            "      ← %-22s %-9s version %d%n",
            type, data.path("status").asText(), data.path("version").asLong());
      }
      seen.add(type);
    } catch (IOException e) {
      end = "a message that is no JSON: " + text;
    }
    notifyAll();
  }
}
