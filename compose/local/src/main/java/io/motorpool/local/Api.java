package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The platform as a client with a token sees it: JSON over HTTP, and WebSockets, through the
 * gateway.
 */
final class Api {

  static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than the gateway's own for an answer. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

  private static final Duration BEFORE_ASKING_AGAIN = Duration.ofSeconds(1);

  private final URI base;
  private final Supplier<String> bearer;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param base where the paths begin
   * @param bearer the token of whoever calls
   */
  Api(URI base, Supplier<String> bearer) {
    this.base = base;
    this.bearer = bearer;
  }

  /** What is at a path; anything but an answer of 200 is an error. */
  JsonNode get(String path) {
    return expect(sendUntilServed("GET", path, null), 200);
  }

  /** Sends a body and expects to hear of something created, or changed by an action. */
  JsonNode post(String path, JsonNode body) {
    return expect(sendUntilServed("POST", path, body), 200, 201);
  }

  /** Changes what is at a path, if it is still at this version. */
  JsonNode patch(String path, long version, JsonNode body) {
    return expect(
        sendUntilServed("PATCH", path, body, "If-Match", "\"%d\"".formatted(version)), 200);
  }

  /**
   * A machine that is busy may answer 503, by which nothing was changed: then it is asked again.
   */
  private Answer sendUntilServed(String method, String path, JsonNode body, String... headers) {
    long limit = System.nanoTime() + TIME_LIMIT.toNanos();
    while (true) {
      Answer answer = send(method, path, body, headers);
      if (answer.status() != 503 || System.nanoTime() > limit) {
        return answer;
      }
      try {
        Thread.sleep(BEFORE_ASKING_AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return answer;
      }
    }
  }

  /** Sends a request once, and returns whatever is answered. */
  Answer send(String method, String path, JsonNode body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIME_LIMIT)
            .header("Authorization", authorization())
            .header("Accept", "application/json, application/problem+json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body.toString()));
    }
    String what = method + " " + path;
    try {
      HttpResponse<String> response =
          client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(what, response.statusCode(), response.body());
    } catch (IOException e) {
      throw new LaunchException("%s is not answered at %s: %s".formatted(what, base, reason(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("%s was interrupted".formatted(what), e);
    }
  }

  /**
   * Writes what is at a path into a file.
   *
   * @param mediaType as which it is wanted
   */
  void download(String path, String mediaType, Path folder, Path file) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIME_LIMIT)
            .header("Authorization", authorization())
            .header("Accept", mediaType)
            .build();
    try {
      Files.createDirectories(folder);
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("");
      if (response.statusCode() != 200 || !type.startsWith(mediaType)) {
        throw new LaunchException(
            "GET %s is answered %d, %s".formatted(path, response.statusCode(), type));
      }
      Files.write(folder.resolve(file), response.body());
    } catch (IOException e) {
      throw new LaunchException("%s cannot be had or written: %s".formatted(file, reason(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("GET %s was interrupted".formatted(path), e);
    }
  }

  /** Opens a WebSocket. */
  WebSocket open(String path, WebSocket.Listener listener) {
    URI uri = URI.create("ws" + base.resolve(path).toString().substring("http".length()));
    return client
        .newWebSocketBuilder()
        .connectTimeout(TIME_LIMIT)
        .header("Authorization", authorization())
        .buildAsync(uri, listener)
        .orTimeout(TIME_LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
        .exceptionally(
            e -> {
              throw new LaunchException("%s does not open: %s".formatted(uri, reason(e)), e);
            })
        .join();
  }

  private String authorization() {
    return "Bearer " + bearer.get();
  }

  static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode expect(Answer answer, int... statuses) {
    for (int status : statuses) {
      if (answer.status() == status) {
        return answer.json();
      }
    }
    throw new LaunchException(answer.describe());
  }

  private static String reason(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
  }

  /** What was answered to a request. */
  record Answer(String request, int status, String body) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        return MissingNode.getInstance();
      }
    }

    /** One line: the request, the status and what the problem says of itself. */
    String describe() {
      JsonNode problem = json();
      String detail = problem.path("detail").asText(problem.path("title").asText(""));
      return "%s is answered %d%s"
          .formatted(request, status, detail.isEmpty() ? "" : ": " + detail);
    }
  }
}
