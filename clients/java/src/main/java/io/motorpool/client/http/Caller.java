package io.motorpool.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.motorpool.client.Answer;
import io.motorpool.client.NoAnswerException;
import io.motorpool.client.ProblemException;
import io.motorpool.client.RetryPolicy;
import io.motorpool.client.model.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Sends calls, and sends those again that may be. Safe for use by many threads. */
public final class Caller {

  private static final int CONFLICT = 409;
  private static final String KEY_IN_USE = "urn:motorpool:problem:idempotency-key-in-use";

  /** The answers that say nothing of the request itself, but that it did not get through. */
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

  private final HttpClient http;
  private final String base;
  private final Supplier<String> token;
  private final Duration timeout;
  private final RetryPolicy policy;

  /**
   * A caller.
   *
   * @param http sends the requests
   * @param base where the contract's paths begin
   * @param token gives the bearer token for each attempt; null for none
   * @param timeout for the answer to one attempt
   * @param policy how it is tried again
   */
  public Caller(
      HttpClient http, URI base, Supplier<String> token, Duration timeout, RetryPolicy policy) {
    this.http = http;
    this.base = base.toString().replaceAll("/+$", "");
    this.token = token;
    this.timeout = timeout;
    this.policy = policy;
  }

  /**
   * Makes a call.
   *
   * @param call what is called
   * @param type of the answer's body
   * @param <T> the same
   * @return the answer, if it is a good one
   * @throws ProblemException if it is not
   * @throws NoAnswerException if there is none that can be understood
   */
  public <T> Answer<T> send(Call call, TypeReference<T> type) {
    byte[] body = call.bytes();
    long end = System.nanoTime() + policy.timeLimit().toNanos();
    for (int attempt = 1; ; attempt++) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      HttpResponse<byte[]> response = null;
      IOException failure = null;
      try {
        response = http.send(request(call, body, left), BodyHandlers.ofByteArray());
        if (!isWorthRepeating(response)) {
          return answer(call, response, type);
        }
      } catch (IOException e) {
        failure = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NoAnswerException(call + " was interrupted", e);
      }
      Duration pause = pause(attempt, response);
      boolean inTime = System.nanoTime() + pause.toNanos() < end;
      if (!call.isRepeatable() || attempt == policy.attempts() || !inTime) {
        if (failure != null) {
          throw new NoAnswerException(call + " is not answered: " + reason(failure), failure);
        }
        return answer(call, response, type);
      }
      sleep(call, pause);
    }
  }

  private HttpRequest request(Call call, byte[] body, Duration left) {
    Duration limit = left.compareTo(timeout) < 0 ? left : timeout;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + call.target()))
            // Zero is not allowed, and a moment is enough to fail in.
            .timeout(limit.toMillis() < 1 ? Duration.ofMillis(1) : limit)
            .method(
                call.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    call.headers().forEach(request::header);
    String bearer = token.get();
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return request.build();
  }

  private static boolean isWorthRepeating(HttpResponse<byte[]> response) {
    // 409 with this type: the attempt before is still being worked on.
    return PASSING.contains(response.statusCode())
        || (response.statusCode() == CONFLICT
            && KEY_IN_USE.equals(readProblem(response).map(Problem::getType).orElse(null)));
  }

  private Duration pause(int attempt, HttpResponse<byte[]> response) {
    Duration pause = policy.delayAfter(attempt);
    if (response == null) {
      return pause;
    }
    Optional<Duration> asked =
        response.headers().firstValue("Retry-After").flatMap(Caller::seconds);
    return asked.filter(it -> it.compareTo(pause) > 0).orElse(pause);
  }

  /** Motorpool says seconds; a date, which a proxy may send, is not worth trusting a clock for. */
  private static Optional<Duration> seconds(String text) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Integer.parseInt(text.strip()))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void sleep(Call call, Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException(call + " was interrupted", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Answer<T> answer(
      Call call, HttpResponse<byte[]> response, TypeReference<T> type) {
    if (response.statusCode() / 100 != 2) {
      throw new ProblemException(
          call.toString(),
          readProblem(response).orElseGet(() -> unknownProblem(response.statusCode())),
          response.headers().firstValue("X-Request-Id").orElse(null));
    }
    byte[] body = response.body();
    Object read;
    if (body.length == 0 || type.getType() == Void.class) {
      read = null;
    } else if (type.getType() == byte[].class) {
      read = body;
    } else if (type.getType() == String.class && !isJson(response)) {
      read = new String(body, StandardCharsets.UTF_8);
    } else {
      try {
        read = Json.MAPPER.readValue(body, type);
      } catch (IOException e) {
        throw new NoAnswerException(
            "%s is answered %d with what is not of the contract: %s"
                .formatted(call, response.statusCode(), reason(e)),
            e);
      }
    }
    return new Answer<>(response.statusCode(), response.headers(), (T) read);
  }

  private static boolean isJson(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Content-Type").orElse("").contains("json");
  }

  private static Optional<Problem> readProblem(HttpResponse<byte[]> response) {
    try {
      Problem problem = Json.MAPPER.readValue(response.body(), Problem.class);
      return Optional.ofNullable(problem)
          .filter(it -> it.getType() != null && it.getTitle() != null && it.getStatus() != null);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Problem unknownProblem(int status) {
    return new Problem().type("about:blank").title("Answered with " + status).status(status);
  }

  private static String reason(Exception e) {
    if (e instanceof JsonProcessingException json) {
      // Without the text it was read from, which may be personal.
      return json.getOriginalMessage();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
