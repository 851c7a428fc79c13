package io.motorpool.billing.domain;

import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.platform.failure.Failure;

/** Money that went by card cannot be found again without the terminal's reference. */
public final class PaymentReferenceMissing extends Failure {

  private PaymentReferenceMissing() {
    super(
        Kind.REFUSED,
        "payment-reference-missing",
        "A card needs a reference",
        "Money by CARD is recorded with the reference of the terminal.",
        "/reference",
        null);
  }

  /**
   * Sees to it that money can be found again.
   *
   * @throws PaymentReferenceMissing if it cannot
   */
  static void check(RecordedMethod method, String reference) {
    if (method == RecordedMethod.CARD && (reference == null || reference.isBlank())) {
      throw new PaymentReferenceMissing();
    }
  }
}
