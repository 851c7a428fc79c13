package io.motorpool.client.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes decimals as the contract has them: strings with exactly two places, never rounded. */
final class AmountSerializer extends StdSerializer<BigDecimal> {

  private static final long serialVersionUID = 1L;

  AmountSerializer() {
    super(BigDecimal.class);
  }

  @Override
  public void serialize(BigDecimal amount, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    try {
      json.writeString(amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString());
    } catch (ArithmeticException e) {
      provider.reportMappingProblem(e, "%s has more than two decimal places", amount);
    }
  }
}
