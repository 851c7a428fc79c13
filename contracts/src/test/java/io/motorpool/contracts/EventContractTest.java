package io.motorpool.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.motorpool.contracts.event.model.CustomerSnapshot;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.QueueEventType;
import io.motorpool.contracts.event.model.RecreatedQueue;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventContractTest {

  private static final ObjectMapper JSON = GeneratedTypesTest.strictMapper();

  private final Contract events = Contract.read(Contract.ASYNCAPI.resolve("events.yaml"));

  @Test
  void everyReferenceLeadsSomewhere() {
    JsonNode resolved = events.resolved(events.root());
    assertThat(resolved.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(resolved.findValues("$ref")).isEmpty();
  }

  @Test
  void theBundleNeedsNoOtherFileAndSaysTheSame() {
    Contract bundle = Contract.read(Contract.MERGED.resolveSibling("events.yaml"));
    assertThat(bundle.root().findValuesAsText("$ref"))
        .isNotEmpty()
        .allMatch(ref -> ref.startsWith("#/"));
    for (String part : List.of("info", "servers", "channels", "operations")) {
      assertThat(bundle.resolved(bundle.root().path(part)))
          .as(part)
          .isEqualTo(BundleTest.withoutHints(events.resolved(events.root().path(part))));
    }
    assertThat(bundle.resolved(bundle.root().at("/components/messages")))
        .isEqualTo(
            BundleTest.withoutHints(events.resolved(events.root().at("/components/messages"))));
  }

  @Test
  void everyEventTypeHasAMessageOfItsName() {
    assertThat(events.root().at("/components/messages"))
        .extracting(message -> message.path("name").asText())
        .containsExactlyElementsOf(
            Stream.<Object>concat(
                    Arrays.stream(EventType.values()), Arrays.stream(QueueEventType.values()))
                .map(Object::toString)
                .toList());
  }

  @Test
  void everyMessageHasAnExampleThatFollowsItsSchema() {
    JsonNode messages = events.resolved(events.root().at("/components/messages"));
    for (JsonNode message : messages) {
      assertThat(message.path("examples")).as("examples of %s", message.path("name")).isNotEmpty();
      for (JsonNode example : message.path("examples")) {
        assertThat(Contract.contradictions(message.at("/payload/schema"), example.path("payload")))
            .as("%s", message.path("name"))
            .isEmpty();
        assertThat(example.at("/payload/type")).isEqualTo(message.path("name"));
      }
    }
  }

  @Test
  void theGeneratedTypesReadAndWriteEveryExample() throws JsonProcessingException {
    for (JsonNode message : events.root().at("/components/messages")) {
      String name = message.path("name").asText();
      Class<?> type =
          switch (name.substring(0, name.indexOf('.'))) {
            case "reservation" -> ReservationSnapshot.class;
            case "invoice" -> InvoiceSnapshot.class;
            case "customer" -> CustomerSnapshot.class;
            default -> RecreatedQueue.class;
          };
      JsonNode data = message.at("/examples/0/payload/data");
      Object snapshot = JSON.treeToValue(data, type);
      assertThat(JSON.readTree(JSON.writeValueAsString(snapshot))).isEqualTo(data);
    }
  }

  @Test
  void everyChannelAndOperationIsNamedAndExplained() {
    events
        .root()
        .path("channels")
        .forEach(
            channel -> {
              assertThat(channel.path("title").asText()).isNotBlank();
              assertThat(channel.path("description").asText()).isNotBlank();
              assertThat(channel.path("messages")).isNotEmpty();
            });
    events
        .root()
        .path("operations")
        .forEach(
            operation -> {
              assertThat(operation.path("summary").asText()).isNotBlank();
              assertThat(operation.path("tags")).hasSize(1);
            });
  }

  @Test
  void theSnapshotOfAReservationHasEveryFieldOfAReservation() {
    Contract reservation = Contract.read(Contract.OPENAPI.resolve("reservation.yaml"));
    Contract payloads = Contract.read(Contract.ASYNCAPI.resolve("event-schemas.yaml"));
    assertThat(
            payloads.root().at("/components/schemas/ReservationSnapshot/properties").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyElementsOf(
            reservation
                .root()
                .at("/components/schemas/Reservation/properties")
                .properties()
                .stream()
                .map(Map.Entry::getKey)
                .toList());
  }
}
