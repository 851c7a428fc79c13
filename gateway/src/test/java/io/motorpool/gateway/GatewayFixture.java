package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with services that a test makes up; those it does not are away. */
abstract class GatewayFixture {

  static final long LONGEST_BODY = 1_000_000;

  private static final List<Route> ROUTES =
      List.of(
          openRoute("/invoices", Set.of("GET", "POST"), "billing"),
          openRoute("/invoices/{invoiceId}", Set.of("GET"), "billing"),
          openRoute("/vehicles", Set.of("GET"), "vehicle"),
          Route.topic("/topic/reservations/{customerId}", "notification"));

  /** Where a WebSocket is opened, with what has to look like a ticket. */
  static final String TOPIC = "/topic/reservations/42?ticket=once";

  final Vertx vertx = Vertx.vertx();
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final Map<String, List<URI>> services = new HashMap<>();
  final Map<String, String> settings = new HashMap<>();
  final List<Route> routes = new ArrayList<>(ROUTES);
  final TestIssuer issuer = new TestIssuer();
  private final List<Socket> keptPorts = new ArrayList<>();
  Gateway gateway;

  @BeforeAll
  static void haveTime() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @BeforeEach
  void nobodyIsThere() {
    Contracts.SERVICES.forEach(service -> services.put(service, List.of(closedPort())));
  }

  @AfterEach
  void stop() throws IOException {
    if (gateway != null) {
      gateway.close();
    }
    issuer.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    for (Socket port : keptPorts) {
      port.close();
    }
  }

  void start() {
    gateway = Gateway.start(Configuration.from(environment()), new RouteTable(routes));
  }

  /** A path that everybody may call in any way. */
  static Route openRoute(String template, Set<String> methods, String service) {
    Operation open = new Operation(Access.EVERYBODY, RequestRules.NONE, false);
    return new Route(
        template, methods.stream().collect(Collectors.toMap(it -> it, it -> open)), service);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("MOTORPOOL_PORT", "0");
    environment.put("MOTORPOOL_MAX_BODY_BYTES", String.valueOf(LONGEST_BODY));
    environment.put("MOTORPOOL_REQUEST_SECONDS", "20");
    environment.put("MOTORPOOL_IDENTITY_ISSUER", issuer.name());
    environment.put("MOTORPOOL_IDENTITY_KEYS", issuer.keys());
    environment.put("MOTORPOOL_ANSWER_SECONDS", "20");
    environment.put("MOTORPOOL_ALLOWED_ORIGINS", "http://localhost:8083");
    services.forEach(
        (name, replicas) ->
            environment.put(
                "MOTORPOOL_%s_URL".formatted(name.toUpperCase(Locale.ROOT)),
                replicas.stream().map(URI::toString).collect(Collectors.joining(","))));
    environment.putAll(settings);
    return environment;
  }

  void service(String name, Handler<HttpServerRequest> handler) {
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

  /** Where nobody listens; nor will anybody before the test is over, as the port is kept. */
  URI closedPort() {
    try {
      Socket socket = new Socket();
      keptPorts.add(socket);
      socket.bind(new InetSocketAddress("127.0.0.1", 0));
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  /**
   * Asks until the gateway says that this is too much. A bucket gains a token a second or more
   * while it is emptied, so how many requests it takes is up to the machine.
   */
  static HttpResponse<String> askTooMuch(Callable<HttpResponse<String>> ask) throws Exception {
    HttpResponse<String> answer = ask.call();
    for (int i = 0; i < 200 && answer.statusCode() != 429; i++) {
      answer = ask.call();
    }
    return answer;
  }

  /** All that comes back until the gateway closes, which it has to be asked for or made to do. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  String rawStatus(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      byte[] answer = new byte[64];
      int length = socket.getInputStream().readNBytes(answer, 0, 20);
      return new String(answer, 0, length, UTF_8);
    }
  }

  /** What asks for a WebSocket. */
  static String handshake(String path, String... headers) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
        + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining())
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  static void assertProblem(HttpResponse<String> answer, int status, String type, String instance) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getString("type")).isEqualTo("urn:motorpool:problem:" + type);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("instance")).isEqualTo(instance);
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
  }
}
