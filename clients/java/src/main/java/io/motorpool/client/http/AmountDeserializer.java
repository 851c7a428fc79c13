package io.motorpool.client.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads decimals from strings only: a JSON number may have lost its cents on the way. */
final class AmountDeserializer extends StdDeserializer<BigDecimal> {

  private static final long serialVersionUID = 1L;

  AmountDeserializer() {
    super(BigDecimal.class);
  }

  @Override
  public BigDecimal deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return (BigDecimal)
          context.handleUnexpectedToken(
              BigDecimal.class,
              json.currentToken(),
              json,
              "an amount is a string such as \"129.00\"");
    }
    String text = json.getText();
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return (BigDecimal)
          context.handleWeirdStringValue(BigDecimal.class, text, "an amount is as \"129.00\"");
    }
  }
}
