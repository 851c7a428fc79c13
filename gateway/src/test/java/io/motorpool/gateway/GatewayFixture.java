package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with services that a test makes up; those it does not are away. */
abstract class GatewayFixture {

  static final long LONGEST_BODY = 1_000_000;

  private static final List<Route> ROUTES =
      List.of(
          new Route("/invoices", Set.of("GET", "POST"), "billing"),
          new Route("/invoices/{invoiceId}", Set.of("GET"), "billing"),
          new Route("/vehicles", Set.of("GET"), "vehicle"),
          new Route("/topic/reservations/{customerId}", Set.of("GET"), "notification"));

  final Vertx vertx = Vertx.vertx();
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final Map<String, List<URI>> services = new HashMap<>();
  Gateway gateway;

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

  void start() {
    gateway =
        Gateway.start(
            new Configuration(
                "127.0.0.1", 0, services, LONGEST_BODY, 1, Set.of("http://localhost:8083")),
            new RouteTable(ROUTES));
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

  static URI closedPort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .timeout(Duration.ofSeconds(10));
  }

  HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** All that comes back until the gateway closes, or says nothing more for a while. */
  String raw(String request) throws IOException {
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

  String rawStatus(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      byte[] answer = new byte[64];
      int length = socket.getInputStream().readNBytes(answer, 0, 20);
      return new String(answer, 0, length, UTF_8);
    }
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
