package io.motorpool.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The AsyncAPI document: which events there are, what they are like and who listens to them. */
final class EventContract {

  private static final String SEQUENCE = "sequence";
  private static final EventContract READ = new EventContract();

  private final BundledContract document = BundledContract.read("events");
  private final Map<String, Message> messages = new LinkedHashMap<>();

  /**
   * A message as the document has it.
   *
   * @param type the event's type, which is the routing key
   * @param queued what the whole event is like on the queues
   * @param pushed what it is like in the live topics, with its place
   * @param examples whole events
   */
  record Message(
      String type,
      String contentType,
      ContractSchema queued,
      ContractSchema pushed,
      List<JsonNode> examples) {}

  private EventContract() {
    document.root().at("/components/messages").forEach(this::addMessage);
  }

  /** The document, which is read once. */
  static EventContract read() {
    return READ;
  }

  private void addMessage(JsonNode written) {
    JsonNode message = document.resolved(written);
    String type = message.path("name").asText();
    ObjectNode pushed = message.at("/payload/schema").deepCopy();
    // All events about a thing share a schema; this message is the one of its type.
    pushed.withObjectProperty("properties").withObjectProperty("type").putArray("enum").add(type);
    ObjectNode queued = pushed.deepCopy();
    // The document says it in words, at its live topics: one attribute more, of ten digits.
    pushed.withArrayProperty("required").add(SEQUENCE);
    pushed
        .withObjectProperty("properties")
        .withObjectProperty(SEQUENCE)
        .put("type", "string")
        .put("pattern", "^[0-9]{10}$");
    List<JsonNode> examples = new ArrayList<>();
    message.path("examples").forEach(example -> examples.add(example.path("payload")));
    messages.put(
        type,
        new Message(
            type,
            message.path("contentType").asText(),
            ContractSchema.closed(queued),
            ContractSchema.closed(pushed),
            examples));
  }

  /** All messages, in the order of the document. */
  List<Message> messages() {
    return List.copyOf(messages.values());
  }

  /** The message of an event's type. */
  Optional<Message> message(String type) {
    return Optional.ofNullable(messages.get(type));
  }

  /** The types that a service listens to at its queue, in the order of the document. */
  List<String> heardBy(String service) {
    return typesAt(service + ".events").toList();
  }

  /**
   * The types of what is sent over a channel.
   *
   * @param address as the document has it, for example {@code /topic/invoices/{customerId}}
   */
  private Stream<String> typesAt(String address) {
    return StreamSupport.stream(document.root().path("channels").spliterator(), false)
        .filter(channel -> channel.path("address").asText().equals(address))
        .flatMap(channel -> StreamSupport.stream(channel.path("messages").spliterator(), false))
        .map(message -> document.resolved(message).path("name").asText());
  }

  /** Whether a message of the type may be sent over a channel. */
  boolean isSentAt(String address, String type) {
    return typesAt(address).anyMatch(type::equals);
  }
}
