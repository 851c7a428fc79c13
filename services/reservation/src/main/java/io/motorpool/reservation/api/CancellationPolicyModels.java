package io.motorpool.reservation.api;

import io.motorpool.contracts.reservation.model.CancellationFee;
import io.motorpool.contracts.reservation.model.CancellationPolicyInput;
import io.motorpool.reservation.domain.CancellationCharge;
import io.motorpool.reservation.domain.CancellationCharge.Kind;
import io.motorpool.reservation.domain.CancellationPolicy;
import io.motorpool.reservation.domain.CancellationPolicyDetails;
import io.motorpool.reservation.domain.CancellationPolicyInvalid;
import io.motorpool.reservation.domain.CancellationStep;
import io.motorpool.reservation.domain.CancellationTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cancellation policies as the contracts show them. */
final class CancellationPolicyModels {

  private CancellationPolicyModels() {}

  static io.motorpool.contracts.reservation.model.CancellationPolicy toModel(
      CancellationPolicy policy) {
    CancellationPolicyDetails details = policy.details();
    return new io.motorpool.contracts.reservation.model.CancellationPolicy()
        .code(policy.code())
        .name(details.name())
        .vehicleClass(details.vehicleClass().orElse(null))
        .steps(details.terms().steps().stream().map(CancellationPolicyModels::toModel).toList())
        .noShowFee(
            new CancellationFee()
                .charge(toModel(details.terms().noShow().kind()))
                .percent(quantity(details.terms().noShow(), Kind.PERCENT))
                .days(quantity(details.terms().noShow(), Kind.DAYS)))
        .version(policy.version());
  }

  private static io.motorpool.contracts.reservation.model.CancellationStep toModel(
      CancellationStep step) {
    return new io.motorpool.contracts.reservation.model.CancellationStep()
        .hoursBefore(step.hoursBefore())
        .charge(toModel(step.charge().kind()))
        .percent(quantity(step.charge(), Kind.PERCENT))
        .days(quantity(step.charge(), Kind.DAYS));
  }

  private static io.motorpool.contracts.reservation.model.CancellationCharge toModel(Kind kind) {
    return io.motorpool.contracts.reservation.model.CancellationCharge.valueOf(kind.name());
  }

  private static Integer quantity(CancellationCharge charge, Kind kind) {
    return charge.kind() == kind ? charge.quantity() : null;
  }

  /**
   * What a policy is to be.
   *
   * @throws CancellationPolicyInvalid if it could not be applied
   */
  static CancellationPolicyDetails fromModel(CancellationPolicyInput input) {
    List<CancellationStep> steps = new ArrayList<>();
    for (var step : input.getSteps()) {
      steps.add(
          new CancellationStep(
              step.getHoursBefore(),
              CancellationCharge.of(
                  Kind.valueOf(step.getCharge().name()),
                  step.getPercent(),
                  step.getDays(),
                  "/steps/" + steps.size())));
    }
    CancellationFee noShow = input.getNoShowFee();
    return new CancellationPolicyDetails(
        input.getName(),
        Optional.ofNullable(input.getVehicleClass()),
        new CancellationTerms(
            steps,
            CancellationCharge.of(
                Kind.valueOf(noShow.getCharge().name()),
                noShow.getPercent(),
                noShow.getDays(),
                "/noShowFee")));
  }
}
