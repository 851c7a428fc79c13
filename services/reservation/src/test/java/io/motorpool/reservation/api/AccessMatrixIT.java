package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AccessMatrix;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what with reservations and quotes. */
class AccessMatrixIT extends AccessMatrix {

  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(10));

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Counter counter;
  private JsonNode held;
  private String quote;

  AccessMatrixIT() {
    super(Database.RESERVATION);
  }

  @Override
  protected ServiceUnderTest start() {
    counter = new Counter(Map.of());
    return counter.service;
  }

  @BeforeAll
  void hold() {
    held = counter.held();
    counter.confirmed(held);
    quote = quote(counter.http, held.get("customerId").asText()).json().get("id").asText();
  }

  @Override
  protected void stop() {
    counter.close();
  }

  private static Answer quote(Http http, String customer) {
    Map<String, Object> body = new HashMap<>();
    body.put("vehicleClass", "ECMR");
    body.put("pickupBranchId", UUID.randomUUID());
    body.put("startsAt", START);
    body.put("endsAt", START.plus(Duration.ofDays(2)));
    if (customer != null) {
      body.put("customerId", customer);
    }
    Answer answer = http.post("/quotes", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer;
  }

  @Override
  protected UUID owner() {
    return UUID.fromString(held.get("customerId").asText());
  }

  @Override
  protected Map<String, String> owned() {
    return Map.of("reservationId", held.get("id").asText(), "quoteId", quote);
  }

  @Override
  protected Map<String, String> shared() {
    return Map.of("code", "STANDARD");
  }

  @Override
  protected void prepare(String operation, ObjectNode body) {
    switch (operation) {
      case "POST /reservations" ->
          body.put("vehicleId", UUID.randomUUID().toString())
              .put("startsAt", START.toString())
              .put("endsAt", START.plus(Duration.ofDays(2)).toString());
      case "POST /quotes" ->
          body.put("startsAt", START.toString())
              .put("endsAt", START.plus(Duration.ofDays(2)).toString());
      case "PATCH /reservations/{reservationId}" ->
          body.put("endsAt", START.plus(Duration.ofDays(3)).toString());
      case "POST /cancellation-policies" -> body.put("code", "POLICY_" + COUNT.incrementAndGet());
      default -> {
        // The example will do.
      }
    }
  }

  @Test
  void whatACustomerAsksForIsQuotedToThatCustomer() {
    UUID customer = UUID.randomUUID();

    Answer quoted = quote(http().as(Tokens.customer(customer)), null);

    assertThat(quoted.json().get("customerId").asText()).isEqualTo(customer.toString());
  }

  @Test
  void whatTheDeskQuotesToNobodyIsTheDesks() {
    String path = "/quotes/" + quote(http(), null).json().get("id").asText();

    assertThat(http().get(path).status()).isEqualTo(200);
    assertThat(http().as(Tokens.customer(owner())).get(path).status()).isEqualTo(404);
  }

  @Test
  void anothersQuoteBooksNothingAndIsAsUnknownAsOneThatIsNot() {
    UUID customer = UUID.randomUUID();

    Answer anothers = book(customer, quote);
    Answer unknown = book(customer, UUID.randomUUID().toString());

    assertThat(anothers.status()).as(anothers.toString()).isEqualTo(422);
    assertThat(anothers.body()).isEqualTo(unknown.body());
    assertThat(http().get("/reservations?customerId=" + customer).json().get("items")).isEmpty();
  }

  private Answer book(UUID customer, String quoteId) {
    return http()
        .as(Tokens.customer(customer))
        .post("/reservations", Map.of("customerId", customer, "quoteId", quoteId));
  }

  @Test
  void neighboursAreAskedInTheNameOfTheCaller() {
    UUID customer = UUID.randomUUID();
    String token = Tokens.customer(customer);

    quote(http().as(token), null);

    assertThat(counter.neighbours.lastAuthorization()).hasValue("Bearer " + token);
  }
}
