package io.motorpool.notification.socket;

import static org.awaitility.Awaitility.await;

import io.motorpool.testing.LiveMessages;
import io.motorpool.testing.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of a live topic that keeps what it hears. */
final class Listening implements WebSocket.Listener {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Queue<Listening> ALL = new ConcurrentLinkedQueue<>();

  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":\"([0-9]{10})\",");

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Long> sequences = new CopyOnWriteArrayList<>();
  private final StringBuilder parts = new StringBuilder();
  private final String address;
  private final boolean reads;
  private final AtomicInteger pings = new AtomicInteger();
  private volatile int closeCode;
  private volatile String closeReason;
  private WebSocket socket;

  private Listening(URI topic, boolean reads) {
    this.address = topic.getPath().replaceFirst("[^/]+$", "{customerId}");
    this.reads = reads;
  }

  /** A client that reads all it is sent, from now on. */
  static Listening to(URI topic) {
    Listening listening = connect(topic, true);
    listening.awaitPings(1);
    return listening;
  }

  /** A client that reads nothing before it is told to. */
  static Listening withoutReading(URI topic) {
    return connect(topic, false);
  }

  /** A client with a token of its own that reads all it is sent, from now on. */
  static Listening to(URI topic, String token) {
    Listening listening = connect(topic, Optional.of(token), true);
    listening.awaitPings(1);
    return listening;
  }

  /**
   * A client that the server may ask to leave before it hears anything.
   *
   * @param token empty if the address has a ticket
   */
  static Listening notForLong(URI topic, Optional<String> token) {
    return connect(topic, token, true);
  }

  /** A client without a token, because the address has a ticket. */
  static Listening withoutToken(URI topic) {
    Listening listening = connect(topic, Optional.empty(), true);
    listening.awaitPings(1);
    return listening;
  }

  private static Listening connect(URI topic, boolean reads) {
    return connect(topic, Optional.of(Tokens.staff()), reads);
  }

  private static Listening connect(URI topic, Optional<String> token, boolean reads) {
    Listening listening = new Listening(topic, reads);
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    token.ifPresent(it -> builder.header("Authorization", "Bearer " + it));
    listening.socket = builder.buildAsync(topic, listening).join();
    ALL.add(listening);
    return listening;
  }

  /** Ends the connections of all clients there were. */
  static void leave() {
    for (Listening one = ALL.poll(); one != null; one = ALL.poll()) {
      one.socket.abort();
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    if (reads) {
      opened.request(Long.MAX_VALUE);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    parts.append(data);
    if (last) {
      LiveMessages.check(address, parts.toString());
      Matcher sequence = SEQUENCE.matcher(parts);
      sequences.add(sequence.find() ? Long.parseLong(sequence.group(1)) : -1);
      heard.add(sequence.replaceFirst(""));
      parts.setLength(0);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    pings.incrementAndGet();
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    closeReason = reason;
    closeCode = statusCode;
    return null;
  }

  /** Begins to read. */
  void read() {
    socket.request(Long.MAX_VALUE);
  }

  /** The connection, to do with it what a client can do. */
  WebSocket socket() {
    return socket;
  }

  /** The places of the messages, in the order they came. */
  List<Long> sequences() {
    return List.copyOf(sequences);
  }

  /** The events as they were published, without the place that the topic adds. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  void awaitHeard(int count) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> heard.size() >= count);
  }

  void awaitPings(int count) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> pings.get() >= count);
  }

  /** Waits for the server's close and returns its code. */
  int awaitClose() {
    await().atMost(PATIENCE).until(() -> closeCode != 0);
    return closeCode;
  }

  boolean isOpen() {
    return closeCode == 0;
  }

  String closeReason() {
    return closeReason;
  }
}
