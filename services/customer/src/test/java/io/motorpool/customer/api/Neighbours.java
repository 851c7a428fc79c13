package io.motorpool.customer.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stands in for the reservation, the billing and the notification service, so that a test can let
 * them hold anything, or not answer.
 */
final class Neighbours implements AutoCloseable {

  private static final int PAGE = 2;
  private static final Pattern PARAMETER = Pattern.compile("(?:^|&)(\\w+)=([^&]*)");

  private final HttpServer server;
  private final Map<String, List<String>> held = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> silent = new ConcurrentHashMap<>();
  private final Set<String> endless = ConcurrentHashMap.newKeySet();

  Neighbours() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    for (String list : List.of("reservations", "invoices", "notifications")) {
      server.createContext("/" + list, exchange -> answer(exchange, list));
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** They hold nothing, and all answer. */
  void reset() {
    held.clear();
    failures.clear();
    silent.values().forEach(CountDownLatch::countDown);
    silent.clear();
    endless.clear();
  }

  /** What a list holds of a customer. */
  void hold(String list, UUID customer, List<String> items) {
    held.put(list + customer, items);
  }

  /** A list answers with this status from now on. */
  void fail(String list, int status) {
    failures.put(list, status);
  }

  /** A list does not answer from now on. */
  void fallSilent(String list) {
    silent.put(list, new CountDownLatch(1));
  }

  /** Every page of a list has one after it from now on. */
  void neverEnd(String list) {
    endless.add(list);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    reset();
    server.stop(0);
  }

  private void answer(HttpExchange exchange, String list) throws IOException {
    CountDownLatch silence = silent.get(list);
    if (silence != null) {
      try {
        silence.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Map<String, String> query =
        PARAMETER
            .matcher(String.valueOf(exchange.getRequestURI().getQuery()))
            .results()
            .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    int status = failures.getOrDefault(list, 200);
    byte[] body = (status == 200 ? page(list, query) : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Pages are small, and their cursors are places. */
  private String page(String list, Map<String, String> query) {
    List<String> items =
        held.getOrDefault(list + query.get("customerId"), List.of()).stream()
            .filter(item -> !query.containsKey("status") || hasStatus(item, query.get("status")))
            .toList();
    int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
    if (endless.contains(list)) {
      return "{\"items\":[" + items.getFirst() + "],\"nextCursor\":\"" + (from + 1) + "\"}";
    }
    int to = Math.min(from + Math.min(PAGE, Integer.parseInt(query.get("limit"))), items.size());
    String next = to < items.size() ? ",\"nextCursor\":\"" + to + "\"" : "";
    return "{\"items\":[" + String.join(",", items.subList(from, to)) + "]" + next + "}";
  }

  private static boolean hasStatus(String item, String status) {
    Matcher found = Pattern.compile("\"status\":\"(\\w+)\"").matcher(item);
    return found.find() && found.group(1).equals(status);
  }

  static String reservation(UUID customer, String status) {
    return """
        {"id":"%s","customerId":"%s","vehicleId":"%s","vehicleClass":"ECMR",
         "pickupBranchId":"%3$s","returnBranchId":"%3$s",
         "startsAt":"2026-12-01T09:00:00Z","endsAt":"2026-12-04T09:00:00Z","status":"%s",
         "price":{"lines":[%s],"total":{"amount":"129.00","currency":"EUR"}},
         "deposit":{"amount":"300.00","currency":"EUR"},"version":1,
         "createdAt":"2026-11-20T10:00:00Z","updatedAt":"2026-11-20T10:00:01Z"}"""
        .formatted(UUID.randomUUID(), customer, UUID.randomUUID(), status, LINE);
  }

  static String invoice(UUID customer) {
    return """
        {"id":"%s","number":"2026-000001","reservationId":"%s","customerId":"%s","status":"ISSUED",
         "kind":"RENTAL","lines":[%s],"total":{"amount":"129.00","currency":"EUR"},
         "credited":{"amount":"0.00","currency":"EUR"},"refunded":{"amount":"0.00","currency":"EUR"},
         "paid":{"amount":"0.00","currency":"EUR"},"balance":{"amount":"129.00","currency":"EUR"},
         "issuedAt":"2026-11-20T10:00:01Z","dueOn":"2026-12-04","version":0}"""
        .formatted(UUID.randomUUID(), UUID.randomUUID(), customer, LINE);
  }

  static String notification(UUID customer) {
    return """
        {"id":"%s","customerId":"%s","sequence":1,"eventType":"reservation.confirmed",
         "subject":"Your reservation is confirmed","text":"It is booked.","reservationId":"%s",
         "occurredAt":"2026-11-20T10:00:01Z","createdAt":"2026-11-20T10:00:02Z"}"""
        .formatted(UUID.randomUUID(), customer, UUID.randomUUID());
  }

  private static final String LINE =
      """
      {"type":"DAY","description":"Rental day","quantity":3,
       "unitPrice":{"amount":"43.00","currency":"EUR"},"amount":{"amount":"129.00","currency":"EUR"}}""";
}
