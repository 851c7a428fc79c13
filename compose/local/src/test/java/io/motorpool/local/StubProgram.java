package io.motorpool.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Stands in for a service: says that it is ready, dies when asked to, and notes when it stops. */
public final class StubProgram {

  private StubProgram() {}

  /** Listens on {@code MOTORPOOL_PORT}; on its end a line with it goes to {@code STUB_STOPS}. */
  public static void main(String[] arguments) throws IOException {
    String port = System.getenv("MOTORPOOL_PORT");
    if (port.equals(System.getenv("STUB_FAILS_ON"))) {
      System.exit(7);
    }
    Path stops = Path.of(System.getenv("STUB_STOPS"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> append(stops, port)));
    HttpServer server =
        HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          byte[] health = health(port).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, health.length);
          exchange.getResponseBody().write(health);
          exchange.close();
        });
    server.createContext("/die", exchange -> Runtime.getRuntime().halt(3));
    server.start();
  }

  private static String health(String port) {
    boolean alone = port.equals(System.getenv("STUB_FINDS_NO_BROKER_ON"));
    return """
        {"status": "UP", "checks": [
          {"name": "database", "status": "UP"},
          {"name": "broker", "status": "UP", "data":
            {"consume": "%s", "consume-since": "2027-01-01T00:00:00Z", "publish": "CONNECTED"}}]}
        """
        .formatted(alone ? "CONNECTING" : "CONNECTED");
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
