package io.motorpool.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the notification service pushes over its WebSockets, as the AsyncAPI document has it. */
public final class LiveMessages {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LiveMessages() {}

  /**
   * Reports what in a message is not as the document has it, so that the test fails.
   *
   * @param topic the address of the WebSocket, as the document has it: {@code
   *     /topic/invoices/{customerId}}
   * @param message as it came
   */
  public static void check(String topic, String message) {
    String type = typeOf(message);
    EventContract contract = EventContract.read();
    if (contract.isSentAt(topic, type)) {
      contract
          .message(type)
          .orElseThrow()
          .pushed()
          .contradictions(message)
          .forEach(what -> Drift.report("%s at %s: at %s".formatted(type, topic, what)));
    } else {
      Drift.report("%s: is not in the AsyncAPI document: %s".formatted(topic, message));
    }
  }

  private static String typeOf(String message) {
    try {
      return JSON.readTree(message).path("type").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
