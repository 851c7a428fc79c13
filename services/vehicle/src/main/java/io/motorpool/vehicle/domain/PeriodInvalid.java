package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** A period that nobody can rent for. */
public final class PeriodInvalid extends Failure {

  private PeriodInvalid(String detail, String pointer) {
    super(
        Kind.REFUSED, "period-invalid", "Nobody can rent for such a period", detail, pointer, null);
  }

  static PeriodInvalid endsBeforeItBegins() {
    return new PeriodInvalid("The rental must end after it begins.", "/endsAt");
  }

  static PeriodInvalid tooLong() {
    return new PeriodInvalid(
        "A rental is at most %d days long.".formatted(Period.LONGEST.toDays()), "/endsAt");
  }
}
