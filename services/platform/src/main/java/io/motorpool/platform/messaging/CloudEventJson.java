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
import io.motorpool.platform.tracing.TraceParent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Events on the wire: CloudEvents 1.0 in the JSON event format, structured mode. */
final class CloudEventJson {

  private static final JsonFormat FORMAT = new JsonFormat();
  private static final ObjectMapper DATA = ObjectMapperProvider.strictMapper();

  /** As the columns of the inbox. */
  private static final int LONGEST_ID = 200;

  private static final int LONGEST_TYPE = 100;

  private CloudEventJson() {}

  static String write(
      String id, URI source, String type, String subject, Instant time, Object data) {
    JsonNode json = DATA.valueToTree(data);
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(id)
            .withSource(source)
            .withType(type)
            .withSubject(subject)
            .withTime(OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
            .withData("application/json", JsonCloudEventData.wrap(json));
    TraceParent.current()
        .ifPresent(place -> event.withExtension(TraceParent.NAME, place.next().toString()));
    return new String(FORMAT.serialize(event.build()), StandardCharsets.UTF_8);
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
    if (event == null) {
      throw new MalformedEvent("The body is the JSON literal null", null);
    }
    requireKeepable("id", event.getId(), LONGEST_ID);
    requireKeepable("source", event.getSource().toString(), LONGEST_ID);
    requireKeepable("type", event.getType(), LONGEST_TYPE);
    if (!(event.getData() instanceof JsonCloudEventData data)) {
      throw new MalformedEvent("The event's data is not JSON", null);
    }
    return new IncomingEvent(
        event.getId(),
        event.getSource(),
        event.getType(),
        event.getSubject(),
        event.getTime() == null ? null : event.getTime().toInstant(),
        event.getExtension(TraceParent.NAME) instanceof String text ? text : null,
        data.getNode(),
        new String(body, StandardCharsets.UTF_8));
  }

  /** What the inbox cannot keep, it cannot recognise either. */
  private static void requireKeepable(String attribute, String value, int longest) {
    if (value.length() > longest || value.indexOf('\0') >= 0) {
      throw new MalformedEvent(
          "The " + attribute + " is longer than " + longest + " characters or contains U+0000",
          null);
    }
  }
}
