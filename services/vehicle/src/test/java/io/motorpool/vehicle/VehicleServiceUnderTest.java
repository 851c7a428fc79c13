package io.motorpool.vehicle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import io.helidon.microprofile.cdi.Main;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.motorpool.embedded.EmbeddedBroker;
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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeoutException;

/**
 * The whole service in this JVM, on a free port, with a database and a broker of its own. One for
 * all tests of a run: the container does not stand being started twice.
 */
public final class VehicleServiceUnderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static VehicleServiceUnderTest running;

  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedBroker broker;
  private final String database;
  private final URI address;

  private VehicleServiceUnderTest() {
    // Nobody's branch is there, so that a time that is taken for the machine's own is found out.
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
    EmbeddedPostgres postgres = EmbeddedPostgres.throwAway().with(Database.VEHICLE);
    broker = EmbeddedBroker.inMemory();
    database = postgres.urlOf(Database.VEHICLE);
    System.setProperty("motorpool.database.url", database);
    System.setProperty("motorpool.broker.uri", broker.uri().toString());
    System.setProperty("motorpool.broker.queue-type", "classic");
    System.setProperty("motorpool.port", "0");
    Main.main(new String[0]);
    int port = CDI.current().getBeanManager().getExtension(ServerCdiExtension.class).port();
    address = URI.create("http://127.0.0.1:" + port);
  }

  /** The service, started if it is not. */
  public static synchronized VehicleServiceUnderTest start() {
    if (running == null) {
      running = new VehicleServiceUnderTest();
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

  /** Publishes a message as the reservation service does, and waits for the broker's confirm. */
  public void publish(String routingKey, String body) {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(broker.uri());
      factory.setVirtualHost(ConnectionFactory.DEFAULT_VHOST);
      try (com.rabbitmq.client.Connection connection = factory.newConnection();
          Channel channel = connection.createChannel()) {
        channel.confirmSelect();
        channel.basicPublish(
            "motorpool.events",
            routingKey,
            MessageProperties.PERSISTENT_BASIC,
            body.getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirmsOrDie(5_000);
      }
    } catch (IOException | TimeoutException | InterruptedException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row that the service's own role gets for a query. */
  public String query(String sql) {
    try (Connection connection = DriverManager.getConnection(database, "vehicle", "vehicle");
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
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
