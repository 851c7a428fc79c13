package io.motorpool.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.microprofile.cdi.Main;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.liquibase.Database;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * The whole service in this JVM, on a free port and a database of its own, without any broker. One
 * for all tests of a run: the container does not stand being started twice.
 */
public final class CustomerServiceUnderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static CustomerServiceUnderTest running;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;

  private CustomerServiceUnderTest() {
    EmbeddedPostgres postgres = EmbeddedPostgres.throwAway().with(Database.CUSTOMER);
    System.setProperty("motorpool.database.url", postgres.urlOf(Database.CUSTOMER));
    System.setProperty("motorpool.port", "0");
    // Nobody listens there, and nobody needs to.
    System.setProperty("motorpool.broker.uri", "amqp://nobody:nobody@127.0.0.1:1/");
    Main.main(new String[0]);
    int port = CDI.current().getBeanManager().getExtension(ServerCdiExtension.class).port();
    address = URI.create("http://127.0.0.1:" + port);
  }

  /** The service, started if it is not. */
  public static synchronized CustomerServiceUnderTest start() {
    if (running == null) {
      running = new CustomerServiceUnderTest();
    }
    return running;
  }

  /** An answer of the service. */
  public record Answer(int status, java.net.http.HttpHeaders headers, String text) {

    /** The body, which must be JSON. */
    public JsonNode body() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(text, e);
      }
    }

    /** A header's first value, or "" if there is none. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /** Sends a GET. */
  public Answer get(String path) {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  /** Sends a POST with a JSON body. */
  public Answer post(String path, String body) {
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Sends a PUT with a JSON body. */
  public Answer put(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
