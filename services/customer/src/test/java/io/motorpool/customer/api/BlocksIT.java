package io.motorpool.customer.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  private static ServiceUnderTest running;
  private static Http service;

  private Registered customer;

  @BeforeAll
  static void start() {
    running = ServiceUnderTest.start(Database.CUSTOMER);
    service = running.http();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @BeforeEach
  void register() {
    customer = Registered.at(service);
  }

  @Test
  void aBlockedCustomerIsNotEligibleAndIsNotToldWhy() {
    Answer blocked = block("{\"reason\": \"Drove on the pavement.\"}");

    assertThat(blocked.status()).as(blocked.body()).isEqualTo(201);
    assertThat(blocked.header("ETag")).hasValue("\"0\"");
    assertThat(blocked.json().get("reason").asText()).isEqualTo("Drove on the pavement.");
    assertThat(blocked.json().has("until")).isFalse();
    assertThat(service.get(blocked.header("Location").orElseThrow()).json())
        .isEqualTo(blocked.json());
    Answer eligibility = eligibility(TODAY.plusYears(1));
    assertThat(eligibility.json().get("eligible").asBoolean()).isFalse();
    assertThat(eligibility.json().get("reasons").findValuesAsText("code"))
        .containsExactly("CUSTOMER_BLOCKED");
    assertThat(eligibility.body()).doesNotContain("pavement");
  }

  @Test
  void aBlockStandsAgainstRentalsThatBeginByItsLastDay() {
    LocalDate lastDay = TODAY.plusDays(10);
    block("{\"reason\": \"Overdue.\", \"until\": \"%s\"}".formatted(lastDay));

    assertThat(isEligible(lastDay.minusDays(1))).isFalse();
    assertThat(isEligible(lastDay)).isFalse();
    assertThat(isEligible(lastDay.plusDays(1))).isTrue();
  }

  @Test
  void aLiftedBlockStandsAgainstNothingAndIsKept() {
    String path = block("{\"reason\": \"Overdue.\"}").header("Location").orElseThrow();

    Answer lifted = service.post(path + "/lift", "{\"reason\": \"Paid.\"}", "If-Match", "\"0\"");

    assertThat(lifted.status()).as(lifted.body()).isEqualTo(200);
    assertThat(lifted.header("ETag")).hasValue("\"1\"");
    assertThat(lifted.json().get("liftReason").asText()).isEqualTo("Paid.");
    assertThat(lifted.json().has("liftedAt")).isTrue();
    assertThat(isEligible(TODAY)).isTrue();
    assertThat(blocks()).containsExactly(lifted.json());
  }

  @Test
  void eachBlockStandsForItself() {
    String first = block("{\"reason\": \"Overdue.\"}").header("Location").orElseThrow();
    block("{\"reason\": \"Smoked.\"}");
    service.post(first + "/lift", "{\"reason\": \"Paid.\"}");

    assertThat(isEligible(TODAY)).isFalse();
    assertThat(blocks())
        .extracting(it -> it.get("reason").asText())
        .containsExactly("Overdue.", "Smoked.");
  }

  @Test
  void aBlockIsLiftedOnceHoweverManyTryAtTheSameTime() throws Exception {
    String path = block("{\"reason\": \"Overdue.\"}").header("Location").orElseThrow();

    List<Answer> answers =
        AtOnce.call(6, () -> service.post(path + "/lift", "{\"reason\": \"Paid.\"}"));

    assertThat(answers).extracting(Answer::status).containsOnly(200, 409).containsOnlyOnce(200);
    assertThat(answers)
        .filteredOn(it -> it.status() == 409)
        .extracting(Answer::problem)
        .containsOnly("block-already-lifted");
  }

  @Test
  void liftsOnlyTheVersionThatTheCallerKnows() {
    String path = block("{\"reason\": \"Overdue.\"}").header("Location").orElseThrow();

    assertProblem(
        service.post(path + "/lift", "{\"reason\": \"Paid.\"}", "If-Match", "\"7\""),
        412,
        "precondition-failed");
    assertThat(isEligible(TODAY)).isFalse();
  }

  @Test
  void blocksOnceWhatIsSentAgainWithItsKey() throws Exception {
    String key = "k-" + customer.id();

    List<Answer> answers =
        AtOnce.call(
            6,
            () ->
                service.post(
                    customer.path() + "/blocks",
                    "{\"reason\": \"Overdue.\"}",
                    "Idempotency-Key",
                    key));

    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    assertThat(blocks()).hasSize(1);
    assertProblem(
        service.post(
            Registered.at(service).path() + "/blocks",
            "{\"reason\": \"Overdue.\"}",
            "Idempotency-Key",
            key),
        422,
        "idempotency-key-reused");
  }

  @Test
  void listsBlocksInPages() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(block("{\"reason\": \"Number %d\"}".formatted(i)).json().get("id").asText());
    }

    JsonNode first = service.get(customer.path() + "/blocks?limit=2").json();
    JsonNode second =
        service
            .get(customer.path() + "/blocks?limit=2&cursor=" + first.get("nextCursor").asText())
            .json();

    assertThat(first.get("items").findValuesAsText("id")).isEqualTo(made.subList(0, 2));
    assertThat(second.get("items").findValuesAsText("id")).isEqualTo(made.subList(2, 3));
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void refusesALastDayThatIsOver() {
    Answer refused =
        block("{\"reason\": \"Overdue.\", \"until\": \"%s\"}".formatted(TODAY.minusDays(1)));

    assertProblem(refused, 422, "block-until-invalid");
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("#/until");
    assertThat(isEligible(TODAY)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"reason\": \"\"}", "{\"reason\": \"a\", \"colour\": \"red\"}"})
  void asksForAReason(String body) {
    assertProblem(block(body), 400, "invalid-request");
  }

  @Test
  void saysThatThereIsNoSuchBlock() {
    String path = block("{\"reason\": \"Overdue.\"}").header("Location").orElseThrow();
    String ofAnother = path.replace(customer.path(), Registered.at(service).path());
    String nobody = "/customers/" + UUID.randomUUID() + "/blocks";

    assertProblem(service.get(ofAnother), 404, "not-found");
    assertProblem(service.post(ofAnother + "/lift", "{\"reason\": \"a\"}"), 404, "not-found");
    assertProblem(service.get(nobody), 404, "not-found");
    assertProblem(service.post(nobody, "{\"reason\": \"a\"}"), 404, "not-found");
  }

  private Answer block(String body) {
    return service.post(customer.path() + "/blocks", body);
  }

  private List<JsonNode> blocks() {
    List<JsonNode> blocks = new ArrayList<>();
    service.get(customer.path() + "/blocks").json().get("items").forEach(blocks::add);
    return blocks;
  }

  private boolean isEligible(LocalDate from) {
    return eligibility(from).json().get("eligible").asBoolean();
  }

  private Answer eligibility(LocalDate from) {
    return service.get(
        "%s/eligibility?from=%s&until=%s&minimumAge=21"
            .formatted(customer.path(), from, from.plusDays(3)));
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
  }
}
