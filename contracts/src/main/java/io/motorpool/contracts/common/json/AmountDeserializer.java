package io.motorpool.contracts.common.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Reads an amount as the contract has it: a string with exactly two decimal places and at most ten
 * before the point. Anything else, a JSON number too, is a mismatch that names the place in the
 * document.
 */
public final class AmountDeserializer extends StdDeserializer<BigDecimal> {

  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,10}\\.[0-9]{2}");

  /** Called by Jackson. */
  public AmountDeserializer() {
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
    if (!AMOUNT.matcher(text).matches()) {
      return (BigDecimal)
          context.handleWeirdStringValue(
              BigDecimal.class, text, "an amount has exactly two decimal places, as in \"129.00\"");
    }
    return new BigDecimal(text);
  }
}
