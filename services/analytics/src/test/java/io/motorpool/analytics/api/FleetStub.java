package io.motorpool.analytics.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Stands in for the vehicle service, so that a test can let it answer anything, or nothing. */
final class FleetStub implements AutoCloseable {

  private final HttpServer server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile List<String> pages = List.of("{\"items\":[]}");
  private volatile int status = 200;
  private volatile boolean silent;

  FleetStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/vehicles", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The fleet, a page each; every page but the last names the next. */
  void has(List<List<String>> vehicles) {
    pages =
        IntStream.range(0, vehicles.size())
            .mapToObj(
                i ->
                    "{\"items\":["
                        + String.join(",", vehicles.get(i))
                        + "]"
                        + (i + 1 < vehicles.size() ? ",\"nextCursor\":\"" + (i + 1) + "\"" : "")
                        + "}")
            .toList();
    answers(200);
  }

  void answers(int status) {
    this.status = status;
    this.silent = false;
  }

  void isSilent() {
    silent = true;
  }

  static String vehicle(String vehicleClass, UUID branchId, String status) {
    return """
    {"id":"%s","registrationNumber":"W-1","make":"Skoda","model":"Fabia","modelYear":2025,
     "vehicleClass":"%s","branchId":"%s","odometerKm":1,"status":"%s","version":0}"""
        .formatted(UUID.randomUUID(), vehicleClass, branchId, status);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (silent) {
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
      return;
    }
    String query = exchange.getRequestURI().getQuery();
    int page =
        query.matches(".*cursor=\\d+.*")
            ? Integer.parseInt(query.replaceAll(".*cursor=(\\d+).*", "$1"))
            : 0;
    byte[] bytes = (status == 200 ? pages.get(page) : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
