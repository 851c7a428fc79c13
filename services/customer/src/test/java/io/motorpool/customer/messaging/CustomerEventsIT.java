package io.motorpool.customer.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.DocumentedEvents;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ParkedEvents;
import io.motorpool.testing.ServiceUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomerEventsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static ServiceUnderTest running;
  private static Http service;
  private static Events events;

  @BeforeAll
  static void start() {
    running = ServiceUnderTest.start(Database.CUSTOMER);
    service = running.http();
    events = running.events().listen("customer.*");
  }

  @AfterAll
  static void stop() {
    events.close();
    running.close();
  }

  @Test
  void tellsWhoWasRegisteredButNeitherAgeNorLicence() {
    String email = newEmail();
    UUID id = register(email);

    JsonNode event = events.await("customer.registered", id);

    assertThat(event.get("source").asText()).isEqualTo("/motorpool/customer");
    assertThat(event.get("subject").asText()).isEqualTo(id.toString());
    JsonNode data = event.get("data");
    assertThat(data.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "id", "status", "firstName", "lastName", "email", "phone", "address", "version");
    assertThat(data.get("email").asText()).isEqualTo(email);
    assertThat(data.at("/address/street").asText()).isEqualTo("Praterstraße 12");
    assertThat(data.get("version").asLong()).isZero();
  }

  @Test
  void tellsWhatHasChangedWithTheNewVersion() {
    UUID id = register(newEmail());
    String email = newEmail();
    service.put("/customers/" + id, customer(email), "If-Match", "\"0\"");

    JsonNode data = events.await("customer.changed", id).get("data");

    assertThat(data.get("email").asText()).isEqualTo(email);
    assertThat(data.get("version").asLong()).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsNotToldOf() {
    String email = newEmail();
    UUID id = register(email);
    UUID other = register(newEmail());
    assertThat(service.put("/customers/" + other, customer(email), "If-Match", "\"0\"").status())
        .isEqualTo(409);
    assertThat(service.post("/customers", customer(email)).status()).isEqualTo(409);
    running.awaitPublished();

    // Another test may have had all of it sent again.
    assertThat(events.typesAbout(id)).containsOnly("customer.registered");
    assertThat(events.typesAbout(other)).containsOnly("customer.registered");
  }

  @Test
  void sendsAgainWhatAQueueThatWasMissingHasLost() {
    UUID id = register(newEmail());
    events.await("customer.registered", id);
    running.awaitPublished();
    int before = events.about(id).size();

    events.publish(
        "/motorpool/notification",
        "queue.recreated",
        UUID.randomUUID(),
        Map.of(
            "queue", "notification.events", "routingKeys", List.of("reservation.*", "customer.*")));

    await().atMost(PATIENCE).until(() -> events.about(id).size() > before);
    assertThat(events.about(id).stream().distinct()).hasSize(1);
  }

  @Test
  void whoWasRegisteredBeforeThereWereEventsIsToldOfByTheMigration() {
    UUID id = UUID.randomUUID();
    running.update(
        "insert into customer (id, first_name, last_name, email, date_of_birth, licence_number,"
            + " licence_country, licence_issued_on, licence_expires_on, street, city, postal_code,"
            + " country, version, created_at, updated_at) values (?, 'Jürgen \"Joe\"', 'Berg', ?,"
            + " '1980-01-31', '1', 'SE', '2000-01-01', '2030-01-01', 'Am Platz 1', 'Graz', '8010',"
            + " 'AT', 4, now(), now())",
        id,
        newEmail());

    running.update(announcement());

    JsonNode event = events.await("customer.changed", id);
    assertThat(event.get("id").asText())
        .isEqualTo(
            running.query(String.class, "select event_id::text from outbox where subject = ?", id));
    assertThat(event.get("time").asText()).endsWith("Z");
    JsonNode data = event.get("data");
    assertThat(data.get("firstName").asText()).isEqualTo("Jürgen \"Joe\"");
    assertThat(data.get("status").asText()).isEqualTo("ACTIVE");
    assertThat(data.has("phone")).isFalse();
    assertThat(data.at("/address/postalCode").asText()).isEqualTo("8010");
    assertThat(data.get("version").asLong()).isEqualTo(4);
  }

  @Test
  void whatTheDocumentShowsAsAnEventIsNotParked() {
    DocumentedEvents.check(running);
  }

  @Test
  void whatIsNoEventIsParkedForAPerson() {
    ParkedEvents.check(running, "customer", "queue.recreated");
  }

  /** The statement that the migration consists of. */
  private static String announcement() {
    try (InputStream file =
        Database.class.getClassLoader().getResourceAsStream("customerdb/announce.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("--"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UUID register(String email) {
    Http.Answer created = service.post("/customers", customer(email));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return UUID.fromString(created.json().get("id").asText());
  }

  private static String newEmail() {
    return "anna.gruber." + UUID.randomUUID() + "@example.com";
  }

  private static String customer(String email) {
    return """
        {"firstName": "Anna", "lastName": "Gruber", "email": "%s", "phone": "+43 660 1234567",
         "dateOfBirth": "1991-04-17",
         "drivingLicence": {"number": "09123456", "country": "AT", "issuedOn": "2010-05-03",
                            "expiresOn": "2090-05-02"},
         "address": {"street": "Praterstraße 12", "city": "Wien", "postalCode": "1020",
                     "country": "AT"}}
        """
        .formatted(email);
  }
}
