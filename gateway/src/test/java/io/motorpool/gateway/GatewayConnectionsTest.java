package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections the gateway takes, and what becomes of those that are too many. */
class GatewayConnectionsTest extends GatewayFixture {

  private static final String ASK = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void closeAll() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void limitsTheConnectionsOfAnAddress() throws Exception {
    settings.put("MOTORPOOL_MAX_CONNECTIONS_PER_ADDRESS", "2");
    start();
    assertThat(firstLine(connection(ASK))).startsWith("HTTP/1.1 200 ");
    Socket second = connection(ASK);
    assertThat(firstLine(second)).startsWith("HTTP/1.1 200 ");

    // It is told so before it asks, and then closed, whatever it asks.
    assertThat(raw(""))
        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
        .contains("Retry-After: ", "Connection: close", "X-Content-Type-Options: nosniff")
        .contains("urn:motorpool:problem:too-many-connections")
        .endsWith("}");
    assertThat(raw(ASK)).startsWith("HTTP/1.1 429 ").containsOnlyOnce("HTTP/1.1");

    second.close();
    await().until(() -> firstLine(connection(ASK)).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void limitsTheConnectionsInAllAndCountsThem() throws Exception {
    settings.put("MOTORPOOL_MAX_CONNECTIONS", "2");
    settings.put("MOTORPOOL_MAX_CONNECTIONS_PER_ADDRESS", "0");
    start();
    Socket first = connection("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(firstLine(first)).startsWith("HTTP/1.1 200 ");
    assertThat(firstLine(connection(ASK))).startsWith("HTTP/1.1 200 ");

    assertThat(raw(ASK))
        .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
        .contains("Retry-After: ", "urn:motorpool:problem:busy");

    first.close();
    await()
        .untilAsserted(
            () ->
                assertThat(raw("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .contains("motorpool_gateway_connections_open 2.0")
                    .containsPattern("motorpool_gateway_connections_refused_total [1-9]"));
  }

  @Test
  void countsAWebSocketAsAConnection() throws Exception {
    settings.put("MOTORPOOL_MAX_CONNECTIONS_PER_ADDRESS", "2");
    webSocketService();
    start();
    assertThat(firstLine(connection(handshake(TOPIC)))).startsWith("HTTP/1.1 101 ");
    Socket second = connection(handshake(TOPIC));
    assertThat(firstLine(second)).startsWith("HTTP/1.1 101 ");

    assertThat(raw(handshake(TOPIC))).startsWith("HTTP/1.1 429 ");

    second.close();
    await().until(() -> firstLine(connection(handshake(TOPIC))).startsWith("HTTP/1.1 101 "));
  }

  @Test
  void limitsTheWebSocketsOfAnAddressBehindAProxy() throws Exception {
    settings.put("MOTORPOOL_MAX_CONNECTIONS_PER_ADDRESS", "1");
    settings.put("MOTORPOOL_TRUSTED_PROXIES", "127.0.0.1");
    webSocketService();
    start();
    Socket first = connection(handshake(TOPIC, "X-Forwarded-For: 203.0.113.7"));
    assertThat(firstLine(first)).startsWith("HTTP/1.1 101 ");

    assertThat(raw(handshake(TOPIC, "X-Forwarded-For: 203.0.113.7")))
        .startsWith("HTTP/1.1 429 ")
        .containsIgnoringCase("Retry-After: ")
        .contains("urn:motorpool:problem:too-many-connections");
    assertThat(firstLine(connection(handshake(TOPIC, "X-Forwarded-For: 203.0.113.8"))))
        .startsWith("HTTP/1.1 101 ");

    first.close();
    await()
        .until(
            () ->
                firstLine(connection(handshake(TOPIC, "X-Forwarded-For: 203.0.113.7")))
                    .startsWith("HTTP/1.1 101 "));
  }

  private void webSocketService() {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .webSocketHandler(socket -> {})
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    services.put("notification", List.of(URI.create("http://127.0.0.1:" + server.actualPort())));
  }

  private Socket connection(String request) throws IOException {
    Socket socket = new Socket("127.0.0.1", gateway.port());
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(request.getBytes(UTF_8));
    sockets.add(socket);
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(13), UTF_8);
  }
}
