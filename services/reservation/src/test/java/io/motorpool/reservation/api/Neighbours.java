package io.motorpool.reservation.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Stands in for the customer and the vehicle service, so that a test can let them answer anything,
 * or nothing. That the real ones answer like this is what the end-to-end test shows.
 */
final class Neighbours implements AutoCloseable {

  static final String ELIGIBLE =
      "{\"customerId\":\"%s\",\"eligible\":true,\"reasons\":[],\"driverAge\":34}";
  static final String AVAILABLE =
      """
      {"vehicleId":"%s","vehicleClass":"ECMR","available":true,"reasons":[],"minimumDriverAge":21,
       "rate":{"hourly":{"amount":"9.00","currency":"EUR"},
               "daily":{"amount":"40.00","currency":"EUR"},
               "weekly":{"amount":"210.00","currency":"EUR"}},
       "deposit":{"amount":"300.00","currency":"EUR"},"currency":"EUR"}""";

  static final String VEHICLE =
      """
      {"id":"%s","registrationNumber":"W-12345X","make":"Skoda","model":"Fabia","modelYear":2025,
       "vehicleClass":"ECMR","branchId":"0193d5a4-1000-7c00-8000-000000000001","odometerKm":1000,
       "status":"IN_SERVICE","version":0}""";

  private static final String PATIENCE_MILLIS = "20000";

  private final HttpServer server;
  private volatile int customerStatus;
  private volatile String customerBody;
  private volatile int vehicleStatus;
  private volatile String vehicleBody;
  private volatile int branchStatus;
  private volatile int priceStatus;
  private volatile UnaryOperator<String> tariff;
  private volatile String lastPriceQuestion;
  private volatile String searchBody;
  private volatile String lastTraceParent;
  private volatile String lastAuthorization;
  private volatile String lastAvailabilityQuestion;
  private final Queue<Integer> vehicleFirst = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private volatile CountDownLatch customerHeld = new CountDownLatch(0);
  private volatile CountDownLatch vehicleHeld = new CountDownLatch(0);

  Neighbours() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext(
        "/customers",
        exchange -> {
          count(exchange);
          await(customerHeld);
          answer(exchange, customerStatus, customerBody);
        });
    server.createContext(
        "/branches",
        exchange -> {
          count(exchange);
          answer(exchange, branchStatus, "{}");
        });
    server.createContext(
        "/vehicles",
        exchange -> {
          count(exchange);
          await(vehicleHeld);
          Integer first = vehicleFirst.poll();
          boolean availability = exchange.getRequestURI().getPath().endsWith("/availability");
          if (availability) {
            lastAvailabilityQuestion = exchange.getRequestURI().getQuery();
          }
          answer(
              exchange,
              first == null ? vehicleStatus : first,
              availability ? vehicleBody : VEHICLE);
        });
    server.createContext(
        "/availability",
        exchange -> {
          count(exchange);
          answer(exchange, 200, searchBody);
        });
    server.createContext(
        "/price-calculations",
        exchange -> {
          count(exchange);
          lastPriceQuestion =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          answer(exchange, priceStatus, tariff.apply(lastPriceQuestion));
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    reset();
  }

  /** In whose name the latest request came. */
  Optional<String> lastAuthorization() {
    return Optional.ofNullable(lastAuthorization);
  }

  /** Everybody is eligible and everything is available, and answered at once. */
  void reset() {
    letCustomerGo();
    letVehicleGo();
    vehicleFirst.clear();
    requests.clear();
    customerAnswers(200, ELIGIBLE);
    vehicleAnswers(200, AVAILABLE);
    branchAnswers(200);
    searchFinds();
    priceAnswers(200, Calculations.days(2, 0));
  }

  void customerAnswers(int status, String body) {
    customerStatus = status;
    customerBody = body;
  }

  void vehicleAnswers(int status, String body) {
    vehicleStatus = status;
    vehicleBody = body;
  }

  void branchAnswers(int status) {
    branchStatus = status;
  }

  /** These vehicles of the class ECMR are free, the best first; none if there are none. */
  void searchFinds(UUID... vehicles) {
    String ids =
        Arrays.stream(vehicles).map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
    searchBody =
        vehicles.length == 0
            ? "{\"items\":[]}"
            : """
              {"items":[{"vehicleClass":"ECMR","name":"Economy","freeVehicles":%d,"vehicleIds":[%s],
               "rate":{"hourly":{"amount":"9.00","currency":"EUR"},
                       "daily":{"amount":"40.00","currency":"EUR"},
                       "weekly":{"amount":"210.00","currency":"EUR"}},
               "deposit":{"amount":"300.00","currency":"EUR"},"minimumDriverAge":21}]}"""
                .formatted(vehicles.length, ids);
  }

  /** Nothing is free, because a branch is closed. */
  void searchFindsClosed(String detail) {
    searchBody =
        "{\"items\":[],\"reasons\":[{\"code\":\"BRANCH_CLOSED\",\"detail\":\"%s\"}]}"
            .formatted(detail);
  }

  void priceAnswers(int status, String body) {
    priceStatus = status;
    tariff = question -> body;
  }

  /** Prices are what this makes of each question, both as JSON. */
  void pricesAre(UnaryOperator<String> answers) {
    priceStatus = 200;
    tariff = answers;
  }

  /** What the tariff was asked last, as JSON. */
  String lastPriceQuestion() {
    return lastPriceQuestion;
  }

  /** What was asked last about a vehicle's availability: the query, decoded. */
  String lastAvailabilityQuestion() {
    return lastAvailabilityQuestion;
  }

  /** One request is answered with this status before the others are as usual. */
  void vehicleAnswersFirst(int status) {
    vehicleFirst.add(status);
  }

  /** From now on the customer service says nothing. */
  void holdCustomer() {
    customerHeld = new CountDownLatch(1);
  }

  /** The customer service answers again, also to those that wait. */
  void letCustomerGo() {
    customerHeld.countDown();
  }

  /** From now on the vehicle service says nothing of vehicles. */
  void holdVehicle() {
    vehicleHeld = new CountDownLatch(1);
  }

  /** The vehicle service answers again, also to those that wait. */
  void letVehicleGo() {
    vehicleHeld.countDown();
  }

  /**
   * How many requests have come since the last reset.
   *
   * @param resource the first part of their path, for example {@code vehicles}
   */
  int requests(String resource) {
    return requests.getOrDefault(resource, 0);
  }

  /**
   * The configuration of a service that asks here. It waits for an answer for as long as a busy
   * machine takes; a test of what it does without one brings its own.
   *
   * @param others the rest of its configuration
   */
  Map<String, String> settings(Map<String, String> others) {
    Map<String, String> settings = new HashMap<>(others);
    for (String neighbour : List.of("customer", "vehicle")) {
      settings.put("motorpool." + neighbour + ".url", url());
      settings.put(neighbour + "/mp-rest/connectTimeout", PATIENCE_MILLIS);
      settings.put(neighbour + "/mp-rest/readTimeout", PATIENCE_MILLIS);
    }
    settings.put("Timeout/value", PATIENCE_MILLIS);
    return settings;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    letCustomerGo();
    letVehicleGo();
    server.stop(0);
  }

  /** The trace that the last call belonged to, or null. */
  String lastTraceParent() {
    return lastTraceParent;
  }

  private void count(HttpExchange exchange) {
    requests.merge(exchange.getRequestURI().getPath().split("/")[1], 1, Integer::sum);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    lastTraceParent = exchange.getRequestHeaders().getFirst("traceparent");
    lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
    String[] path = exchange.getRequestURI().getPath().split("/");
    String id = path.length > 2 ? path[2] : "";
    byte[] bytes = body.replace("%s", id).getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", status < 400 ? "application/json" : "application/problem+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
