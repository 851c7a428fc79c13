package io.motorpool.platform.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/** Reads text, but not the character U+0000, which PostgreSQL cannot store. */
final class StorableTextDeserializer extends StdScalarDeserializer<String> {

  StorableTextDeserializer() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
    String text = StringDeserializer.instance.deserialize(json, context);
    return text != null && text.indexOf('\0') >= 0
        ? (String) context.handleWeirdStringValue(String.class, "", "contains U+0000")
        : text;
  }
}
