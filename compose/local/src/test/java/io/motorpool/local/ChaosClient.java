package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One who books and cancels without pause, as a good client does: what it does not get a definite
 * answer to it repeats with the same idempotency key, until it knows.
 */
final class ChaosClient implements Runnable {

  private final HttpClient http;
  private final URI gateway;
  private final Random random;
  private final String customer;
  private final List<String> vehicles;
  private final Map<String, String> branchOf;
  private final List<String> booked = new ArrayList<>();
  private volatile boolean stopping;
  private int refused;
  private int repeated;

  /** What the platform has promised: the reservations it answered 201 for, with their totals. */
  private final Map<String, String> promised = new ConcurrentHashMap<>();

  /** The reservations it said were cancelled. */
  private final List<String> cancelled = new ArrayList<>();

  ChaosClient(
      HttpClient http, URI gateway, long seed, String customer, Map<String, String> branchOf) {
    this.http = http;
    this.gateway = gateway;
    this.random = new Random(seed);
    this.customer = customer;
    this.vehicles = branchOf.keySet().stream().sorted().toList();
    this.branchOf = branchOf;
  }

  void stop() {
    stopping = true;
  }

  String customer() {
    return customer;
  }

  Map<String, String> promised() {
    return promised;
  }

  List<String> cancelled() {
    return cancelled;
  }

  @Override
  public String toString() {
    return "%d booked, %d refused, %d cancelled, %d requests repeated"
        .formatted(promised.size(), refused, cancelled.size(), repeated);
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        if (random.nextInt(4) == 0 && !booked.isEmpty()) {
          cancel(booked.remove(random.nextInt(booked.size())));
        } else {
          book();
        }
        Thread.sleep(20 + random.nextInt(80));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void book() throws InterruptedException {
    String vehicle = vehicles.get(random.nextInt(vehicles.size()));
    Instant start =
        LocalDate.now(ZoneOffset.UTC)
            .plusDays(10 + random.nextInt(250))
            .atTime(12, 0)
            .toInstant(ZoneOffset.UTC);
    ObjectNode booking =
        Api.JSON
            .createObjectNode()
            .put("customerId", customer)
            .put("vehicleId", vehicle)
            .put("pickupBranchId", branchOf.get(vehicle))
            .put("startsAt", start.toString())
            .put("endsAt", start.plus(Duration.ofDays(1 + random.nextInt(4))).toString());
    HttpResponse<String> answer = persistently("/reservations", booking);
    if (answer.statusCode() == 201) {
      JsonNode reservation = json(answer);
      String id = reservation.path("id").asText();
      promised.put(id, reservation.at("/price/total/amount").asText());
      booked.add(id);
    } else {
      refused++;
    }
  }

  private void cancel(String reservation) throws InterruptedException {
    HttpResponse<String> answer =
        persistently(
            "/reservations/%s/cancel".formatted(reservation),
            Api.JSON.createObjectNode().put("reason", "Plans changed"));
    // An answer that was lost may have been the 200; 409 says that it is cancelled already.
    if (answer.statusCode() == 200 || answer.statusCode() == 409) {
      cancelled.add(reservation);
    } else {
      throw new AssertionError("Cancelling is answered " + answer.statusCode() + answer.body());
    }
  }

  /** Asks until there is an answer that says what happened. */
  private HttpResponse<String> persistently(String path, JsonNode body)
      throws InterruptedException {
    String key = new UUID(random.nextLong(), random.nextLong()).toString();
    while (true) {
      try {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(gateway.resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(body.toString()))
                    .build(),
                BodyHandlers.ofString());
        boolean stillRunning = answer.body().contains("idempotency-key-in-use");
        if (answer.statusCode() < 500 && answer.statusCode() != 429 && !stillRunning) {
          return answer;
        }
      } catch (IOException e) {
        // Nobody knows what happened; the same key finds out.
      }
      repeated++;
      Thread.sleep(200 + random.nextInt(300));
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Api.JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
