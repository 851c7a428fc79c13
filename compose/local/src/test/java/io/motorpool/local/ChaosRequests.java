package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Requests as a good client sends them: what gets no definite answer is repeated with the same
 * idempotency key, until it has one.
 */
final class ChaosRequests {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  private final HttpClient http;
  private final URI gateway;
  private final Supplier<String> bearer;
  private final AtomicInteger repeated = new AtomicInteger();

  ChaosRequests(HttpClient http, URI gateway, Supplier<String> bearer) {
    this.http = http;
    this.gateway = gateway;
    this.bearer = bearer;
  }

  /** A definite answer: the status and the body. */
  record Answer(int status, JsonNode body) {

    /** Whether it is a problem of that type, given without its prefix. */
    boolean isProblem(String type) {
      return body.path("type").asText().equals("urn:motorpool:problem:" + type);
    }
  }

  /** How many requests had to be repeated. */
  int repeated() {
    return repeated.get();
  }

  JsonNode get(String path) throws InterruptedException {
    Answer answer = persistently(HttpRequest.newBuilder(gateway.resolve(path)).GET());
    if (answer.status() != 200) {
      throw new AssertionError("GET %s is answered %s".formatted(path, answer));
    }
    return answer.body();
  }

  Answer post(String path, UUID key, JsonNode body) throws InterruptedException {
    return persistently(
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key.toString())
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private Answer persistently(HttpRequest.Builder request) throws InterruptedException {
    HttpRequest limited =
        request.timeout(TIME_LIMIT).header("Authorization", "Bearer " + bearer.get()).build();
    while (true) {
      try {
        HttpResponse<String> response = http.send(limited, BodyHandlers.ofString());
        Answer answer = new Answer(response.statusCode(), Api.JSON.readTree(response.body()));
        if (answer.status() < 500
            && answer.status() != 429
            && !answer.isProblem("idempotency-key-in-use")) {
          return answer;
        }
      } catch (IOException e) {
        // Nobody knows what happened; the same key finds out.
      }
      repeated.incrementAndGet();
      Thread.sleep(ThreadLocalRandom.current().nextInt(200, 500));
    }
  }
}
