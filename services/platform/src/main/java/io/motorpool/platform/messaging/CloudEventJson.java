package io.motorpool.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import io.motorpool.platform.api.ObjectMapperProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Events on the wire: CloudEvents 1.0 in the JSON event format, structured mode. */
final class CloudEventJson {

  /** The widths of the inbox's columns, in characters. */
  private static final int LONGEST_ID = 200;

  private static final int LONGEST_TYPE = 100;

  private static final JsonFormat FORMAT = new JsonFormat();
  private static final ObjectMapper DATA = ObjectMapperProvider.strictMapper();

  private CloudEventJson() {}

  static String write(
      String id, URI source, String type, String subject, Instant time, Object data) {
    JsonNode json = DATA.valueToTree(data);
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(id)
            .withSource(source)
            .withType(type)
            .withSubject(subject)
            .withTime(OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
            .withData("application/json", JsonCloudEventData.wrap(json))
            .build();
    return new String(FORMAT.serialize(event), StandardCharsets.UTF_8);
  }

  /**
   * @throws MalformedEvent if the body is not a CloudEvent, or one without JSON data
   */
  static IncomingEvent read(byte[] body) {
    CloudEvent event;
    try {
      event = FORMAT.deserialize(body);
    } catch (EventDeserializationException | CloudEventRWException e) {
      throw new MalformedEvent("Not a CloudEvents 1.0 JSON body", e);
    }
    if (!(event.getData() instanceof JsonCloudEventData data)) {
      throw new MalformedEvent("The event's data is not JSON", null);
    }
    requireStorable("id", event.getId(), LONGEST_ID);
    requireStorable("source", event.getSource().toString(), LONGEST_ID);
    requireStorable("type", event.getType(), LONGEST_TYPE);
    return new IncomingEvent(
        event.getId(),
        event.getSource(),
        event.getType(),
        event.getSubject(),
        event.getTime() == null ? null : event.getTime().toInstant(),
        data.getNode(),
        new String(body, StandardCharsets.UTF_8));
  }

  /** What the inbox knows events by has to fit into it, or the event could not even be parked. */
  private static void requireStorable(String attribute, String value, int longest) {
    if (value.length() > longest || value.indexOf('\0') >= 0) {
      throw new MalformedEvent("The event's " + attribute + " cannot be stored", null);
    }
  }
}
