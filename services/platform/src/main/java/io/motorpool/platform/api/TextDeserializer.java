package io.motorpool.platform.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;

/**
 * Reads a date or a time from its ISO 8601 text and from nothing else. The library's own readers
 * would take numbers and arrays too, which no contract allows.
 */
final class TextDeserializer<T> extends StdScalarDeserializer<T> {

  private final transient Function<String, T> parser;

  TextDeserializer(Class<T> type, Function<String, T> parser) {
    super(type);
    this.parser = parser;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return (T) context.handleUnexpectedToken(handledType(), json);
    }
    try {
      return parser.apply(json.getText());
    } catch (DateTimeException e) {
      return (T) context.handleWeirdStringValue(handledType(), json.getText(), "not ISO 8601");
    }
  }
}
