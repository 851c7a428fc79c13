package io.motorpool.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server that answers as it is told to, and remembers what it was asked. */
final class StubGateway implements AutoCloseable {

  /** What was asked. */
  record Request(
      String method, String target, Map<String, List<String>> headers, String body, long nanoTime) {

    String header(String name) {
      return headers.containsKey(name) ? headers.get(name).get(0) : null;
    }
  }

  /** What to answer; a status of 0 breaks the connection off. */
  record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(String body) {
      return new Reply(200, Map.of("Content-Type", "application/json"), body);
    }

    static Reply problem(int status, String type, String... headers) {
      Map<String, String> all = new java.util.HashMap<>();
      all.put("Content-Type", "application/problem+json");
      for (int i = 0; i < headers.length; i += 2) {
        all.put(headers[i], headers[i + 1]);
      }
      return new Reply(
          status,
          all,
          """
          {"type": "urn:motorpool:problem:%s", "title": "A problem", "status": %d, "detail": "It is so.",
           "errors": [{"pointer": "#/startsAt", "detail": "is too early"}], "later": true}
          """
              .formatted(type, status));
    }

    static final Reply BREAKS_OFF = new Reply(0, Map.of(), "");
  }

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /**
   * @param replies gives the answer to each request
   */
  StubGateway(Function<Request, Reply> replies) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> handle(exchange, replies));
    server.start();
  }

  /** Answers with each of them once, the last one again and again. */
  static StubGateway answering(Reply... replies) throws IOException {
    int[] next = {0};
    return new StubGateway(request -> replies[Math.min(next[0]++, replies.length - 1)]);
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange, Function<Request, Reply> replies) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              System.nanoTime());
      requests.add(request);
      Reply reply = replies.apply(request);
      if (reply.status() == 0) {
        return;
      }
      reply.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
