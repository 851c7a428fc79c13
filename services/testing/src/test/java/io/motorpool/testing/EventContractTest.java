package io.motorpool.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.testing.EventContract.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventContractTest {

  private final EventContract events = EventContract.read();

  @Test
  void hasNothingAgainstItsOwnExamples() {
    assertThat(events.messages()).isNotEmpty();
    for (Message message : events.messages()) {
      assertThat(message.examples())
          .allSatisfy(example -> assertThat(message.queued().contradictions(example)).isEmpty());
    }
  }

  @Test
  void tellsOfEveryMemberThatIsOtherwise() {
    Message message = events.message("reservation.created").orElseThrow();
    ObjectNode event = message.examples().getFirst().deepCopy();
    event.put("type", "reservation.confirmed");
    ObjectNode data = (ObjectNode) event.get("data");
    data.set("vehicleKlass", data.remove("vehicleClass"));
    data.withObjectProperty("price").put("taxed", true);

    assertThat(message.queued().contradictions(event))
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).startsWith("#/type ").endsWith("(enum)"),
            it -> assertThat(it).startsWith("#/data ").contains("vehicleClass", "(required)"),
            it -> assertThat(it).startsWith("#/data/vehicleKlass "),
            it -> assertThat(it).startsWith("#/data/price/taxed "));
  }

  @Test
  void wantsThePlaceOfAMessageInTheLiveTopicsAndNowhereElse() {
    Message message = events.message("invoice.issued").orElseThrow();
    ObjectNode event = message.examples().getFirst().deepCopy();
    assertThat(message.pushed().contradictions(event)).hasSize(1);
    event.put("sequence", "0000000042");
    assertThat(message.pushed().contradictions(event)).isEmpty();
    assertThat(message.queued().contradictions(event)).hasSize(1);
  }

  @Test
  void knowsWhoListensToWhat() {
    assertThat(events.heardBy("customer")).containsExactly("queue.recreated");
    assertThat(List.of("vehicle", "reservation", "billing", "notification", "analytics"))
        .noneMatch(service -> events.heardBy(service).isEmpty());
    assertThat(events.isSentAt("/topic/invoices/{customerId}", "invoice.paid")).isTrue();
    assertThat(events.isSentAt("/topic/invoices/{customerId}", "reservation.created")).isFalse();
  }
}
