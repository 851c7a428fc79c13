package io.motorpool.customer.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataIT {

  private static final String[] PERSONAL = {
    "Anna", "Gruber", "1991-04-17", "09123456", "1234567", "Prater", "Wien", "pavement"
  };

  private static Neighbours neighbours;
  private static ServiceUnderTest running;
  private static Http service;

  private Registered customer;

  @BeforeAll
  static void start() {
    neighbours = new Neighbours();
    running =
        ServiceUnderTest.start(
            Database.CUSTOMER,
            Map.of(
                "motorpool.reservation.url",
                neighbours.url(),
                "motorpool.billing.url",
                neighbours.url(),
                "motorpool.notification.url",
                neighbours.url(),
                "notification/mp-rest/readTimeout",
                "5000",
                "motorpool.customer.export-limit",
                "PT10S"));
    service = running.http();
  }

  @AfterAll
  static void stop() {
    running.close();
    neighbours.close();
  }

  @BeforeEach
  void register() {
    neighbours.reset();
    customer = Registered.at(service);
  }

  @Test
  void anExportHasAllThatAllServicesHold() {
    UUID id = customer.id();
    String block =
        service
            .post(customer.path() + "/blocks", "{\"reason\": \"Drove on the pavement.\"}")
            .header("Location")
            .orElseThrow();
    service.post(block + "/lift", "{\"reason\": \"Said sorry.\"}");
    List<String> reservations =
        Stream.of("CANCELLED", "COMPLETED", "NO_SHOW", "EXPIRED", "CONFIRMED")
            .map(status -> Neighbours.reservation(id, status))
            .toList();
    neighbours.hold("reservations", id, reservations);
    neighbours.hold(
        "invoices", id, Stream.generate(() -> Neighbours.invoice(id)).limit(3).toList());
    neighbours.hold(
        "notifications", id, Stream.generate(() -> Neighbours.notification(id)).limit(4).toList());

    Answer export = service.get(customer.path() + "/export");

    assertThat(export.status()).as(export.body()).isEqualTo(200);
    JsonNode json = export.json();
    assertThat(json.get("customer")).isEqualTo(service.get(customer.path()).json());
    assertThat(json.get("blocks")).hasSize(1);
    assertThat(json.get("blocks").get(0)).isEqualTo(service.get(block).json());
    assertThat(json.get("reservations").findValuesAsText("status"))
        .containsExactly("CANCELLED", "COMPLETED", "NO_SHOW", "EXPIRED", "CONFIRMED");
    assertThat(json.get("reservations").get(4).at("/price/total/amount").asText())
        .isEqualTo("129.00");
    assertThat(json.get("invoices")).hasSize(3);
    assertThat(json.get("notifications")).hasSize(4);
    assertThat(json.has("exportedAt")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reservations", "invoices", "notifications"})
  void anExportIsNotGivenWithoutWhatOneServiceHolds(String list) {
    neighbours.fail(list, 500);

    Answer refused = service.get(customer.path() + "/export");

    assertUnavailable(refused);
    assertThat(refused.body()).doesNotContain(PERSONAL);
  }

  @Test
  void anExportDoesNotWaitForEver() {
    neighbours.fallSilent("notifications");

    assertUnavailable(service.get(customer.path() + "/export"));
  }

  @Test
  void anExportFollowsNoListThatNeverEnds() {
    neighbours.hold("invoices", customer.id(), List.of(Neighbours.invoice(customer.id())));
    neighbours.neverEnd("invoices");

    assertUnavailable(service.get(customer.path() + "/export"));
  }

  @Test
  void nothingPersonalIsLeftOfACustomerWhoWasErased() {
    Registered keyed = Registered.at(service, "Idempotency-Key", "k-" + customer.id());
    service.post(
        keyed.path() + "/blocks",
        "{\"reason\": \"Drove on the pavement.\"}",
        "Idempotency-Key",
        "b-" + customer.id());

    Answer erased = service.post(keyed.path() + "/erasure", "");

    assertThat(erased.status()).as(erased.body()).isEqualTo(200);
    assertThat(erased.header("ETag")).hasValue("\"1\"");
    assertThat(erased.json().get("status").asText()).isEqualTo("ERASED");
    assertThat(erased.json().properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("id", "status", "version", "createdAt", "updatedAt");
    assertThat(service.get(keyed.path()).json()).isEqualTo(erased.json());
    assertThat(service.get(keyed.path() + "/blocks").json().get("items")).hasSize(1);
    for (String row :
        List.of(
            "select string_agg(customer::text, ',') from customer where id = ?::uuid",
            "select string_agg(b::text, ',') from customer_block b where customer_id = ?::uuid",
            "select string_agg(body, ',') from outbox where subject = ?::uuid",
            "select string_agg(convert_from(body, 'UTF8'), ',') from idempotency_key"
                + " where location like '/customers/' || ? || '%'")) {
      assertThat(running.query(String.class, row, keyed.id().toString()))
          .isNotNull()
          .doesNotContain(PERSONAL)
          .doesNotContain(keyed.email());
    }
  }

  @Test
  void aRequestThatComesAgainDoesNotRegisterACustomerAnewWhoWasErased() {
    String email = "bo." + UUID.randomUUID() + "@example.com";
    String key = "again-" + customer.id();
    Answer created = service.post("/customers", Registered.body(email), "Idempotency-Key", key);
    String path = created.header("Location").orElseThrow();
    Answer erased = service.post(path + "/erasure", "");

    Answer again = service.post("/customers", Registered.body(email), "Idempotency-Key", key);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Location")).hasValue(path);
    assertThat(again.json()).isEqualTo(erased.json());
    assertThat(service.get("/customers?email=" + email).json().get("items")).isEmpty();
  }

  @Test
  void nothingCanBeChangedAboutACustomerWhoWasErased() {
    service.post(customer.path() + "/erasure", "");

    assertProblem(
        service.put(customer.path(), Registered.body(customer.email()), "If-Match", "\"1\""),
        409,
        "customer-erased");
    assertProblem(
        service.put(customer.path(), Registered.body(customer.email()), "If-Match", "\"0\""),
        409,
        "customer-erased");
    assertProblem(
        service.post(customer.path() + "/blocks", "{\"reason\": \"a\"}"), 409, "customer-erased");
    JsonNode eligibility =
        service
            .get(customer.path() + "/eligibility?from=2030-12-01&until=2030-12-04&minimumAge=21")
            .json();
    assertThat(eligibility.get("eligible").asBoolean()).isFalse();
    assertThat(eligibility.get("reasons").findValuesAsText("code"))
        .containsExactly("CUSTOMER_ERASED");
  }

  @Test
  void theEmailOfACustomerWhoWasErasedIsFree() {
    service.post(customer.path() + "/erasure", "");

    assertThat(service.post("/customers", Registered.body(customer.email())).status())
        .isEqualTo(201);
  }

  @Test
  void aCustomerIsErasedAndToldOfOnceHoweverOftenItIsAskedFor() throws Exception {
    try (Events events = running.events().listen("customer.*")) {
      List<Answer> answers = AtOnce.call(6, () -> service.post(customer.path() + "/erasure", ""));

      assertThat(answers).extracting(Answer::status).containsOnly(200);
      assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
      running.awaitPublished();
      assertThat(events.typesAbout(customer.id())).containsOnlyOnce("customer.erased");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "CONFIRMED", "ACTIVE"})
  void aCustomerWithALiveReservationIsNotErased(String status) {
    neighbours.hold(
        "reservations",
        customer.id(),
        List.of(
            Neighbours.reservation(customer.id(), "COMPLETED"),
            Neighbours.reservation(customer.id(), status)));
    String before = service.get(customer.path()).body();

    Answer refused = service.post(customer.path() + "/erasure", "");

    assertProblem(refused, 409, "customer-has-live-reservations");
    assertThat(service.get(customer.path()).body()).isEqualTo(before);
  }

  @Test
  void aCustomerWhoseReservationsHaveEndedIsErased() {
    neighbours.hold(
        "reservations",
        customer.id(),
        Stream.of("COMPLETED", "CANCELLED", "EXPIRED", "NO_SHOW")
            .map(status -> Neighbours.reservation(customer.id(), status))
            .toList());

    assertThat(service.post(customer.path() + "/erasure", "").status()).isEqualTo(200);
  }

  @Test
  void nobodyIsErasedWhileItIsNotKnownWhatTheyHaveReserved() {
    neighbours.fail("reservations", 503);
    String before = service.get(customer.path()).body();

    assertUnavailable(service.post(customer.path() + "/erasure", ""));
    assertThat(service.get(customer.path()).body()).isEqualTo(before);
  }

  @Test
  void erasesOnlyTheVersionThatTheCallerKnows() {
    assertProblem(
        service.post(customer.path() + "/erasure", "", "If-Match", "\"7\""),
        412,
        "precondition-failed");
    assertThat(service.get(customer.path()).json().get("status").asText()).isEqualTo("ACTIVE");
  }

  @Test
  void saysThatThereIsNoSuchCustomer() {
    String nobody = "/customers/" + UUID.randomUUID();

    assertProblem(service.get(nobody + "/export"), 404, "not-found");
    assertProblem(service.post(nobody + "/erasure", ""), 404, "not-found");
  }

  private static void assertUnavailable(Answer answer) {
    assertProblem(answer, 503, "service-unavailable");
    assertThat(answer.header("Retry-After")).isPresent();
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
  }
}
