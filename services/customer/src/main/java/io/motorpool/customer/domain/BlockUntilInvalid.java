package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;
import java.time.LocalDate;

/** A block that would be over before it begins. */
public final class BlockUntilInvalid extends Failure {

  BlockUntilInvalid(LocalDate today) {
    super(
        Kind.REFUSED,
        "block-until-invalid",
        "The last day of a block is not over",
        "The last day of a block must not be before today, %s.".formatted(today),
        "/until",
        null);
  }
}
