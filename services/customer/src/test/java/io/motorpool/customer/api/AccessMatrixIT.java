package io.motorpool.customer.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.embedded.Role;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AccessMatrix;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.Tokens;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what with customers. */
class AccessMatrixIT extends AccessMatrix {

  private Registered customer;
  private String block;

  AccessMatrixIT() {
    super(Database.CUSTOMER);
  }

  @BeforeAll
  void register() {
    customer = Registered.at(http());
    block =
        http()
            .post(customer.path() + "/blocks", "{\"reason\": \"Overdue.\"}")
            .json()
            .get("id")
            .asText();
  }

  @Override
  protected UUID owner() {
    return customer.id();
  }

  @Override
  protected Map<String, String> owned() {
    return Map.of("customerId", customer.id().toString(), "blockId", block);
  }

  @Override
  protected void prepare(String operation, ObjectNode body) {
    if (operation.equals("POST /customers")) {
      body.put("email", "anna." + UUID.randomUUID() + "@example.com");
    } else if (operation.equals("POST /customers/{customerId}/blocks")) {
      // The example's last day will be over some day.
      body.put("until", LocalDate.now(ZoneOffset.UTC).plusYears(1).toString());
    }
  }

  @Test
  void whoRegistersThemselvesIsFoundUnderTheirSubject() {
    UUID subject = UUID.randomUUID();
    Http own = http().as(Tokens.customer(subject));
    String body = Registered.body(subject + "@example.com");
    assertThat(own.get("/customers/" + subject).status()).isEqualTo(404);

    Answer registered = own.post("/customers", body);

    assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
    assertThat(registered.json().get("id").asText()).isEqualTo(subject.toString());
    assertThat(own.get("/customers/" + subject).json()).isEqualTo(registered.json());
    Answer again = own.post("/customers", Registered.body("other-" + subject + "@example.com"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("customer-already-registered");
  }

  @Test
  void aSubjectThatIsNoIdRegistersNobody() {
    long before = service().count("select count(*) from customer");

    Answer refused =
        http()
            .as(Tokens.issuer().token("anna", Role.CUSTOMER))
            .post("/customers", Registered.body(UUID.randomUUID() + "@example.com"));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("subject-not-usable");
    assertThat(service().count("select count(*) from customer")).isEqualTo(before);
  }

  @Test
  void aKeyBelongsToWhoSentIt() {
    String key = UUID.randomUUID().toString();
    String body = Registered.body(key + "@example.com");
    Http one = http().as(Tokens.customer(UUID.randomUUID()));
    Answer first = one.post("/customers", body, "Idempotency-Key", key);

    Answer repeated = one.post("/customers", body, "Idempotency-Key", key);
    Answer ofAnother =
        http()
            .as(Tokens.customer(UUID.randomUUID()))
            .post("/customers", body, "Idempotency-Key", key);

    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(repeated.body()).isEqualTo(first.body());
    assertThat(ofAnother.problem()).isEqualTo("email-already-registered");
  }
}
