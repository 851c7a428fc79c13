package io.motorpool.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a consuming service does with the very events that the AsyncAPI document shows. */
public final class DocumentedEvents {

  private DocumentedEvents() {}

  /**
   * Publishes every example of the document, and checks that the service has handled those that it
   * listens to by the document, that it has parked none, and that it did not get the others.
   *
   * @param service the running service, which has not had these events before
   */
  public static void check(ServiceUnderTest service) {
    EventContract contract = EventContract.read();
    List<String> heard = contract.heardBy(service.name());
    assertThat(heard).as("what %s listens to", service.name()).isNotEmpty();
    List<String> others = new ArrayList<>();
    List<String> events = new ArrayList<>();
    for (EventContract.Message message : contract.messages()) {
      assertThat(message.examples()).as("examples of %s", message.type()).isNotEmpty();
      message.examples().stream()
          .map(JsonNode::toString)
          .forEach((heard.contains(message.type()) ? events : others)::add);
    }
    long parked = service.parked();

    try (Events broker = service.events()) {
      // Those first, so that they would have come before what is waited for.
      others.forEach(broker::send);
      events.forEach(broker::send);
    }

    events.forEach(service::awaitHandled);
    assertThat(service.parked()).as("what was given up on").isEqualTo(parked);
    assertThat(others).noneMatch(service::hasHandled);
  }
}
