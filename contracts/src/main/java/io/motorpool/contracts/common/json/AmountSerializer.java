package io.motorpool.contracts.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes an amount as the contract has it: a string with exactly two decimal places. An amount with
 * more places than that is a mistake in the program and is refused, never rounded.
 */
public final class AmountSerializer extends StdSerializer<BigDecimal> {

  /** Called by Jackson. */
  public AmountSerializer() {
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
