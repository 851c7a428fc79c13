package io.motorpool.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** What every consuming service does with a message that is no event, from the queue to its end. */
public final class ParkedEvents {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ParkedEvents() {}

  /**
   * Sends a service something that is no event, and checks that it can be listed, read, replayed in
   * vain and discarded, and that it is counted.
   *
   * @param service the running service
   * @param name its name, as in its paths
   * @param routingKey something its queue is bound to
   */
  public static void check(ServiceUnderTest service, String name, String routingKey) {
    Http http = service.http();
    Metrics metrics = new Metrics(http);
    String path = "/operations/" + name + "/parked-events";
    String body = "no event " + UUID.randomUUID();
    double parkedBefore = metrics.find("motorpool_events_parked_total").orElse(0);

    try (Events events = service.events()) {
      events.publish(routingKey, body.getBytes(StandardCharsets.UTF_8));
    }
    await("parked").atMost(PATIENCE).until(() -> id(http, path, body), found -> found != null);
    String parked = path + "/" + id(http, path, body);

    JsonNode read = http.get(parked).json();
    assertThat(read.at("/attempts").asInt()).isEqualTo(1);
    assertThat(read.at("/reason").asText()).startsWith("MalformedEvent");
    assertThat(read.at("/body/encoding").asText()).isEqualTo("TEXT");
    // It is counted once it is stored.
    await("counted as parked")
        .atMost(PATIENCE)
        .until(() -> metrics.find("motorpool_events_parked_total").orElse(0) == parkedBefore + 1);

    Http.Answer replayed = http.method("POST", parked + "/replay");
    assertThat(replayed.status()).as("%s", replayed).isEqualTo(422);
    assertThat(replayed.problem()).isEqualTo("replay-failed");
    assertThat(http.get(parked).json().at("/attempts").asInt()).isEqualTo(2);

    assertThat(http.method("DELETE", parked).status()).isEqualTo(400);
    assertThat(http.method("DELETE", parked + "?reason=a+test").status()).isEqualTo(204);
    assertThat(http.get(parked).status()).isEqualTo(404);
    await("counted as gone")
        .atMost(PATIENCE)
        .until(() -> metrics.value("motorpool_parked_events") == service.parked());
  }

  /** The id under which a message is parked, or null. */
  private static String id(Http http, String path, String body) {
    for (JsonNode item : http.get(path + "?limit=200").json().get("items")) {
      String id = item.get("id").asText();
      if (body.equals(http.get(path + "/" + id).json().at("/body/content").asText())) {
        return id;
      }
    }
    return null;
  }
}
