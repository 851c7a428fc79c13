package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** A cancellation policy that cannot be applied as it is written. */
public final class CancellationPolicyInvalid extends Failure {

  private CancellationPolicyInvalid(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "cancellation-policy-invalid",
        "The cancellation policy cannot be applied",
        detail,
        pointer,
        null);
  }

  static CancellationPolicyInvalid stepNotNearer(int step) {
    return new CancellationPolicyInvalid(
        "Each step must end nearer to the start than the one before.",
        "/steps/%d/hoursBefore".formatted(step));
  }

  static CancellationPolicyInvalid lastStepEndsBeforeTheStart(int step) {
    return new CancellationPolicyInvalid(
        "The last step must end with the start: 0 hours before.",
        "/steps/%d/hoursBefore".formatted(step));
  }

  static CancellationPolicyInvalid quantityMissing(CancellationCharge.Kind kind, String pointer) {
    return new CancellationPolicyInvalid("A charge by %s needs it.".formatted(kind), pointer);
  }

  static CancellationPolicyInvalid quantityUseless(CancellationCharge.Kind kind, String pointer) {
    return new CancellationPolicyInvalid("It has no use with %s.".formatted(kind), pointer);
  }

  static CancellationPolicyInvalid standardForOneClass() {
    return new CancellationPolicyInvalid(
        "%s is for all classes without a policy of their own."
            .formatted(CancellationPolicy.STANDARD),
        "/vehicleClass");
  }
}
