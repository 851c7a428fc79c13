package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

  private static final long LONGEST_BODY = 1_000_000;

  /** Far more than the buffers of four sockets. */
  private static final long MOST_BUFFERED = 64_000_000;

  private static final List<Route> ROUTES =
      List.of(
          new Route("/invoices", Set.of("GET", "POST"), "billing"),
          new Route("/invoices/{invoiceId}", Set.of("GET"), "billing"),
          new Route("/vehicles", Set.of("GET"), "vehicle"),
          new Route("/topic/reservations/{customerId}", Set.of("GET"), "notification"));

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, List<URI>> services = new HashMap<>();
  private Gateway gateway;
  private int quietTicks;

  @BeforeEach
  void nobodyIsThere() {
    Contracts.SERVICES.forEach(service -> services.put(service, List.of(closedPort())));
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void passesARequestOnAndItsAnswerBack() throws Exception {
    service(
        "billing",
        request ->
            request
                .body()
                .onSuccess(
                    body ->
                        request
                            .response()
                            .setStatusCode(201)
                            .putHeader("Location", "/invoices/42")
                            .end(request.method() + " " + request.uri() + " " + body)));
    start();

    HttpResponse<String> answer =
        client.send(
            request("/invoices?limit=1").POST(HttpRequest.BodyPublishers.ofString("hello")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("POST /invoices?limit=1 hello");
    assertThat(answer.headers().firstValue("Location")).hasValue("/invoices/42");
  }

  @Test
  void tellsTheServiceWhoAsksAndBelievesNoClient() throws Exception {
    BlockingQueue<Map<String, String>> seen = new LinkedBlockingQueue<>();
    service(
        "billing",
        request -> {
          Map<String, String> headers = new HashMap<>();
          request
              .headers()
              .forEach(
                  header ->
                      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
          seen.add(headers);
          request.response().end();
        });
    start();

    HttpResponse<String> answer =
        client.send(
            request("/invoices")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Request-Id", "my-request-1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("my-request-1");
    assertThat(seen.poll(5, TimeUnit.SECONDS))
        .containsEntry("x-forwarded-for", "127.0.0.1")
        .containsEntry("x-forwarded-host", "127.0.0.1:" + gateway.port())
        .containsEntry("x-forwarded-proto", "http")
        .containsEntry("x-request-id", "my-request-1")
        .containsKey("traceparent")
        .doesNotContainKey("forwarded");
  }

  @Test
  void namesARequestThatHasNoProperName() throws Exception {
    service("billing", request -> request.response().end());
    start();

    HttpResponse<String> answer =
        client.send(
            request("/invoices").header("X-Request-Id", "<script>").build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
  }

  @Test
  void knowsOnlyTheRoutesOfTheContracts() throws Exception {
    start();

    assertProblem(get("/nowhere"), 404, "not-found", "/nowhere");
    HttpResponse<String> method =
        client.send(request("/invoices").DELETE().build(), HttpResponse.BodyHandlers.ofString());
    assertProblem(method, 405, "method-not-allowed", "/invoices");
    assertThat(method.headers().firstValue("Allow").orElseThrow()).contains("GET", "POST");
  }

  @Test
  void saysWhenAServiceCannotBeReached() throws Exception {
    start();

    HttpResponse<String> answer = get("/invoices");

    assertProblem(answer, 503, "service-unavailable", "/invoices");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
  }

  @Test
  void saysWhenAServiceDoesNotAnswerInTime() throws Exception {
    service("billing", request -> {});
    start();

    assertProblem(get("/invoices"), 504, "gateway-timeout", "/invoices");
  }

  @Test
  void saysWhenAServiceBreaksOff() throws Exception {
    service("billing", request -> request.connection().close());
    start();

    assertProblem(get("/invoices"), 502, "bad-gateway", "/invoices");
  }

  @Test
  void takesReplicasInTurnAndLeavesOutTheDead() throws Exception {
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    service("billing", request -> count(request, first));
    URI one = services.get("billing").getFirst();
    service("billing", request -> count(request, second));
    URI two = services.get("billing").getFirst();
    services.put("billing", List.of(one, closedPort(), two));
    start();

    for (int i = 0; i < 30; i++) {
      assertThat(get("/invoices").statusCode()).isEqualTo(200);
    }

    assertThat(first.get() + second.get()).isEqualTo(30);
    assertThat(first.get()).isBetween(10, 20);
  }

  @Test
  void refusesBodiesThatAreTooLong() throws Exception {
    AtomicInteger complete = new AtomicInteger();
    service(
        "billing",
        request ->
            request
                .body()
                .onSuccess(
                    body -> {
                      complete.incrementAndGet();
                      request.response().end();
                    }));
    start();

    assertThat(post(stream(LONGEST_BODY)).statusCode()).isEqualTo(200);
    assertProblem(post(stream(LONGEST_BODY + 1)), 413, "payload-too-large", "/invoices");
    assertThat(complete).hasValue(1);
    assertThat(rawStatus("POST /invoices HTTP/1.1\r\nHost: a\r\nContent-Length: 1000001\r\n\r\n"))
        .matches("HTTP/1.[01] 413 .*");
  }

  @Test
  void refusesWhatIsNoProperRequest() throws Exception {
    start();

    assertThat(rawStatus("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .matches("HTTP/1.[01] 414 .*");
    assertThat(
            rawStatus("GET /invoices HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .matches("HTTP/1.[01] 431 .*");
    assertThat(rawStatus("GET /invoices HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"))
        .matches("HTTP/1.[01] 400 .*");
    assertThat(
            rawStatus(
                "POST /invoices HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"))
        .matches("HTTP/1.[01] 400 .*");
  }

  @Test
  void streamsALargeAnswer() throws Exception {
    Buffer large = Buffer.buffer(new byte[20_000_000]);
    service("vehicle", request -> request.response().end(large));
    start();

    HttpResponse<byte[]> answer =
        client.send(request("/vehicles").build(), HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.body()).hasSize(20_000_000);
  }

  @Test
  void letsAWebSocketThrough() throws Exception {
    webSocketService();
    start();
    Listener listener = new Listener();

    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(webSocket("/topic/reservations/42"), listener)
            .get(5, TimeUnit.SECONDS);
    socket.sendText("hello", true);

    assertThat(listener.texts.poll(5, TimeUnit.SECONDS))
        .isEqualTo("welcome /topic/reservations/42");
    assertThat(listener.texts.poll(5, TimeUnit.SECONDS)).isEqualTo("echo hello");

    socket.sendText("bye", true);
    assertThat(listener.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4001);
  }

  @Test
  void letsManyWebSocketsThroughAndRequestsBesides() throws Exception {
    webSocketService();
    services.put("vehicle", services.get("notification"));
    start();

    List<Listener> listeners = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Listener listener = new Listener();
      client
          .newWebSocketBuilder()
          .buildAsync(webSocket("/topic/reservations/" + i), listener)
          .get(5, TimeUnit.SECONDS);
      listeners.add(listener);
    }

    for (Listener listener : listeners) {
      assertThat(listener.texts.poll(5, TimeUnit.SECONDS)).startsWith("welcome");
    }
    // The stand-in knows nothing but WebSockets, and says so.
    assertThat(get("/vehicles").statusCode()).isLessThan(500);
  }

  @Test
  void doesNotLetAStuckServiceHoldItsCallers() throws Exception {
    service("billing", request -> {});
    start();

    List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(
          client.sendAsync(request("/invoices").build(), HttpResponse.BodyHandlers.ofString()));
    }

    for (CompletableFuture<HttpResponse<String>> call : calls) {
      assertThat(call.get(9, TimeUnit.SECONDS).statusCode()).isIn(503, 504);
    }
  }

  @Test
  void refusesAWebSocketThatNobodyServes() throws Exception {
    start();

    String answer =
        rawStatus(
            "GET /topic/reservations/42 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

    assertThat(answer).matches("HTTP/1.[01] 503 .*");
  }

  @Test
  void letsRunningRequestsEndWhenItStops() throws Exception {
    CompletableFuture<HttpServerRequest> arrived = new CompletableFuture<>();
    service("billing", arrived::complete);
    start();
    CompletableFuture<HttpResponse<String>> running =
        client.sendAsync(request("/invoices").build(), HttpResponse.BodyHandlers.ofString());
    HttpServerRequest atTheService = arrived.get(5, TimeUnit.SECONDS);

    CompletableFuture<Void> stopping = CompletableFuture.runAsync(gateway::close);
    awaitRefusedConnections();
    assertThat(stopping).isNotDone();
    atTheService.response().end("done");

    assertThat(running.get(5, TimeUnit.SECONDS).body()).isEqualTo("done");
    stopping.get(10, TimeUnit.SECONDS);
    gateway = null;
  }

  @Test
  void tellsWebSocketsThatItGoesAway() throws Exception {
    webSocketService();
    start();
    Listener listener = new Listener();
    client
        .newWebSocketBuilder()
        .buildAsync(webSocket("/topic/reservations/42"), listener)
        .get(5, TimeUnit.SECONDS);
    assertThat(listener.texts.poll(5, TimeUnit.SECONDS)).startsWith("welcome");

    gateway.close();

    assertThat(listener.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1001);
    gateway = null;
  }

  @Test
  void tellsWebSocketsThatTheServiceWasLost() throws Exception {
    CompletableFuture<ServerWebSocket> atTheService = new CompletableFuture<>();
    webSocketService(atTheService::complete);
    start();
    Listener listener = new Listener();
    client
        .newWebSocketBuilder()
        .buildAsync(webSocket("/topic/reservations/42"), listener)
        .get(5, TimeUnit.SECONDS);

    // A TCP close without a word, as of a process that died.
    ((WebSocketInternal) atTheService.get(5, TimeUnit.SECONDS)).channelHandlerContext().close();

    assertThat(listener.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1014);
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
      reader.getOutputStream().write(handshake("/topic/reservations/42").getBytes(UTF_8));

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

    assertThat(raw(handshake("/topic/reservations/42")))
        .startsWith("HTTP/1.1 400 ")
        .contains("{\"title\":\"No such customer\"}");
  }

  @Test
  void answersAnUpgradeThatNobodyWantsAsAnOrdinaryRequest() throws Exception {
    service("vehicle", request -> request.response().end("vehicles"));
    start();

    assertThat(raw(handshake("/vehicles"))).startsWith("HTTP/1.1 200 ").endsWith("vehicles");
  }

  @Test
  void doesNotWaitForEverForAHandshake() throws Exception {
    service("notification", request -> {});
    start();

    assertThat(raw(handshake("/topic/reservations/42"))).startsWith("HTTP/1.1 504 ");
  }

  @Test
  void refusesPathsThatReadInTwoWays() throws Exception {
    service("billing", request -> request.response().end("seen " + request.uri()));
    start();

    assertThat(raw("GET /invoices/%2e%2e HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("urn:motorpool:problem:path-ambiguous");
  }

  @Test
  void keepsToItselfWhatConcernsOneConnection() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    service(
        "billing",
        request -> {
          seen.add(String.valueOf(request.getHeader("X-Secret-Hop")));
          request
              .response()
              .putHeader("Connection", "X-Internal")
              .putHeader("X-Internal", "1")
              .putHeader("Keep-Alive", "timeout=5")
              .putHeader("Proxy-Authenticate", "Basic")
              .end("body");
        });
    start();

    String answer =
        raw(
            "GET /invoices HTTP/1.1\r\nHost: a\r\nConnection: close, X-Secret-Hop\r\n"
                + "X-Secret-Hop: 1\r\n\r\n");

    assertThat(answer)
        .endsWith("body")
        .doesNotContainIgnoringCase("x-internal")
        .doesNotContainIgnoringCase("keep-alive:")
        .doesNotContainIgnoringCase("proxy-authenticate");
    assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("null");
  }

  @Test
  void blamesASlowClientForASlowUpload() throws Exception {
    service("billing", request -> request.body().onSuccess(body -> request.response().end("read")));
    start();

    assertThat(raw("POST /invoices HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"))
        .startsWith("HTTP/1.1 408 ");
  }

  @Test
  void asksForABodyOnlyIfItWillTakeIt() throws Exception {
    service(
        "billing",
        request -> request.body().onSuccess(body -> request.response().end("got " + body)));
    start();

    assertThat(
            raw(
                "POST /invoices HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 2000000\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
    assertThat(
            raw(
                "POST /invoices HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 2\r\n\r\nhi"))
        .startsWith("HTTP/1.1 100 ")
        .contains("HTTP/1.1 200 ")
        .endsWith("got hi");
  }

  @Test
  void answersForTheHeadersAloneWhereSomethingCanBeRead() throws Exception {
    service(
        "billing",
        request -> request.response().putHeader("X-Method", request.method().name()).end());
    start();

    HttpResponse<String> head =
        client.send(
            request("/invoices").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("X-Method")).hasValue("HEAD");
  }

  @Test
  void leavesOutAReplicaThatSaysItIsNotReady() throws Exception {
    AtomicBoolean ready = new AtomicBoolean(true);
    AtomicInteger asked = new AtomicInteger();
    service("billing", request -> request.response().setStatusCode(200).end("first"));
    URI first = services.get("billing").getFirst();
    service(
        "billing",
        request -> {
          if (request.path().equals("/health/ready")) {
            request.response().setStatusCode(ready.get() ? 200 : 503).end();
          } else {
            asked.incrementAndGet();
            request.response().end("second");
          }
        });
    services.put("billing", List.of(first, services.get("billing").getFirst()));
    start();
    Awaitility.await().until(() -> get("/invoices").body().equals("second"));

    ready.set(false);
    Awaitility.await()
        .until(
            () -> {
              int before = asked.get();
              for (int i = 0; i < 4; i++) {
                get("/invoices");
              }
              return asked.get() == before;
            });
    ready.set(true);

    Awaitility.await().until(() -> get("/invoices").body().equals("second"));
  }

  @Test
  void letsPagesOfAllowedOriginsInAndNoOthers() throws Exception {
    service("billing", request -> request.response().end("[]"));
    start();

    HttpResponse<String> asked =
        client.send(
            request("/invoices")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://localhost:8083")
                .header("Access-Control-Request-Method", "POST")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("POST");
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("If-Match", "Idempotency-Key");
    assertThat(from("http://localhost:8083").headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("http://localhost:8083");
    assertThat(from("http://evil.example").headers().firstValue("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  private HttpResponse<String> from(String origin) throws Exception {
    return client.send(
        request("/invoices").header("Origin", origin).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void answersForItself() throws Exception {
    start();

    assertThat(get("/").body()).contains("Motorpool", "/contracts/reservation.yaml");
    assertThat(get("/contracts/reservation.yaml").body()).startsWith("openapi:");
    for (String check : List.of("live", "started", "ready")) {
      assertThat(new JsonObject(get("/health/" + check).body()).getString("status"))
          .isEqualTo("UP");
    }
    get("/nowhere");
    assertThat(get("/metrics").body())
        .contains("motorpool_gateway_requests_seconds_count{route=\"none\"");
  }

  private void start() {
    gateway =
        Gateway.start(
            new Configuration(
                "127.0.0.1", 0, services, LONGEST_BODY, 1, Set.of("http://localhost:8083")),
            new RouteTable(ROUTES));
  }

  private void service(String name, Handler<HttpServerRequest> handler) {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(handler)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    services.put(name, List.of(URI.create("http://127.0.0.1:" + server.actualPort())));
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

  private static URI closedPort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .timeout(Duration.ofSeconds(10));
  }

  private URI webSocket(String path) {
    return URI.create("ws://127.0.0.1:" + gateway.port() + path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(InputStream body) throws Exception {
    // Without a stated length: chunked.
    return client.send(
        request("/invoices").POST(HttpRequest.BodyPublishers.ofInputStream(() -> body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static InputStream stream(long length) {
    return new ByteArrayInputStream(new byte[(int) length]);
  }

  /** Counts what clients asked, not what the gateway itself does. */
  private static void count(HttpServerRequest request, AtomicInteger asked) {
    if (!request.path().equals("/health/ready")) {
      asked.incrementAndGet();
    }
    request.response().end();
  }

  private void awaitRefusedConnections() {
    Awaitility.await()
        .until(
            () -> {
              try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
                return false;
              } catch (IOException refused) {
                return true;
              }
            });
  }

  private static String handshake(String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  /** All that comes back until the gateway closes, or says nothing more for a while. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(4_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(answer);
      } catch (SocketTimeoutException e) {
        // The gateway keeps the connection; all it had to say is here.
      }
      return answer.toString(UTF_8);
    }
  }

  private String rawStatus(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      byte[] answer = new byte[64];
      int length = socket.getInputStream().readNBytes(answer, 0, 20);
      return new String(answer, 0, length, UTF_8);
    }
  }

  private static void assertProblem(
      HttpResponse<String> answer, int status, String type, String instance) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getString("type")).isEqualTo("urn:motorpool:problem:" + type);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("instance")).isEqualTo(instance);
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
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
