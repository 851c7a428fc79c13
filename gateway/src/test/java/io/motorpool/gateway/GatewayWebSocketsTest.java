package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets through the gateway, from the handshake to whoever ends them. */
class GatewayWebSocketsTest extends GatewayFixture {

  /** Far more than the buffers of four sockets. */
  private static final long MOST_BUFFERED = 64_000_000;

  private int quietTicks;

  @Test
  void letsAWebSocketThrough() throws Exception {
    webSocketService();
    start();
    Listener listener = new Listener();

    WebSocket socket = connect(TOPIC, listener);
    socket.sendText("hello", true);

    assertThat(listener.texts.poll(30, TimeUnit.SECONDS))
        .isEqualTo("welcome /topic/reservations/42");
    assertThat(listener.texts.poll(30, TimeUnit.SECONDS)).isEqualTo("echo hello");

    socket.sendText("bye", true);
    assertThat(listener.closed.get(30, TimeUnit.SECONDS)).isEqualTo(4001);
  }

  @Test
  void letsManyWebSocketsThroughAndRequestsBesides() throws Exception {
    webSocketService();
    services.put("vehicle", services.get("notification"));
    start();

    List<Listener> listeners = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Listener listener = new Listener();
      connect("/topic/reservations/" + i + "?ticket=" + i, listener);
      listeners.add(listener);
    }

    for (Listener listener : listeners) {
      assertThat(listener.texts.poll(30, TimeUnit.SECONDS)).startsWith("welcome");
    }
    // The stand-in knows nothing but WebSockets, and says so.
    assertThat(get("/vehicles").statusCode()).isLessThan(500);
  }

  @Test
  void refusesAWebSocketThatNobodyServes() throws Exception {
    start();

    String answer = rawStatus(handshake(TOPIC));

    assertThat(answer).matches("HTTP/1.[01] 503 .*");
  }

  @Test
  void tellsWebSocketsThatItGoesAway() throws Exception {
    webSocketService();
    start();
    Listener listener = new Listener();
    connect(TOPIC, listener);
    assertThat(listener.texts.poll(30, TimeUnit.SECONDS)).startsWith("welcome");

    gateway.close();

    assertThat(listener.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1001);
    gateway = null;
  }

  @Test
  void tellsWebSocketsThatTheServiceWasLost() throws Exception {
    CompletableFuture<ServerWebSocket> atTheService = new CompletableFuture<>();
    webSocketService(atTheService::complete);
    start();
    Listener listener = new Listener();
    connect(TOPIC, listener);

    // A TCP close without a word, as of a process that died.
    ((WebSocketInternal) atTheService.get(30, TimeUnit.SECONDS)).channelHandlerContext().close();

    assertThat(listener.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1014);
  }

  @Test
  void closesWhenTheTokenExpires() throws Exception {
    webSocketService();
    service("billing", request -> request.response().end());
    start();
    // Fetching the keys is not to take of the token's time.
    await().until(() -> statusWithToken("/invoices") == 200);
    Instant end = Instant.now().plusSeconds(10);
    String token = issuer.sign(issuer.claims("agent").expirationTime(Date.from(end)).build());
    Listener listener = new Listener();
    client
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + token)
        .buildAsync(webSocket("/topic/reservations/42"), listener)
        .get(30, TimeUnit.SECONDS);
    assertThat(listener.texts.poll(30, TimeUnit.SECONDS)).startsWith("welcome");

    assertThat(listener.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1008);
    assertThat(Instant.now()).isAfterOrEqualTo(end.truncatedTo(ChronoUnit.SECONDS));
  }

  private int statusWithToken(String path) throws Exception {
    HttpRequest request =
        request(path).header("Authorization", "Bearer " + issuer.token("agent")).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void opensNoWebSocketWithABadToken() throws Exception {
    webSocketService();
    start();

    assertThat(raw(handshake("/topic/reservations/42", "Authorization: Bearer made.up.token")))
        .startsWith("HTTP/1.1 401 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?ticket=", "?after=7", "?ticket=%zz", "?Ticket=once"})
  void opensNoWebSocketWithoutTokenOrTicket(String query) throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    service("notification", request -> seen.add(request.uri()));
    start();

    assertThat(raw(handshake("/topic/reservations/42" + query)))
        .startsWith("HTTP/1.1 401 ")
        .contains("urn:motorpool:problem:unauthorized")
        .containsIgnoringCase("WWW-Authenticate: Bearer\r\n");
    assertThat(seen).as("what the service has seen").isEmpty();
  }

  @Test
  void passesATicketOnAndLogsNone() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    webSocketService(socket -> seen.add(socket.uri()));
    start();

    try (LogLines log = new LogLines()) {
      assertThat(rawStatus(handshake("/topic/reservations/42?after=7&ticket=s3cret")))
          .startsWith("HTTP/1.1 101 ");

      assertThat(seen.poll(30, TimeUnit.SECONDS))
          .isEqualTo("/topic/reservations/42?after=7&ticket=s3cret");
      await().until(() -> log.lines().stream().anyMatch(it -> it.contains(" closed ")));
      assertThat(log.lines().toString()).doesNotContain("s3cret", "ticket");
    }
  }

  @Test
  void opensWebSocketsForPagesOfAllowedOriginsAndItsOwn() throws Exception {
    webSocketService();
    start();

    for (String origin : List.of("http://localhost:8083", "http://a", "https://A")) {
      assertThat(rawStatus(handshake(TOPIC, "Origin: " + origin)))
          .as(origin)
          .startsWith("HTTP/1.1 101 ");
    }
    for (String origin : List.of("http://evil.example", "null", "http://a:81", "http://a.evil")) {
      assertThat(raw(handshake(TOPIC, "Origin: " + origin)))
          .as(origin)
          .startsWith("HTTP/1.1 403 ")
          .contains("urn:motorpool:problem:origin-not-allowed");
    }
  }

  @Test
  void listensToNoLongFrames() throws Exception {
    webSocketService();
    start();
    Listener listener = new Listener();
    WebSocket socket = connect(TOPIC, listener);
    assertThat(listener.texts.poll(30, TimeUnit.SECONDS)).startsWith("welcome");

    socket.sendText("x".repeat(4_000), true);
    assertThat(listener.texts.poll(30, TimeUnit.SECONDS)).startsWith("echo x");
    socket.sendText("x".repeat(5_000), true);

    assertThat(listener.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1009);
    assertThat(listener.texts).isEmpty();
  }

  @Test
  void listensToNoFloodOfFrames() throws Exception {
    webSocketService();
    start();
    Listener listener = new Listener();
    WebSocket socket = connect(TOPIC, listener);

    for (int i = 0; i < 2_000 && !listener.closed.isDone(); i++) {
      try {
        socket.sendText("hello", true).get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        break;
      }
    }

    assertThat(listener.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1008);
    assertThat(listener.texts).as("what came through").hasSizeLessThan(1_000);
  }

  @Test
  void makesAServiceWaitForAClientThatDoesNotRead() throws Exception {
    AtomicLong written = new AtomicLong();
    String message = "x".repeat(16_384);
    CompletableFuture<Void> stuck = new CompletableFuture<>();
    webSocketService(
        socket -> {
          // Writes as fast as the socket takes it; then nothing more until it is drained.
          while (!socket.writeQueueFull() && written.get() < MOST_BUFFERED) {
            socket.writeTextMessage(message);
            written.addAndGet(message.length());
          }
          vertx.setPeriodic(
              20,
              timer -> {
                long before = written.get();
                while (!socket.writeQueueFull() && written.get() < MOST_BUFFERED) {
                  socket.writeTextMessage(message);
                  written.addAndGet(message.length());
                }
                if (written.get() == before && socket.writeQueueFull()) {
                  if (++quietTicks >= 25) {
                    stuck.complete(null);
                  }
                } else {
                  quietTicks = 0;
                }
              });
        });
    start();

    try (Socket reader = new Socket()) {
      reader.setReceiveBufferSize(16_384);
      reader.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
      reader.getOutputStream().write(handshake(TOPIC).getBytes(UTF_8));

      stuck.get(30, TimeUnit.SECONDS);
    }

    assertThat(written.get()).isLessThan(MOST_BUFFERED);
  }

  @Test
  void passesTheRefusalOfAWebSocketOnWithItsBody() throws Exception {
    service(
        "notification",
        request ->
            request
                .response()
                .setStatusCode(400)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end("{\"title\":\"No such customer\"}"));
    start();

    assertThat(raw(handshake(TOPIC)))
        .startsWith("HTTP/1.1 400 ")
        .contains("{\"title\":\"No such customer\"}");
  }

  @Test
  void answersAnUpgradeThatNobodyWantsAsAnOrdinaryRequest() throws Exception {
    service("vehicle", request -> request.response().end("vehicles"));
    start();

    assertThat(raw(handshake("/vehicles", "Origin: http://evil.example")))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("vehicles");
  }

  @Test
  void doesNotWaitForEverForAHandshake() throws Exception {
    settings.put("MOTORPOOL_ANSWER_SECONDS", "1");
    service("notification", request -> {});
    start();

    assertThat(raw(handshake(TOPIC))).startsWith("HTTP/1.1 504 ");
  }

  private void webSocketService() {
    webSocketService(
        socket -> {
          socket.writeTextMessage("welcome " + socket.path());
          socket.textMessageHandler(
              text -> {
                if (text.equals("bye")) {
                  socket.close((short) 4001, "as you like");
                } else {
                  socket.writeTextMessage("echo " + text);
                }
              });
        });
  }

  private void webSocketService(Handler<ServerWebSocket> handler) {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .webSocketHandler(handler)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    services.put("notification", List.of(URI.create("http://127.0.0.1:" + server.actualPort())));
  }

  private WebSocket connect(String path, Listener listener) throws Exception {
    return client
        .newWebSocketBuilder()
        .buildAsync(webSocket(path), listener)
        .get(30, TimeUnit.SECONDS);
  }

  private URI webSocket(String path) {
    return URI.create("ws://127.0.0.1:" + gateway.port() + path);
  }

  private static final class Listener implements WebSocket.Listener {

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final List<CharSequence> parts = new ArrayList<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      parts.add(data);
      if (last) {
        texts.add(String.join("", parts));
        parts.clear();
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
      closed.complete(statusCode);
      return null;
    }
  }
}
