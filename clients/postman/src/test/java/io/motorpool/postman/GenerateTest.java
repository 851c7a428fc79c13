package io.motorpool.postman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.OpenApi30;
import io.motorpool.postman.Journey.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateTest {

  private static final Path RENTAL = Path.of("rental.yaml");
  private static final List<String> SERVICES =
      List.of("customer", "vehicle", "reservation", "billing", "notification", "analytics");

  @TempDir private Path folder;

  private final ContractIndex all = ContractIndex.of("motorpool");

  @Test
  void everyBodyOfTheRentalIsAsTheContractsHaveIt() throws IOException {
    Journey journey = Journey.read(RENTAL);
    JsonNode items = Generate.collection(journey).at("/item/0/item");
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      JsonNode raw = items.get(i).at("/request/body/raw");
      if (raw.isTextual()) {
        Step step = journey.steps().get(i);
        bodies.add(step.name());
        assertThat(contradictions(step, raw.asText())).as(step.name()).isEmpty();
      }
    }
    assertThat(bodies).hasSizeGreaterThan(5);
  }

  @Test
  void thereIsARequestForEveryOperation() throws IOException {
    JsonNode items = Generate.collection(Journey.read(RENTAL)).path("item");
    for (int i = 0; i < SERVICES.size(); i++) {
      assertThat(items.get(i + 1).path("item"))
          .hasSameSizeAs(ContractIndex.of(SERVICES.get(i)).operations());
    }
  }

  @Test
  void noTimeToComeIsWrittenDown() throws IOException {
    JsonNode collection = Generate.collection(Journey.read(RENTAL));
    assertThat(collection.findValues("raw").toString() + collection.findValues("query"))
        .doesNotContain("\"2026-12")
        .contains("{{2026-12-01T09:00:00Z}}");
  }

  @Test
  void everyRequestIsTested() throws IOException {
    JsonNode collection = Generate.collection(Journey.read(RENTAL));
    for (JsonNode items : collection.path("item")) {
      for (JsonNode item : items.path("item")) {
        assertThat(item.path("event").findValuesAsText("listen"))
            .as(item.path("name").asText())
            .contains("test");
      }
    }
  }

  /** What a change of a contract would be for the rental: something it needs is no longer there. */
  @ParameterizedTest
  @CsvSource({
    "operation: createQuote, operation: makeQuote, makeQuote",
    "quoteId: /id, quoteId: /quoteId, /quoteId",
    "'path: {reservationId:', 'path: {bookingId:', bookingId",
    "'[kind=SETTLEMENT]/kind', '[type=SETTLEMENT]/kind', type",
    "'customerId: /id', 'someoneId: /id', customerId",
    "'{etag: ETag}', '{etag: Location}', Location",
    "'query: {customerId:', 'query: {customer:', customer"
  })
  void whatTheContractsHaveNotFailsTheBuild(String text, String changed, String told)
      throws IOException {
    String rental = Files.readString(RENTAL);
    assertThat(rental).contains(text);
    Path file = folder.resolve("rental.yaml");
    Files.writeString(file, rental.replace(text, changed));
    Journey journey = Journey.read(file);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Generate.collection(journey))
        .withMessageContaining(told);
  }

  @Test
  void aBodyThatTheContractsDoNotHaveIsFound() throws IOException {
    Step book =
        Journey.read(RENTAL).steps().stream()
            .filter(it -> it.operation().equals("createQuote"))
            .findFirst()
            .orElseThrow();
    assertThat(contradictions(book, "{\"customer\": 1}")).isNotEmpty();
  }

  /** Of the body with values as the examples have them. */
  private List<String> contradictions(Step step, String body) throws IOException {
    JsonNode schema = all.bodySchema(all.operation(step.operation())).orElseThrow();
    return SchemaRegistry.withDefaultDialect(OpenApi30.getInstance())
        .getSchema(new ObjectMapper().writeValueAsString(schema), InputFormat.JSON)
        .validate(
            new RentalFolder(all, Journey.read(RENTAL)).filled(body),
            InputFormat.JSON,
            context -> context.executionConfig(it -> it.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }
}
