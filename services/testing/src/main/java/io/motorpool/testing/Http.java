package io.motorpool.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.motorpool.platform.api.ObjectMapperProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Requests to a REST interface, with JSON in and out. They come from the staff, who may do
 * everything that is not a customer's alone, unless it is said otherwise.
 */
public final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();
  private static final ObjectMapper JSON = ObjectMapperProvider.strictMapper();

  private final URI base;
  private final Supplier<Optional<String>> token;

  /**
   * @param base where the paths begin
   */
  public Http(URI base) {
    this(base, () -> Optional.of(Tokens.staff()));
  }

  private Http(URI base, Supplier<Optional<String>> token) {
    this.base = base;
    this.token = token;
  }

  /** The same interface, called by whoever the token is for. */
  public Http as(String bearer) {
    return new Http(base, () -> Optional.of(bearer));
  }

  /** The same interface, called by nobody in particular. */
  public Http anonymously() {
    return new Http(base, Optional::empty);
  }

  /** Reads a resource. */
  public Answer get(String path) {
    return send(request(path).GET());
  }

  /**
   * Posts a body.
   *
   * @param body JSON as a string, or an object to be written as JSON
   */
  public Answer post(String path, Object body, String... headers) {
    return send(withHeaders(request(path), headers).POST(publisher(body)));
  }

  /** Replaces a resource; as {@link #post}. */
  public Answer put(String path, Object body, String... headers) {
    return send(withHeaders(request(path), headers).PUT(publisher(body)));
  }

  /** Changes a part of a resource; as {@link #post}. */
  public Answer patch(String path, Object body, String... headers) {
    return send(withHeaders(request(path), headers).method("PATCH", publisher(body)));
  }

  /** Any other method, without a body. */
  public Answer method(String method, String path) {
    return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  /**
   * Any request.
   *
   * @param body as {@link #post}, or null for none
   */
  public Answer send(String method, String path, Object body, String... headers) {
    return send(
        withHeaders(request(path), headers)
            .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : publisher(body)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json");
    token.get().ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return request;
  }

  private static HttpRequest.Builder withHeaders(HttpRequest.Builder request, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  private static HttpRequest.BodyPublisher publisher(Object body) {
    try {
      return HttpRequest.BodyPublishers.ofString(
          body instanceof String text ? text : JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the service answered. */
  public static final class Answer {

    private final HttpResponse<String> response;

    private Answer(HttpResponse<String> response) {
      this.response = response;
    }

    /** The HTTP status. */
    public int status() {
      return response.statusCode();
    }

    /** The body as it came. */
    public String body() {
      return response.body();
    }

    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Not JSON: " + response.body(), e);
      }
    }

    /** The body as a type of the contract. */
    public <T> T as(Class<T> type) {
      try {
        return JSON.readValue(response.body(), type);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Not a " + type.getName() + ": " + response.body(), e);
      }
    }

    /** A header of the answer. */
    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** The last part of a problem's type; empty if the answer is no problem. */
    public String problem() {
      boolean problem = header("Content-Type").orElse("").startsWith("application/problem+json");
      return problem ? json().path("type").asText().replace("urn:motorpool:problem:", "") : "";
    }

    @Override
    public String toString() {
      return status() + " " + response.body();
    }
  }
}
